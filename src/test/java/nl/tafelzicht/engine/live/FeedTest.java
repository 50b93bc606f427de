package nl.tafelzicht.engine.live;

import static nl.tafelzicht.support.Fold.EDE;
import static nl.tafelzicht.support.Fold.UTRECHT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Visibility;
import nl.tafelzicht.engine.access.Viewpoint;
import nl.tafelzicht.engine.eventsourcing.Subjects;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.engine.picture.Change;
import nl.tafelzicht.engine.picture.ForgetfulPictures;
import nl.tafelzicht.subject.courier.domain.Courier;
import nl.tafelzicht.subject.courier.domain.CourierEvent;
import nl.tafelzicht.subject.courier.domain.Trip;
import nl.tafelzicht.subject.narrative.domain.Narrative;
import nl.tafelzicht.subject.narrative.domain.NarrativeContent;
import nl.tafelzicht.subject.narrative.domain.NarrativeEvent;
import nl.tafelzicht.subject.narrative.domain.NarrativeKind;
import nl.tafelzicht.subject.narrative.domain.NarrativeScope;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.station.Stations;
import nl.tafelzicht.subject.station.domain.Status;
import nl.tafelzicht.support.Fold;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What viewers are sent: the newest of all that they may see, nothing else, each frame where the one before ended;
 * however far behind they are.
 */
class FeedTest {

    private static final Viewpoint EDE_TOWN = Viewpoint.of(Set.of("GM0228"), Set.of());
    private static final Viewpoint UTRECHT_TOWN = Viewpoint.of(Set.of("GM0344"), Set.of());
    private static final Viewpoint BOTH = Viewpoint.of(Set.of("GM0228", "GM0344"), Set.of());
    private static final Viewpoint CHAIR =
            new Viewpoint(false, Set.of(), Set.of(Role.STATION_CHAIR), Set.of("GM0228-1"), Tlp.GREEN, null, null);
    private static final Viewpoint BOTH_AND_CHAIR = new Viewpoint(
            false, Set.of("GM0228", "GM0344"), Visibility.LOCAL, Set.of("GM0228-1"), Tlp.GREEN, null, null);
    private static final Viewpoint ANN = new Viewpoint(true, Set.of(), Set.of(), Set.of(), Tlp.RED, "ann", null);
    private static final Viewpoint BZK =
            new Viewpoint(true, Set.of(), Set.of(), Set.of(), Tlp.AMBER_STRICT, null, "BZK");
    private static final Viewpoint MAYOR_WHO_IS_BZK =
            new Viewpoint(false, Set.of("GM0228"), Visibility.LOCAL, Set.of(), Tlp.AMBER_STRICT, null, "BZK");

    private Fold fold = new Fold();
    private final List<String> given = new ArrayList<>();
    private final Feed feed = new Feed(
            () -> fold.picture(),
            Clock.fixed(Fold.NOON, ZoneOffset.UTC),
            (picture, change, reader) -> given.add(reader + " " + change.id()));

    /** A screen: takes frames while it has room, and keeps a copy of the picture by the rules of the protocol. */
    private final class Screen implements FrameSink {
        private final Viewpoint viewpoint;
        private final List<JsonNode> frames = new ArrayList<>();
        private final TreeMap<String, JsonNode> copy = new TreeMap<>();
        private final Set<String> everSeen = new HashSet<>();
        private int room = Integer.MAX_VALUE;
        private long position;
        private Subscriber subscriber;

        private Screen(Viewpoint viewpoint, long since) {
            this.viewpoint = viewpoint;
            this.position = since;
        }

        private Screen joins() {
            subscriber = feed.join(viewpoint, position, this);
            return this;
        }

        @Override
        public boolean isFull() {
            return room <= 0;
        }

