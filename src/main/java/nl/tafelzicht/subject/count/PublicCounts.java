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
import nl.tafelzicht.subject.station.Stations;

/**
 * The public data of the count: progress, method, times and places, and what was published. No results, no findings,
 * nobody's name. Made again every few seconds at most, whatever the number of readers. Belongs to one event loop.
 */
final class PublicCounts {

    /** Characters of a hash in the name of a file. */
    private static final int NAME = 8;

    private static final Duration FRESH = Duration.ofSeconds(5);

    /** @param at the time of the data, by the clock of the day */
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
            int objections,
            int reports,
            PublicReAdd reAdd) {}

    /**
     * @param seed from which anybody can draw the same lists; {@code period} the signed checkpoint that it comes from
     */
    record PublicReAdd(String count, Instant hour, Instant period, String seed, List<PublicDrawn> lists) {}

    record PublicDrawn(int list, Integer difference) {}

    record PublicSession(int number, SessionStatus status, Instant at, String place, boolean isPublic) {}

    record PublicFigures(String where, int stations, int of, boolean extrapolated, String reason, Instant at) {}

    /** @param replaces number of the file before it */
    record PublicFile(
            int number, String kind, Count.Phase phase, String fingerprint, int units, Integer replaces, Instant at) {}

    private final CurrentPicture picture;
    private final Clock clock;
    private final Clock real;
    private Page made;
    private Instant madeAt;

    /**
     * @param clock of the election day
     * @param real the clock that determines the age of a page
     */
    PublicCounts(CurrentPicture picture, Clock clock, Clock real) {
        this.picture = picture;
        this.clock = clock;
        this.real = real;
    }

    /**
     * Lines for {@code sha256sum -c}, and the places in the journal that vouch for them; {@code null} when there is no
     * such count.
     */
    String manifest(String id, String journal) {
        var count = picture.get().entity(MunicipalCount.KIND, id);
        if (count == null || count.state().municipality() == null) {
            return null;
        }
        var lines = new StringBuilder("# journal " + journal + ", up to " + count.seq()
                + "; signed by the first of /api/v1/public/journal/statements whose seq is not less\n");
        count.state().files().forEach(f -> lines.append(f.head().fingerprint())
                .append("  ")
                .append(f.id())
                .append(".eml.xml\n"));
        count.reports().forEach(r -> lines.append(r.sha256())
                .append("  ")
                .append(r.station() == null ? id : r.station())
                .append('-')
                .append(r.sha256(), 0, NAME)
                .append(".pdf\n"));
        return lines.toString();
    }

    /** Whether a report is in the manifest of a count. */
    boolean hasReport(String id, String sha256) {
        var count = picture.get().entity(MunicipalCount.KIND, id);
        return count != null && count.state().municipality() != null && count.report(sha256) != null;
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
                                CountProgress.of(
                                        Stations.of(now, s.municipality().code()))))
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
                s.objections(),
                s.reports(),
                s.reAdd() == null
                        ? null
                        : new PublicReAdd(
                                s.id(),
                                s.reAdd().hour(),
                                s.reAdd().period(),
                                s.reAdd().seed(),
                                s.reAdd().lists().stream()
                                        .map(d -> new PublicDrawn(d.list(), d.difference()))
                                        .toList()));
    }
}
