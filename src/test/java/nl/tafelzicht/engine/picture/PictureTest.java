package nl.tafelzicht.engine.picture;

import static nl.tafelzicht.support.Fold.EDE;
import static nl.tafelzicht.support.Fold.NOON;
import static nl.tafelzicht.support.Fold.UTRECHT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import nl.tafelzicht.election.AccessRecorded;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.engine.access.Viewpoint;
import nl.tafelzicht.engine.journal.JournalEvent;
import nl.tafelzicht.engine.journal.Unfoldable;
import nl.tafelzicht.subject.report.Reports;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.report.domain.ReportContent;
import nl.tafelzicht.subject.report.domain.ReportEvent;
import nl.tafelzicht.subject.report.domain.ReportKind;
import nl.tafelzicht.subject.report.domain.Source;
import nl.tafelzicht.subject.station.Stations;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.station.domain.Status;
import nl.tafelzicht.support.Fold;
import org.junit.jupiter.api.Test;

/**
 * The fold of the journal: one entry of the index for each entity, at its last change; what is known at that moment,
 * and nothing of before it is lost.
 */
class PictureTest {

    private final Fold fold = new Fold();

    private List<String> changes(long after) {
        return fold.picture().changedAfter(after).stream()
                .map(c -> c.seq() + " " + c.kind() + " " + c.id())
                .toList();
    }

    @Test
    void aStationIsTwoEntitiesThatChangeApart() {
        fold.registered("GM0228-1", EDE);
        assertThat(changes(0)).containsExactly("1 station GM0228-1", "1 status GM0228-1");
        fold.reported("GM0228-1", Status.OPEN, null);
        assertThat(changes(0)).containsExactly("1 station GM0228-1", "2 status GM0228-1");
        assertThat(changes(1)).containsExactly("2 status GM0228-1");
        assertThat(changes(2)).isEmpty();
        assertThat(changes(-5)).hasSize(2);
        fold.registered("GM0228-2", EDE).registered("GM0344-1", UTRECHT);
        assertThat(fold.picture().all(Station.KIND)).hasSize(3);
        assertThat(Stations.of(fold.picture(), "GM0228"))
                .extracting(s -> s.id())
                .containsExactlyInAnyOrder("GM0228-1", "GM0228-2");
        assertThat(Stations.of(fold.picture(), "GM9999")).isEmpty();
    }

    @Test
    void aStationIsFoundByItsNumberAndByTheAliasOfAStop() {
        fold.registered("GM0228-1", EDE);
        assertThat(Stations.find(fold.picture(), "GM0228-1").entry().name()).isEqualTo("Bureau 1");
        assertThat(Stations.find(fold.picture(), "GM0228-1.2")).isSameAs(Stations.find(fold.picture(), "GM0228-1"));
        assertThat(Stations.find(fold.picture(), "GM0228-9")).isNull();
        assertThat(Stations.entrance(fold.picture(), "GM0228-1").latitude()).isEqualTo(52.001);
        assertThat(Stations.entrance(fold.picture(), "GM0228-9")).isNull();
    }

    @Test
    void aStationThatIsWithdrawnIsThereForWhoHasToBeToldAndForNobodyElse() {
        fold.registered("GM0228-1", EDE)
                .registered("GM0228-2", EDE)
                .reported("GM0228-1", Status.OPEN, 10)
                .withdrawn("GM0228-1");
        var change = fold.picture().changedAfter(3).first();
        assertThat(Stations.find(fold.picture(), "GM0228-1")).isNull();
        assertThat(fold.picture().all(Station.KIND)).hasSize(1);
        assertThat(Stations.of(fold.picture(), "GM0228"))
                .extracting(s -> s.id())
                .containsExactly("GM0228-2");
        assertThat(fold.picture().entity(Station.KIND, "GM0228-1")).isNotNull();
        assertThat(Viewpoint.COUNTRY.sees(fold.picture().visibility(change))).isFalse();
        assertThat(Viewpoint.COUNTRY.sees(fold.picture().everVisible(change))).isTrue();
        fold.registered("GM0228-1", EDE);
        assertThat(Stations.find(fold.picture(), "GM0228-1").state().status())
                .as("it has what it had said")
                .isEqualTo(Status.OPEN);
        assertThat(Stations.of(fold.picture(), "GM0228")).hasSize(2);
    }

