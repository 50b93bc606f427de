package nl.tafelzicht.subject.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.place.Point;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.report.domain.ReportContent;
import nl.tafelzicht.subject.report.domain.ReportEvent;
import nl.tafelzicht.subject.report.domain.ReportKind;
import nl.tafelzicht.subject.report.domain.Source;

/** The index finds what going through all reports finds. */
class ReportIndexTest {

    private static final Instant NOON = Instant.parse("2026-03-18T12:00:00Z");
    private static final ReportKind[] KINDS = {ReportKind.UNREST, ReportKind.CROWD};

    @Property(tries = 200)
    void findsWhatIsNearInPlaceAndTime(@ForAll long seed) {
        var random = new Random(seed);
        var all = new HashMap<String, Report>();
        var index = ReportIndex.EMPTY;
        for (int i = 0; i < 150; i++) {
            var id = "r" + random.nextInt(100);
            var before = all.get(id);
            var after = before == null ? submitted(id, random) : recategorised(before, random);
            index = index.after(before, after);
            all.put(id, after);
        }
        for (var metres : new int[] {50, 250, 900}) {
            var place = new Point(52 + random.nextDouble() * 0.02, 5 + random.nextDouble() * 0.02);
            var at = NOON.plusSeconds(random.nextInt(7_200));
            var within = Duration.ofMinutes(random.nextInt(60));
            for (var kind : KINDS) {
                assertThat(index.near(kind, place, at, metres, within).collect(Collectors.toSet()))
                        .isEqualTo(allNear(all, kind, place, at, metres, within));
            }
        }
    }

    private static Set<String> allNear(
            Map<String, Report> all, ReportKind kind, Point place, Instant at, int metres, Duration within) {
        return all.values().stream()
                .filter(r -> r.state().kind() == kind
                        && r.state().location() != null
                        && r.state().location().metresTo(place) <= metres
                        && Duration.between(r.seenAt(), at).abs().compareTo(within) <= 0)
                .map(Report::id)
                .collect(Collectors.toSet());
    }

    private static Report submitted(String id, Random random) {
        var location = random.nextInt(10) == 0
                ? null
                : new Point(52 + random.nextDouble() * 0.02, 5 + random.nextDouble() * 0.02);
        var content = new ReportContent(
                KINDS[random.nextInt(2)],
                "text",
                Severity.INFO,
                null,
                null,
                new Municipality("GM0344", "Utrecht"),
                location,
                null,
                null,
                null,
                null,
                NOON.plusSeconds(random.nextInt(7_200)),
                Source.ON_SITE,
                Tlp.GREEN,
                Set.of(),
                null,
                null,
                null);
        return Report.evolve(
                null,
                id,
                new ReportEvent.Submitted(content, Role.MUNICIPALITY),
                new EventMetadata(1, new UUID(0, 1), 1, NOON, "somebody"));
    }

    private static Report recategorised(Report report, Random random) {
        return Report.evolve(
                report,
                report.id(),
                new ReportEvent.Recategorised(
                        KINDS[random.nextInt(2)], null, null, null, "looked again", Role.TABLE_OPERATOR),
                new EventMetadata(2, new UUID(0, 2), report.version() + 1, NOON, "desk"));
    }

    @Property(tries = 100)
    void whatHasNoCoordinatesIsNearAllOfItsMunicipality(@ForAll long seed) {
        var random = new Random(seed);
        var all = new HashMap<String, Report>();
        var index = ReportIndex.EMPTY;
        for (int i = 0; i < 60; i++) {
            var id = "r" + random.nextInt(40);
            var before = all.get(id);
            var after = before == null ? submitted(id, random) : recategorised(before, random);
            index = index.after(before, after);
            all.put(id, after);
        }
        var within = Duration.ofMinutes(30);
        for (var report : all.values()) {
            var s = report.state();
            var expected = all.values().stream()
                    .filter(r -> r.state().kind() == s.kind()
                            && Duration.between(r.seenAt(), report.seenAt())
                                            .abs()
                                            .compareTo(within)
                                    <= 0)
                    .filter(r -> s.location() == null
                            || r.state().location() == null
                            || r.state().location().metresTo(s.location()) <= 250)
                    .map(Report::id)
                    .collect(Collectors.toSet());
            assertThat(index.near(report, 250, within).toList())
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }
}