        @Override
        public void send(byte[] bytes) {
            assertThat(isFull()).as("nothing is sent to who has no room").isFalse();
            room--;
            var frame = Json.read(new String(bytes, java.nio.charset.StandardCharsets.UTF_8), JsonNode.class);
            frames.add(frame);
            switch (frame.get("type").asText()) {
                case "reset" -> {
                    copy.clear();
                    position = 0;
                }
                case "heartbeat" ->
                    position = Math.max(position, frame.get("seq").asLong());
                default -> {
                    assertThat(frame.get("from").asLong()).as("no gap").isLessThanOrEqualTo(position);
                    assertThat(frame.get("to").asLong()).as("further").isGreaterThan(position);
                    for (var kind : Subjects.all().lists()) {
                        for (var entity : frame.path(kind.list())) {
                            copy.put(kind.word() + "/" + entity.get("id").asText(), entity);
                            everSeen.add(entity.toString());
                        }
                    }
                    for (var gone : frame.path("gone")) {
                        copy.remove(
                                gone.get("kind").asText() + "/" + gone.get("id").asText());
                        if (gone.get("kind").asText().equals("station")) {
                            copy.remove("status/" + gone.get("id").asText());
                        }
                    }
                    position = frame.get("to").asLong();
                }
            }
        }

        private List<String> lists(int frame) {
            var names = new ArrayList<String>();
            frames.get(frame).fieldNames().forEachRemaining(names::add);
            return names;
        }

        private JsonNode last() {
            return frames.get(frames.size() - 1);
        }

        /** What this screen is to show, by the rules alone. */
        private Map<String, JsonNode> wanted() {
            var wanted = new TreeMap<String, JsonNode>();
            for (var change : fold.picture().changedAfter(0)) {
                if (viewpoint.sees(fold.picture().visibility(change))) {
                    wanted.put(
                            change.kind().word() + "/" + change.id(),
                            Json.read(Json.text(fold.picture().stateFor(change, viewpoint::sees)), JsonNode.class));
                }
            }
            return wanted;
        }

        private void showsAllThatItMay() {
            assertThat(copy).as(viewpoint.toString()).isEqualTo(wanted());
        }
    }

    private Screen screen(Viewpoint viewpoint) {
        return new Screen(viewpoint, 0).joins();
    }

    @Test
    void whoJoinsGetsAllThatThereIsAndThenWhatChanges() {
        fold.registered("GM0228-1", EDE).registered("GM0344-1", UTRECHT);
        var ede = screen(EDE_TOWN);
        assertThat(ede.frames).hasSize(1);
        assertThat(ede.lists(0)).containsExactly("type", "from", "to", "at", "stations", "statuses");
        assertThat(ede.last().get("from").asLong()).isZero();
        assertThat(ede.last().get("to").asLong()).isEqualTo(2);
        assertThat(ede.last().get("at").asText()).isEqualTo("2026-03-18T11:00:00Z");
        assertThat(ede.copy.keySet()).containsExactly("station/GM0228-1", "status/GM0228-1");
        feed.round();
        assertThat(ede.frames).as("it has that already").hasSize(1);
        fold.reported("GM0228-1", Status.OPEN, null);
        feed.round();
        assertThat(ede.lists(1)).containsExactly("type", "from", "to", "at", "statuses");
        assertThat(ede.last().get("from").asLong()).isEqualTo(2);
        ede.showsAllThatItMay();
    }

    @Test
    void whatIsElsewhereCostsNoFrame() {
        var ede = screen(EDE_TOWN);
        fold.registered("GM0344-1", UTRECHT);
        feed.round();
        assertThat(ede.frames).hasSize(1);
        assertThat(ede.last().get("type").asText())
                .as("nothing is there for it, and it is told so")
                .isEqualTo("heartbeat");
        fold.registered("GM0228-1", EDE);
        feed.round();
        assertThat(ede.last().get("from").asLong())
                .as("a frame begins where the viewer was told to be")
                .isZero();
        assertThat(ede.last().get("to").asLong()).isEqualTo(2);
    }

    @Test
    void whoComesBackGetsWhatItMissedAlone() {
        fold.registered("GM0228-1", EDE).registered("GM0228-2", EDE);
        long since = fold.seq();
        fold.reported("GM0228-2", Status.OPEN, null);
        var back = new Screen(EDE_TOWN, since).joins();
        assertThat(back.copy.keySet()).containsExactly("status/GM0228-2");
        assertThat(back.last().get("from").asLong()).isEqualTo(since);
        var nothingMissed = new Screen(EDE_TOWN, fold.seq()).joins();
        assertThat(nothingMissed.frames).hasSize(1);
        assertThat(nothingMissed.last().get("type").asText()).isEqualTo("heartbeat");
        assertThat(nothingMissed.last().get("seq").asLong()).isEqualTo(fold.seq());
        assertThat(nothingMissed.subscriber.isInStep()).isTrue();
    }