    @Test
    void aPictureNeverChanges() {
        fold.registered("GM0228-1", EDE);
        var before = fold.picture();
        fold.reported("GM0228-1", Status.OPEN, null).said("r", EDE, Tlp.GREEN).withdrawn("GM0228-1");
        assertThat(before.seq()).isEqualTo(1);
        assertThat(Stations.find(before, "GM0228-1").state().status()).isEqualTo(Status.EXPECTED);
        assertThat(before.changedAfter(0)).hasSize(2);
        assertThat(before.count(Report.KIND)).isZero();
    }

    @Test
    void onlyWhatContinuesItContinuesIt() {
        fold.registered("GM0228-1", EDE).reported("GM0228-1", Status.OPEN, null);
        var second = fold.journal().get(1);
        assertThatThrownBy(() -> fold.picture().after(second))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("event 2 does not continue picture 2");
        assertThatThrownBy(() -> Picture.EMPTY.after(second)).isInstanceOf(IllegalStateException.class);
        assertThat(Stations.find(Picture.EMPTY.after(fold.journal()), "GM0228-1")
                        .state())
                .isEqualTo(Stations.find(fold.picture(), "GM0228-1").state());
    }

    @Test
    void whatMakesNoEntityTakesItsPlaceAndChangesNothing() {
        fold.registered("GM0228-1", EDE);
        var before = fold.picture();
        var reading = EventTypes.write(
                new AccessRecorded("report", "r", 1, "ann", "live"),
                EventTypes.accessStream(new UUID(1, 1)),
                new nl.tafelzicht.election.EventMetadata(2, new UUID(1, 1), 1, NOON, "ann"));
        var after = before.after(new JournalEvent(
                2, reading.id(), reading.stream(), 1, reading.type(), reading.at(), reading.actor(), reading.data()));
        assertThat(after.seq()).isEqualTo(2);
        assertThat(after.changedAfter(0)).isEqualTo(before.changedAfter(0));
    }

    @Test
    void aReportThatLeftIsKnownByWhoSawIt() {
        fold.said("r", EDE, Tlp.GREEN).said("q", EDE, Tlp.GREEN);
        assertThat(fold.picture().departed(Report.KIND, "r")).isNull();
        fold.left("r");
        assertThat(fold.picture().entity(Report.KIND, "r")).isNull();
        assertThat(fold.picture().entity(Report.KIND, "q")).isNotNull();
        assertThat(fold.picture().all(Report.KIND)).hasSize(1);
        assertThat(fold.picture().departed(Report.KIND, "r").municipalities()).containsExactly("GM0228");
        assertThat(changes(2)).containsExactly("3 report r");
        fold.marked("r", Tlp.AMBER);
        assertThat(changes(3)).as("what happens to it outside stays outside").isEmpty();
    }

    private Fold sighted(
            String id, ReportKind kind, nl.tafelzicht.election.place.Point where, java.time.Instant observed) {
        return fold.happens(
                Report.KIND,
                id,
                new ReportEvent.Submitted(
                        new ReportContent(
                                kind,
                                "text",
                                Severity.ATTENTION,
                                null,
                                null,
                                EDE,
                                where,
                                null,
                                null,
                                null,
                                null,
                                observed,
                                Source.ON_SITE,
                                Tlp.GREEN,
                                Set.of(),
                                null,
                                null,
                                null),
                        Role.MUNICIPALITY));
    }

