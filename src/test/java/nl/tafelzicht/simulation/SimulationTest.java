package nl.tafelzicht.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.engine.access.Viewpoint;
import nl.tafelzicht.engine.journal.JournalEvent;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.report.domain.ReportCommand;
import nl.tafelzicht.subject.report.domain.ReportContent;
import nl.tafelzicht.subject.report.domain.ReportEvent;
import nl.tafelzicht.subject.report.domain.ReportKind;
import nl.tafelzicht.subject.report.domain.Source;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.station.domain.StationCommand;
import nl.tafelzicht.subject.station.domain.StationEntry;
import nl.tafelzicht.subject.station.domain.StationEntry.Location;
import nl.tafelzicht.subject.station.domain.StationType;
import nl.tafelzicht.subject.station.domain.Status;
import nl.tafelzicht.subject.station.domain.StatusReport;

/**
 * A hub of three nodes, its journal, its viewers and all that goes wrong between them, in one thread, from one seed:
 * hints that are lost, late or repeated; answers of the database that are lost; nodes that crash; viewers that are
 * slow, or go away and come back. A failure prints its seed.
 */
class SimulationTest {

    private static final int DAYS_OF_A_SEED = Boolean.getBoolean("wide") ? 40 : 1;
    private static final int COMMANDS = 250;
    private static final int STATIONS = 12;
    private static final List<Viewpoint> VIEWPOINTS = List.of(
            Viewpoint.COUNTRY,
            Viewpoint.of(Set.of("GM0001"), Set.of()),
            Viewpoint.of(Set.of("GM0002"), Set.of()),
            Viewpoint.of(Set.of(), Set.of("GM0001-1")),
            Viewpoint.of(Set.of("GM0001"), Set.of("GM0002-2")),
            Viewpoint.of(Set.of(), Set.of()));

    @Property(tries = 10)
    void whateverGoesWrongNothingIsLostAndEveryoneConverges(@ForAll long seed) {
        for (int i = 0; i < DAYS_OF_A_SEED; i++) {
            new Run(seed + i).play();
        }
    }

    private static final class Run {
        private final World world;
        private final SimulatedStore store;
        private final List<SimulatedNode> nodes = new ArrayList<>();
        private final List<SimulatedViewer> viewers = new ArrayList<>();
        private final List<Picture> truth = new ArrayList<>(List.of(Picture.EMPTY));
        private final Set<UUID> accepted = new HashSet<>();
        private int commands;

        Run(long seed) {
            world = new World(seed);
            store = new SimulatedStore(world);
        }

        void play() {
            for (int i = 0; i < 3; i++) {
                nodes.add(node());
            }
            for (int i = 0; i < 14; i++) {
                var viewer = new SimulatedViewer(
                        world, VIEWPOINTS.get(i % VIEWPOINTS.size()), i % 4 == 3, this::anyNode, this::pictureAt);
                viewers.add(viewer);
                viewer.connect();
            }
            command();
            trouble();
            for (int steps = 0; commands < COMMANDS || world.elapsed() < 4_000; steps++) {
                assertThat(steps).as("it comes to an end").isLessThan(500_000);
                world.step();
            }
            long calm = world.elapsed() + 6_000;
            while (world.elapsed() < calm) {
                world.step();
            }
            everyoneConverged();
        }

        private SimulatedNode node() {
            return new SimulatedNode(world, store, (from, events) -> nodes.stream()
                    .filter(n -> n != from)
                    .forEach(n -> spread(n, events)));
        }

        private void spread(SimulatedNode to, List<JournalEvent> events) {
            if (world.chance(.25)) {
                return;
            }
            world.later(40, () -> to.hint(events));
            if (world.chance(.15)) {
                world.later(80, () -> to.hint(events));
            }
        }

        private SimulatedNode anyNode() {
            var up = nodes.stream().filter(SimulatedNode::isUp).toList();
            return up.isEmpty() ? null : up.get(world.below(up.size()));
        }

        private Picture pictureAt(long seq) {
            while (truth.size() <= seq) {
                truth.add(truth.get(truth.size() - 1).after(store.events().get(truth.size() - 1)));
            }
            return truth.get((int) seq);
        }