    /** Somebody came with a position that a frame of the round, made before, ends at or before. */
    @Test
    void whoJoinedAMomentAgoDoesNotGetTheSameTwice() {
        var early = screen(EDE_TOWN);
        fold.registered("GM0228-1", EDE);
        var late = screen(EDE_TOWN);
        feed.round();
        assertThat(late.frames).hasSize(1);
        assertThat(early.frames).hasSize(2);
        fold.reported("GM0228-1", Status.OPEN, null);
        feed.round();
        early.showsAllThatItMay();
        late.showsAllThatItMay();
        assertThat(late.frames).hasSize(2);
    }

    @Test
    void aFrameIsMadeOnceForAllWhoLookFromTheSamePlace() {
        var frames = new ArrayList<byte[]>();
        var outlet = new FrameSink() {
            @Override
            public boolean isFull() {
                return false;
            }

            @Override
            public void send(byte[] frame) {
                frames.add(frame);
            }
        };
        feed.join(EDE_TOWN, 0, outlet);
        feed.join(EDE_TOWN, 0, outlet);
        frames.clear();
        fold.registered("GM0228-1", EDE);
        feed.round();
        assertThat(frames).hasSize(2);
        assertThat(frames.get(0)).isSameAs(frames.get(1));
    }

    @Test
    void whoHasNoRoomIsSentNothingAndGetsTheNewestWhenItHas() {
        fold.registered("GM0228-1", EDE);
        var slow = screen(EDE_TOWN);
        var other = screen(EDE_TOWN);
        slow.room = 0;
        for (int i = 1; i <= 50; i++) {
            fold.reported("GM0228-1", i == 1 ? Status.OPEN : null, i);
            feed.round();
        }
        assertThat(slow.frames).hasSize(1);
        assertThat(slow.subscriber.isInStep()).isFalse();
        assertThat(other.frames).hasSize(51);
        slow.room = 10;
        feed.round();
        assertThat(slow.frames).as("nobody said that it drained").hasSize(1);
        feed.drained(slow.subscriber);
        feed.round();
        assertThat(slow.frames).as("what lay in between is skipped").hasSize(2);
        assertThat(slow.last().get("statuses")).hasSize(1);
        slow.showsAllThatItMay();
        assertThat(slow.subscriber.isInStep()).isTrue();
        fold.reported("GM0228-1", null, 3);
        feed.round();
        slow.showsAllThatItMay();
    }

    @Test
    void whoLeftIsSentNothingMore() {
        var gone = screen(EDE_TOWN);
        var stays = screen(EDE_TOWN);
        assertThat(feed.subscribers()).hasSize(2);
        feed.leave(gone.subscriber);
        feed.leave(gone.subscriber);
        feed.drained(gone.subscriber);
        assertThat(feed.subscribers()).containsExactly(stays.subscriber);
        fold.registered("GM0228-1", EDE);
        feed.round();
        feed.heartbeat();
        assertThat(gone.frames).hasSize(1);
        stays.showsAllThatItMay();
    }

    @Test
    void aViewerThatLeavesWhileItIsBehindIsForgotten() {
        var slow = screen(EDE_TOWN);
        slow.room = 0;
        fold.registered("GM0228-1", EDE);
        feed.round();
        feed.drained(slow.subscriber);
        feed.leave(slow.subscriber);
        slow.room = 10;
        feed.round();
        assertThat(slow.frames).hasSize(1);
        assertThat(feed.subscribers()).isEmpty();
    }

    @Test
    void quietViewersHearEveryTenthTimeAndBusyOnesDoNot() {
        var quiet = screen(UTRECHT_TOWN);
        var busy = screen(EDE_TOWN);
        fold.registered("GM0228-1", EDE);
        feed.round();
        for (int i = 0; i < 9; i++) {
            feed.heartbeat();
        }
        assertThat(quiet.frames).hasSize(1);
        fold.reported("GM0228-1", Status.OPEN, null);
        feed.round();
        feed.heartbeat();
        assertThat(quiet.frames).hasSize(2);
        assertThat(quiet.last().get("type").asText()).isEqualTo("heartbeat");
        assertThat(quiet.last().get("seq").asLong())
                .as("nothing for it up to here")
                .isEqualTo(fold.seq());
        assertThat(quiet.last().get("at").asText()).isEqualTo("2026-03-18T11:00:00Z");
        assertThat(busy.frames).as("a frame is a sign of life").hasSize(3);
        for (int i = 0; i < 9; i++) {
            feed.heartbeat();
        }
        assertThat(busy.frames).hasSize(4);
        assertThat(quiet.frames).hasSize(2);
        feed.heartbeat();
        assertThat(quiet.frames).hasSize(3);
    }