    @Test
    void whatIsNearIsOfTheSameKindCloseByAtAboutThatTimeAndStands() {
        var door = new nl.tafelzicht.election.place.Point(52.04, 5.66);
        sighted("here", ReportKind.CROWD, door, NOON);
        sighted("near", ReportKind.CROWD, new nl.tafelzicht.election.place.Point(52.041, 5.66), NOON.plusSeconds(600));
        sighted("far", ReportKind.CROWD, new nl.tafelzicht.election.place.Point(52.05, 5.66), NOON);
        sighted("late", ReportKind.CROWD, door, NOON.plusSeconds(7_200));
        sighted("other", ReportKind.VIOLENCE, door, NOON);
        sighted("nowhere", ReportKind.CROWD, null, NOON);
        sighted("dismissed", ReportKind.CROWD, door, NOON);
        fold.happens(Report.KIND, "dismissed", new ReportEvent.Dismissed("nothing there", Role.TABLE_OPERATOR, null));
        assertThat(Reports.near(fold.picture(), fold.picture().entity(Report.KIND, "here"), 300, Duration.ofHours(1)))
                .extracting(r -> r.id())
                .containsExactly("near", "nowhere");
        assertThat(Reports.near(
                        fold.picture(), fold.picture().entity(Report.KIND, "nowhere"), 300, Duration.ofHours(1)))
                .extracting(r -> r.id())
                .containsExactlyInAnyOrder("here", "near", "far");
    }

    @Test
    void whatWasFoldedElsewhereIsBesideItForADecisionAlone() {
        fold.said("r", EDE, Tlp.GREEN);
        var stored = fold.picture().entity(Report.KIND, "r");
        fold.left("r");
        var beside = fold.picture().beside(List.of(stored));
        assertThat(beside.entity(Report.KIND, "r")).isSameAs(stored);
        assertThat(beside.changedAfter(0)).isEqualTo(fold.picture().changedAfter(0));
        assertThat(beside.seq()).isEqualTo(fold.seq());
        assertThat(fold.picture().beside(List.of())).isSameAs(fold.picture());
        fold.said("q", EDE, Tlp.GREEN);
        assertThat(fold.picture()
                        .beside(List.of(nl.tafelzicht.subject.report.domain.Report.evolve(
                                null,
                                "q",
                                new ReportEvent.Submitted(
                                        Fold.content(ReportKind.THREAT, EDE, Tlp.GREEN, Set.of()), null),
                                new nl.tafelzicht.election.EventMetadata(1, new UUID(1, 1), 1, NOON, "x"))))
                        .entity(Report.KIND, "q")
                        .state()
                        .kind())
                .as("what is in the picture counts")
                .isEqualTo(ReportKind.CROWD);
    }

    @Test
    void whoHasSeenItAllAlongReadsMoreThanWhoCameLater() {
        fold.said("r", EDE, Tlp.RED, "ann").marked("r", Tlp.GREEN);
        var change = fold.picture().changedAfter(0).first();
        var ann = new Viewpoint(true, Set.of(), Set.of(), Set.of(), Tlp.RED, "ann", null);
        assertThat(fold.picture().stateFor(change, ann::sees))
                .isEqualTo(fold.picture().state(change));
        assertThat(fold.picture().stateFor(change, Viewpoint.COUNTRY::sees)).isNotNull();
    }