        private void command() {
            if (++commands > COMMANDS) {
                return;
            }
            world.later(15, this::command);
            var node = anyNode();
            if (node == null) {
                return;
            }
            int number = 1 + world.below(STATIONS / 2);
            var station = (world.chance(.5) ? "GM0001-" : "GM0002-") + number;
            var id = UUID.randomUUID();
            var made = world.chance(.3)
                    ? node.command(id, "report-" + world.below(12), situation(), 1)
                    : node.command(id, station, world.chance(.2) ? register(station, number) : report(), 1);
            made.onSuccess(done -> {
                if (done) {
                    accepted.add(id);
                }
            });
        }

        private StationCommand register(String station, int number) {
            var entry = new StationEntry(
                    station,
                    number,
                    "De Brug " + world.below(3),
                    StationType.REGULAR,
                    new Municipality(station.substring(0, 6), station.substring(0, 6)),
                    new Location(52.0, 5.0, null, null, null, null),
                    OffsetDateTime.parse("2026-03-18T07:30:00+01:00"),
                    OffsetDateTime.parse("2026-03-18T21:00:00+01:00"),
                    null,
                    0);
            return new StationCommand.Register(entry, new UUID(1, 1), true);
        }

        private StationCommand report() {
            var status = world.chance(.4) ? Status.values()[1 + world.below(Status.values().length - 1)] : null;
            return new StationCommand.Report(
                    new StatusReport(status, world.below(60), null, null, 3, null, null, null, null),
                    Role.MUNICIPALITY);
        }

        /** Reports that some may see and others not, and that change who may. */
        private ReportCommand situation() {
            var kind = ReportKind.values()[world.below(ReportKind.values().length)];
            if (world.chance(.15)) {
                return new ReportCommand.Leave(ReportEvent.Why.CLOSED);
            }
            if (world.chance(.15)) {
                return new ReportCommand.TakeUp();
            }
            if (world.chance(.6)) {
                return new ReportCommand.Recategorise(
                        kind,
                        null,
                        world.chance(.5) ? Tlp.values()[world.below(4)] : null,
                        null,
                        "looked again",
                        Role.TABLE_OPERATOR);
            }
            var code = world.chance(.5) ? "GM0001" : "GM0002";
            Boolean stored = world.chance(.3) ? true : null;
            return new ReportCommand.Submit(
                    new ReportContent(
                            kind,
                            "people",
                            Severity.ATTENTION,
                            null,
                            code + "-1",
                            new Municipality(code, code),
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            Source.ON_SITE,
                            Tlp.GREEN,
                            Set.of(),
                            null,
                            stored,
                            stored),
                    world.chance(.5) ? Role.STATION_CHAIR : Role.MUNICIPALITY);
        }

        private void trouble() {
            if (commands > COMMANDS) {
                return;
            }
            world.later(150, this::trouble);
            if (world.chance(.3)) {
                viewers.get(world.below(viewers.size())).disconnect();
            }
            if (world.chance(.12)) {
                int i = world.below(nodes.size());
                if (!nodes.get(i).isUp()) {
                    return;
                }
                nodes.get(i).crash();
                world.later(400, () -> nodes.set(i, node()));
            }
        }

        private void everyoneConverged() {
            var times = new HashMap<UUID, Integer>();
            store.events().forEach(e -> times.merge(e.id(), 1, Integer::sum));
            assertThat(accepted).isNotEmpty().allSatisfy(id -> assertThat(times.get(id))
                    .as("accepted, so in the journal once")
                    .isEqualTo(1));
            Map<String, Integer> versions = new HashMap<>();
            for (int i = 0; i < store.events().size(); i++) {
                var e = store.events().get(i);
                assertThat(e.seq()).isEqualTo(i + 1L);
                assertThat(e.version()).isEqualTo(versions.merge(e.stream(), 1, Integer::sum));
            }
            long head = store.events().size();
            for (var node : nodes) {
                assertThat(node.picture().get().seq()).isEqualTo(head);
                assertThat(node.picture().get().all(Station.KIND))
                        .containsExactlyInAnyOrderElementsOf(
                                pictureAt(head).all(Station.KIND).toList());
            }
            for (var viewer : viewers) {
                assertThat(viewer.isConnected()).isTrue();
                viewer.check();
            }
            assertThat(viewers.stream().filter(v -> v.position() == head))
                    .as("whoever sees the country is at the head")
                    .hasSizeGreaterThanOrEqualTo(3);
        }
    }
}