    @Test
    void whoIsBehindOrFullHearsNoHeartbeatSinceItWouldSayThatAllIsThere() {
        fold.registered("GM0228-1", EDE);
        var slow = screen(EDE_TOWN);
        slow.room = 0;
        fold.reported("GM0228-1", Status.OPEN, null);
        feed.round();
        slow.room = 10;
        for (int i = 0; i < 30; i++) {
            feed.heartbeat();
        }
        assertThat(slow.frames).hasSize(1);
        var full = screen(UTRECHT_TOWN);
        full.room = 0;
        for (int i = 0; i < 30; i++) {
            feed.heartbeat();
        }
        assertThat(full.frames).hasSize(1);
    }

    @Test
    void whatIsMarkedHigherIsGoneForWhoMayNotSeeItAndCameInForWhoMay() {
        fold.said("r", EDE, Tlp.GREEN);
        var ede = screen(EDE_TOWN);
        var ann = screen(ANN);
        var bzk = screen(BZK);
        var utrecht = screen(UTRECHT_TOWN);
        fold.marked("r", Tlp.RED, "ann");
        feed.round();
        assertThat(ede.last().get("gone").toString()).isEqualTo("[{\"kind\":\"report\",\"id\":\"r\"}]");
        assertThat(ede.last().has("reports")).isFalse();
        assertThat(ede.copy).isEmpty();
        assertThat(bzk.copy).isEmpty();
        assertThat(ann.copy).containsOnlyKeys("report/r");
        assertThat(utrecht.frames).as("it never knew").hasSize(1);
        assertThat(given).as("of RED it is known who was given it").containsExactly("ann r", "ann r");
        fold.marked("r", Tlp.AMBER_STRICT, "BZK");
        feed.round();
        assertThat(bzk.copy).containsOnlyKeys("report/r");
        assertThat(utrecht.frames).hasSize(1);
        var after = screen(EDE_TOWN);
        assertThat(after.last().path("gone"))
                .as("who comes now may have it from before")
                .hasSize(1);
    }

    @Test
    void aStationThatIsWithdrawnIsGone() {
        fold.registered("GM0228-1", EDE);
        var ede = screen(EDE_TOWN);
        var chair = screen(CHAIR);
        assertThat(chair.copy).containsOnlyKeys("station/GM0228-1", "status/GM0228-1");
        fold.withdrawn("GM0228-1");
        feed.round();
        assertThat(ede.copy).isEmpty();
        assertThat(chair.copy).isEmpty();
        fold.registered("GM0228-1", EDE);
        feed.round();
        ede.showsAllThatItMay();
        chair.showsAllThatItMay();
        assertThat(ede.copy).isNotEmpty();
    }

    @Test
    void aFirstLoadComesInFramesOfSomeSizeEachFromWhereTheLastEnded() {
        for (int i = 1; i <= 600; i++) {
            fold.registered("GM0228-" + i, EDE);
        }
        var ede = screen(EDE_TOWN);
        assertThat(ede.frames.size()).isBetween(4, 40);
        ede.showsAllThatItMay();
        for (int i = 0; i < ede.frames.size(); i++) {
            assertThat(ede.frames.get(i).toString().length()).isLessThan(2 * Feed.FRAME_BYTES);
            assertThat(ede.frames.get(i).path("more").asBoolean())
                    .as("whether more comes")
                    .isEqualTo(i < ede.frames.size() - 1);
            if (i < ede.frames.size() - 1) {
                assertThat(ede.frames.get(i).toString().length()).isGreaterThan(Feed.FRAME_BYTES);
            }
            assertThat(ede.frames.get(i).get("from").asLong())
                    .isEqualTo(i == 0 ? 0 : ede.frames.get(i - 1).get("to").asLong());
        }
    }