    @Test
    void checkpointsLieBeforeWhatIsAskedForAndAreNeverTooMany() {
        var kept = new Checkpoints(10, 4);
        var pictures = new ArrayList<Picture>();
        assertThat(kept.before(5)).isSameAs(Picture.EMPTY);
        fold.registered("GM0228-1", EDE);
        pictures.add(Picture.EMPTY);
        pictures.add(fold.picture());
        kept.offer(fold.picture());
        assertThat(kept.size()).as("too soon").isZero();
        for (int i = 2; i <= 100; i++) {
            fold.reported("GM0228-1", null, i % 60);
            pictures.add(fold.picture());
            kept.offer(fold.picture());
            assertThat(kept.size()).isLessThanOrEqualTo(4);
            if (i == 30) {
                assertThat(kept.size()).isEqualTo(3);
            }
            if (i == 9) {
                assertThat(kept.size()).isZero();
            }
            if (i == 10) {
                assertThat(kept.before(10)).isSameAs(pictures.get(10));
            }
            if (i == 40) {
                assertThat(List.of(
                                kept.before(9).seq(),
                                kept.before(19).seq(),
                                kept.before(20).seq(),
                                kept.before(39).seq(),
                                kept.before(1_000).seq()))
                        .containsExactly(0L, 10L, 20L, 30L, 40L);
            }
            if (i == 50) {
                assertThat(List.of(
                                kept.before(19).seq(),
                                kept.before(39).seq(),
                                kept.before(50).seq()))
                        .as("every second went")
                        .containsExactly(0L, 20L, 40L);
            }
            if (i == 99) {
                assertThat(List.of(
                                kept.before(59).seq(),
                                kept.before(60).seq(),
                                kept.before(79).seq(),
                                kept.before(80).seq(),
                                kept.before(99).seq()))
                        .as("and they lie twice as far apart")
                        .containsExactly(40L, 60L, 60L, 80L, 80L);
            }
        }
        assertThat(List.of(
                        kept.before(39).seq(),
                        kept.before(79).seq(),
                        kept.before(100).seq()))
                .as("then four times")
                .containsExactly(0L, 40L, 80L);
        assertThat(new Checkpoints().before(5)).isSameAs(Picture.EMPTY);
    }

    @Test
    void theCurrentPictureTellsWhoListensAndStopsBeforeWhatItDoesNotKnow() {
        var current = new CurrentPicture();
        var told = new AtomicInteger();
        var ends = current.onChange(told::incrementAndGet);
        fold.registered("GM0228-1", EDE).reported("GM0228-1", Status.OPEN, null);
        current.apply(fold.journal());
        assertThat(told).as("once for all of a batch").hasValue(1);
        assertThat(current.get().seq()).isEqualTo(2);
        assertThat(current.isPresent()).isTrue();
        assertThat(current.stuck()).isNull();
        current.apply(List.of());
        assertThat(told).hasValue(1);
        var known = new JournalEvent(3, new UUID(7, 3), "station/GM0228-1", 3, "station-overdue", NOON, "hub", "{}");
        var unknown = new JournalEvent(4, new UUID(7, 4), "station/GM0228-1", 4, "ballot-counted", NOON, "hub", "{}");
        assertThatThrownBy(() -> current.apply(List.of(known, unknown))).isInstanceOf(Unfoldable.class);
        assertThat(current.get().seq()).as("what comes before it is there").isEqualTo(3);
        assertThat(told).hasValue(2);
        assertThat(current.stuck()).contains("event 4", "ballot-counted");
        assertThat(current.isPresent()).isFalse();
        assertThatThrownBy(() -> current.apply(List.of(new JournalEvent(
                        9, new UUID(7, 9), "station/GM0228-1", 4, "station-overdue", NOON, "hub", "{}"))))
                .as("a gap is no picture either")
                .isInstanceOf(Unfoldable.class)
                .hasMessageContaining("9");
        current.apply(List.of(
                new JournalEvent(4, new UUID(7, 4), "station/GM0228-1", 4, "station-silent", NOON, "hub", "{}")));
        assertThat(current.stuck()).isNull();
        assertThat(current.isPresent()).isTrue();
        ends.run();
        current.apply(List.of(
                new JournalEvent(5, new UUID(7, 5), "station/GM0228-1", 5, "station-overdue", NOON, "hub", "{}")));
        assertThat(told).hasValue(3);
        assertThat(current.age()).isBetween(0L, Duration.ofMinutes(5).toNanos());
    }
}
