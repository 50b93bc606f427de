package nl.tafelzicht.subject.count;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.subject.count.domain.Count;
import nl.tafelzicht.subject.count.domain.CountState;
import nl.tafelzicht.subject.count.domain.CountState.SessionStatus;
import nl.tafelzicht.subject.count.domain.CountingMethod;
import nl.tafelzicht.subject.count.domain.MunicipalCount;

/**
 * What the public reads of the count: how far, where and when, what was published. No results, no findings, nobody's
 * name. Made anew every few seconds at most, however many ask. Of one event loop.
 */
final class PublicCounts {

    private static final Duration FRESH = Duration.ofSeconds(5);

    /** @param at as of when, by the clock of the day */
    record Page(Instant at, List<PublicCount> items) {}

    record PublicCount(
            Municipality municipality,
            String election,
            String electionName,
            CountingMethod method,
            CountProgress stations,
            List<PublicSession> sessions,
            List<PublicFigures> provisional,
            List<PublicFile> files,
            int objections) {}

    record PublicSession(int number, SessionStatus status, Instant at, String place, boolean isPublic) {}

    record PublicFigures(String where, int stations, int of, boolean extrapolated, String reason, Instant at) {}

    /** @param replaces number of the file before */
    record PublicFile(
            int number, String kind, Count.Phase phase, String fingerprint, int units, Integer replaces, Instant at) {}

    private final CurrentPicture picture;
    private final Clock clock;
    private final Clock real;
    private Page made;
    private Instant madeAt;

    /** @param clock of the day; @param real the clock by which a page is old */
    PublicCounts(CurrentPicture picture, Clock clock, Clock real) {
        this.picture = picture;
        this.clock = clock;
        this.real = real;
    }

    Page page() {
        var now = real.instant();
        if (made == null || !now.isBefore(madeAt.plus(FRESH))) {
            made = make();
            madeAt = now;
        }
        return made;
    }

    private Page make() {
        var now = picture.get();
        return new Page(
                clock.instant(),
                now.all(MunicipalCount.KIND)
                        .map(MunicipalCount::state)
                        .filter(s -> s.municipality() != null)
                        .sorted(Comparator.comparing(
                                        (CountState s) -> s.municipality().name())
                                .thenComparing(CountState::election))
                        .map(s -> told(
                                s,
                                CountProgress.of(now.stationsOf(s.municipality().code()))))
                        .toList());
    }

    private static PublicCount told(CountState s, CountProgress stations) {
        return new PublicCount(
                s.municipality(),
                s.election(),
                s.electionName(),
                s.method(),
                stations,
                s.sessions().stream()
                        .map(x -> new PublicSession(x.number(), x.status(), x.at(), x.place(), x.isPublic()))
                        .toList(),
                s.provisional().stream()
                        .map(p -> new PublicFigures(
                                p.where(), p.stations(), p.of(), p.extrapolated(), p.reason(), p.at()))
                        .toList(),
                s.files().stream()
                        .map(f -> new PublicFile(
                                f.number(),
                                f.head().kind(),
                                f.head().phase(),
                                f.head().fingerprint(),
                                f.head().units(),
                                f.replaces() == null ? null : f.number() - 1,
                                f.at()))
                        .toList(),
                s.objections());
    }
}