    @Test
    void aLongRoundIsCutInFramesForThoseInStepToo() {
        var ede = screen(EDE_TOWN);
        for (int i = 1; i <= 600; i++) {
            fold.registered("GM0228-" + i, EDE);
        }
        feed.round();
        assertThat(ede.frames.size()).isGreaterThan(4);
        ede.showsAllThatItMay();
    }

    /** The queue of a slow reader holds no more than it has room for, and the rest follows from there. */
    @Test
    void aFirstLoadStopsWhereThereIsNoRoomAndGoesOnFromThere() {
        for (int i = 1; i <= 600; i++) {
            fold.registered("GM0228-" + i, EDE);
        }
        var slow = new Screen(EDE_TOWN, 0);
        slow.room = 1;
        slow.joins();
        assertThat(slow.frames).hasSize(1);
        assertThat(slow.subscriber.isInStep()).isFalse();
        assertThat(slow.subscriber.position()).isEqualTo(slow.position);
        for (int i = 0; i < 100 && !slow.subscriber.isInStep(); i++) {
            slow.room = 2;
            feed.drained(slow.subscriber);
            feed.round();
        }
        slow.showsAllThatItMay();
        assertThat(slow.subscriber.isInStep()).isTrue();
    }

    @Test
    @Tag("long")
    void whoComesFromBeforeWhatIsRememberedOfWhatLeftStartsAnew() {
        fold.said("first", EDE, Tlp.GREEN);
        fold.registered("GM0228-1", EDE);
        long since = fold.seq();
        var here = screen(EDE_TOWN);
        fold.left("first");
        for (int i = 0; i < 10_000; i++) {
            fold.said("r" + i, EDE, Tlp.GREEN).left("r" + i);
        }
        assertThat(fold.picture().forgotten()).isGreaterThan(since);
        var back = new Screen(EDE_TOWN, since);
        back.copy.put("report/first", null);
        back.joins();
        assertThat(back.frames.get(0).get("type").asText()).isEqualTo("reset");
        assertThat(back.frames.get(0).get("reason").asText()).isNotEmpty();
        back.showsAllThatItMay();
        feed.round();
        assertThat(here.frames.stream().map(f -> f.get("type").asText()))
                .as("who was there all along, too, when one round missed it")
                .contains("reset");
        here.showsAllThatItMay();
        var anew = screen(EDE_TOWN);
        assertThat(anew.frames.get(0).get("type").asText())
                .as("who has nothing has nothing to drop")
                .isEqualTo("changes");
    }

    /** The same with few events: what left up to the third is forgotten. */
    @Test
    void whoMayHaveWhatIsForgottenDropsEverythingAndNobodyElseDoes() {
        fold = new Fold(ForgetfulPictures.upTo(3));
        fold.registered("GM0228-1", EDE);
        var here = screen(EDE_TOWN);
        fold.reported("GM0228-1", Status.OPEN, 1).reported("GM0228-1", null, 2).reported("GM0228-1", null, 3);
        var before = new Screen(EDE_TOWN, 2).joins();
        assertThat(types(before)).containsExactly("reset", "changes");
        before.showsAllThatItMay();
        var at = new Screen(EDE_TOWN, 3).joins();
        assertThat(types(at)).as("it was told of all that left by then").containsExactly("changes");
        var anew = screen(EDE_TOWN);
        assertThat(types(anew)).as("who has nothing has nothing to drop").containsExactly("changes");
        assertThat(types(here)).containsExactly("changes");
        feed.round();
        assertThat(types(here)).as("one round missed it").containsExactly("changes", "reset", "changes");
        here.showsAllThatItMay();
        fold.reported("GM0228-1", null, 4);
        feed.round();
        assertThat(types(here)).as("once").containsExactly("changes", "reset", "changes", "changes");
        here.showsAllThatItMay();
    }

    private static List<String> types(Screen screen) {
        return screen.frames.stream().map(f -> f.get("type").asText()).toList();
    }

    @Test
    void whoJoinsWithoutRoomIsNotToldThatItHasEverything() {
        fold.registered("GM0228-1", EDE);
        var full = new Screen(EDE_TOWN, 0);
        full.room = 0;
        full.joins();
        assertThat(full.frames).isEmpty();
        assertThat(full.subscriber.position()).isZero();
        assertThat(full.subscriber.isInStep()).isFalse();
        full.room = 5;
        feed.drained(full.subscriber);
        feed.round();
        full.showsAllThatItMay();
    }

    @Test
    void whoFallsBehindAgainWaitsAgainUntilItHasRoom() {
        fold.registered("GM0228-1", EDE);
        var slow = screen(EDE_TOWN);
        for (int time = 1; time <= 2; time++) {
            slow.room = 0;
            fold.reported("GM0228-1", Status.OPEN, time);
            feed.round();
            slow.room = 5;
            int before = slow.frames.size();
            feed.round();
            assertThat(slow.frames)
                    .as("time %d: nobody said that it drained", time)
                    .hasSize(before);
            feed.drained(slow.subscriber);
            feed.round();
            assertThat(slow.frames).hasSize(before + 1);
            slow.showsAllThatItMay();
        }
    }

    @Test
    void aViewersPositionIsThatOfTheLastFrameItWasSent() {
        fold.registered("GM0228-1", EDE);
        var utrecht = screen(UTRECHT_TOWN);
        assertThat(utrecht.subscriber.position())
                .as("nothing for it up to here")
                .isEqualTo(1);
        var ede = screen(EDE_TOWN);
        fold.reported("GM0228-1", Status.OPEN, 5);
        feed.round();
        assertThat(ede.subscriber.position()).isEqualTo(2);
        ede.room = 0;
        fold.reported("GM0228-1", null, 6);
        feed.round();
        ede.room = 5;
        feed.drained(ede.subscriber);
        feed.round();
        assertThat(ede.last().get("from").asLong()).as("it has the rest").isEqualTo(2);
    }

    @Test
    void whatIsTakenFromAReaderWasNotGivenToThem() {
        fold.said("r", EDE, Tlp.GREEN);
        screen(ANN);
        fold.marked("r", Tlp.RED, "ann");
        feed.round();
        given.clear();
        fold.marked("r", Tlp.RED, "bea");
        feed.round();
        assertThat(given).isEmpty();
    }

    /**
     * Anything may happen in any order: in the end each screen shows what it may, and none was ever sent what it might
     * not see.
     */
    @Test
    void whateverHappensEachScreenShowsWhatItMayAndNothingElse() {
        for (long seed = 1; seed <= 8; seed++) {
            new FeedTest().anyDay(seed);
        }
    }

    private void anyDay(long seed) {
        var random = new Random(seed);
        var places = List.of(
                EDE_TOWN, UTRECHT_TOWN, BOTH, CHAIR, BOTH_AND_CHAIR, ANN, BZK, MAYOR_WHO_IS_BZK, Viewpoint.COUNTRY);
        var screens = new ArrayList<Screen>();
        var allowed = new java.util.HashMap<Viewpoint, Set<String>>();
        for (var place : places) {
            allowed.put(place, new HashSet<>());
        }
        var reports = new ArrayList<String>();
        for (int step = 0; step < 150; step++) {
            var town = random.nextBoolean() ? EDE : UTRECHT;
            var station = town.code() + "-" + (1 + random.nextInt(3));
            var report = reports.isEmpty() ? null : reports.get(random.nextInt(reports.size()));
            switch (random.nextInt(12)) {
                case 0 -> fold.registered(station, town);
                case 1, 2 -> {
                    if (Stations.find(fold.picture(), station) != null) {
                        fold.reported(station, random.nextInt(4) == 0 ? Status.OPEN : null, random.nextInt(50));
                    }
                }
                case 3 -> {
                    if (Stations.find(fold.picture(), station) != null && random.nextInt(3) == 0) {
                        fold.withdrawn(station);
                    }
                }
                case 4, 5 -> {
                    reports.add("r" + step);
                    mark(random, (marking, who) -> fold.said(reports.get(reports.size() - 1), town, marking, who));
                }
                case 6, 7 -> {
                    if (report != null && fold.picture().entity(Report.KIND, report) != null) {
                        mark(random, (marking, who) -> fold.marked(report, marking, who));
                    }
                }
                case 8 -> {
                    if (report != null && fold.picture().entity(Report.KIND, report) != null) {
                        fold.left(report);
                    }
                }
                case 9 -> {
                    if (screens.size() < 20) {
                        screens.add(new Screen(places.get(random.nextInt(places.size())), 0).joins());
                    } else {
                        var one = screens.get(random.nextInt(screens.size()));
                        feed.leave(one.subscriber);
                        one.room = 5; // a new connection
                        one.joins();
                    }
                }
                case 10 -> {
                    if (!screens.isEmpty()) {
                        screens.get(random.nextInt(screens.size())).room = random.nextInt(3);
                    }
                }
                default -> {
                    if (!screens.isEmpty()) {
                        var one = screens.get(random.nextInt(screens.size()));
                        one.room = 1 + random.nextInt(4);
                        feed.drained(one.subscriber);
                    }
                }
            }
            for (var place : places) {
                for (var change : fold.picture().changedAfter(0)) {
                    if (place.sees(fold.picture().visibility(change))) {
                        allowed.get(place).add(Json.text(fold.picture().stateFor(change, place::sees)));
                    }
                }
            }
            if (random.nextInt(3) == 0) {
                feed.round();
            }
            if (random.nextInt(5) == 0) {
                feed.heartbeat();
            }
        }
        for (int i = 0; i < 20; i++) {
            screens.forEach(one -> one.room = 1_000);
            screens.forEach(one -> feed.drained(one.subscriber));
            feed.round();
        }
        assertThat(screens).isNotEmpty();
        for (var one : screens) {
            one.showsAllThatItMay();
            var may = allowed.get(one.viewpoint).stream()
                    .map(text -> Json.read(text, JsonNode.class).toString())
                    .collect(java.util.stream.Collectors.toSet());
            assertThat(may)
                    .as("seed " + seed + ": what " + one.viewpoint + " was sent, it could see at some time")
                    .containsAll(one.everSeen);
        }
    }

    private interface Marked {
        void with(Tlp marking, String... who);
    }

    private static void mark(Random random, Marked marked) {
        switch (random.nextInt(5)) {
            case 0 -> marked.with(Tlp.RED, random.nextBoolean() ? "ann" : "bea");
            case 1 -> marked.with(Tlp.AMBER_STRICT, random.nextBoolean() ? "BZK" : "NCTV");
            case 2 -> marked.with(Tlp.AMBER);
            default -> marked.with(Tlp.GREEN);
        }
    }

    @Test
    void aSnapshotHasAListOfEachKindAndWhatTheViewerMayRead() throws Exception {
        fold.registered("GM0228-1", EDE).registered("GM0228-2", EDE).said("r", EDE, Tlp.GREEN);
        var out = new java.io.ByteArrayOutputStream();
        var changes = fold.picture().changedAfter(0).stream()
                .filter(c -> EDE_TOWN.sees(fold.picture().visibility(c)))
                .toList();
        new Frames(fold.picture()).snapshot(out, "a-journal", Fold.NOON, EDE_TOWN, changes);
        var body = Json.read(out.toString(java.nio.charset.StandardCharsets.UTF_8), JsonNode.class);
        assertThat(body.get("journal").asText()).isEqualTo("a-journal");
        assertThat(body.get("seq").asLong()).isEqualTo(3);
        assertThat(body.get("at").asText()).isEqualTo("2026-03-18T11:00:00Z");
        for (var kind : Subjects.all().lists()) {
            assertThat(body.get(kind.list()).isArray()).as(kind.list()).isTrue();
        }
        assertThat(IntStream.range(0, 2)
                        .mapToObj(i -> body.at("/stations/" + i + "/id").asText()))
                .containsExactly("GM0228-1", "GM0228-2");
        assertThat(body.get("reports")).hasSize(1);
        assertThat(body.get("incidents")).isEmpty();
    }

    @Test
    void aFrameOfThePastNamesWhatIsThereAndWhatIsGone() {
        fold.registered("GM0228-1", EDE).said("r", EDE, Tlp.GREEN);
        var seen = fold.picture().changedAfter(0).stream()
                .filter(c -> c.kind() != Report.KIND)
                .toList();
        var gone = List.of(new Change(2, Report.KIND, "r"), new Change(2, Report.KIND, "q"));
        var frame = Json.read(
                new String(
                        new Frames(fold.picture()).past(0, 2, Fold.NOON.plusNanos(1_999_999), EDE_TOWN, seen, gone),
                        java.nio.charset.StandardCharsets.UTF_8),
                JsonNode.class);
        assertThat(frame.get("at").asText()).isEqualTo("2026-03-18T11:00:00.001Z");
        assertThat(frame.get("gone").toString())
                .isEqualTo("[{\"kind\":\"report\",\"id\":\"r\"},{\"kind\":\"report\",\"id\":\"q\"}]");
        assertThat(frame.get("stations")).hasSize(1);
        assertThat(frame.has("more")).isFalse();
    }

    private static final Municipality AMERSFOORT = new Municipality("GM0307", "Amersfoort");

    private static Viewpoint chair(Set<String> municipalities, String station) {
        return new Viewpoint(false, municipalities, Visibility.LOCAL_AND_CHAIR, Set.of(station), Tlp.GREEN, null, null);
    }

    private static Trip.Place place(String station, Municipality municipality) {
        return new Trip.Place(station, 1, "De Brug", municipality, null);
    }

    @Test
    void aTripIsToldToTheChairsOfBothStationsAndToNoOther() {
        var giver = screen(chair(Set.of(), "GM0228-1"));
        var receiver = screen(chair(Set.of(), "GM0344-2"));
        var another = screen(chair(Set.of(), "GM0228-3"));
        var alsoElsewhere = screen(chair(Set.of("GM0307"), "GM0228-1"));
        var trip = new Trip(place("GM0228-1", EDE), place("GM0344-2", UTRECHT), null, 100, 45, null);
        fold.happens(Courier.KIND, "c", new CourierEvent.Requested(trip, Role.MUNICIPALITY));
        feed.round();
        assertThat(giver.copy).containsOnlyKeys("courier/c");
        assertThat(receiver.copy).containsOnlyKeys("courier/c");
        assertThat(alsoElsewhere.copy).as("of a municipality elsewhere, too").containsOnlyKeys("courier/c");
        assertThat(another.copy).isEmpty();
    }

    private void claims(String id, Municipality where, Tlp marking, String... who) {
        fold.happens(
                Narrative.KIND,
                id,
                new NarrativeEvent.Reported(
                        new NarrativeContent(
                                "the claim",
                                NarrativeKind.SAFETY_SCARE,
                                "nl",
                                List.of(),
                                new NarrativeScope(List.of(), List.of(where), List.of()),
                                Fold.NOON,
                                List.of(),
                                List.of(),
                                List.of(),
                                marking,
                                Set.of(who),
                                null),
                        Role.TABLE_OPERATOR));
    }

    @Test
    void whatIsSharedWithAnOrganisationIsSentToIt() {
        claims("n", UTRECHT, Tlp.GREEN);
        claims("m", AMERSFOORT, Tlp.GREEN);
        var mayor = screen(MAYOR_WHO_IS_BZK);
        var partner = screen(new Viewpoint(false, Set.of(), Set.of(Role.PARTNER), Set.of(), Tlp.GREEN, null, "BZK"));
        var other = screen(new Viewpoint(false, Set.of(), Set.of(Role.PARTNER), Set.of(), Tlp.GREEN, null, "GGD"));
        assertThat(mayor.copy).isEmpty();
        fold.happens(Narrative.KIND, "n", new NarrativeEvent.Shared(Set.of("BZK"), "a-response", Role.TABLE_OPERATOR));
        feed.round();
        assertThat(mayor.copy).containsOnlyKeys("narrative/n");
        assertThat(partner.copy).containsOnlyKeys("narrative/n");
        assertThat(other.copy).isEmpty();
    }

    @Test
    void whoIsToldLaterIsNotSentWhatWasSaidBefore() {
        claims("n", EDE, Tlp.RED, "ann");
        fold.happens(Narrative.KIND, "n", new NarrativeEvent.Commented("for your eyes only", Role.TABLE_OPERATOR));
        var ann = screen(ANN);
        var table = screen(Viewpoint.COUNTRY);
        fold.happens(
                Narrative.KIND,
                "n",
                new NarrativeEvent.Amended(
                        null, null, null, null, null, null, Tlp.GREEN, Set.of(), null, Role.TABLE_OPERATOR, null));
        fold.happens(Narrative.KIND, "n", new NarrativeEvent.Commented("it is known now", Role.TABLE_OPERATOR));
        feed.round();
        assertThat(ann.copy.get("narrative/n").toString()).contains("for your eyes only", "it is known now");
        assertThat(table.copy.get("narrative/n").toString())
                .contains("it is known now")
                .doesNotContain("for your eyes only");
    }
}
