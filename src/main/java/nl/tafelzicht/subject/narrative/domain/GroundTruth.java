package nl.tafelzicht.subject.narrative.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.subject.count.domain.CountState;
import nl.tafelzicht.subject.incident.domain.Incident;
import nl.tafelzicht.subject.incident.domain.IncidentStatus;
import nl.tafelzicht.subject.narrative.domain.Fact.Item;
import nl.tafelzicht.subject.narrative.domain.Fact.Key;
import nl.tafelzicht.subject.narrative.domain.Finding.Standing;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.report.domain.ReportKind;
import nl.tafelzicht.subject.station.domain.Attention;
import nl.tafelzicht.subject.station.domain.Ballots;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.station.domain.Status;
import nl.tafelzicht.subject.visit.domain.VisitState;

/**
 * Compares a claim with what the stations report and what the desk has established. Pure: the same picture and time
 * give the same facts.
 *
 * <pre>
 * stations, reports and incidents of the claim's place and time ─► facts, each with who, when and where in the journal ─► findings
 * </pre>
 *
 * Only recent reports contradict a claim: a station without a report within the silence limit confirms nothing.
 * Unverified reports decide nothing. A claim is judged at its own time, by what was due then: a station that closed at
 * its closing time confirms nothing. Where something has so high a marking that the facts may not mention it, nothing
 * is called contradicted.
 */
public final class GroundTruth {

    /** Events longer than this before a claim was first seen are not what it is about. */
    public static final Duration BEFORE_CLAIM = Duration.ofHours(12);
    /** Events longer than this after a claim was last seen are not what it is about. */
    public static final Duration AFTER_CLAIM = Duration.ofHours(2);
    /** Minutes of waiting that confirm a claim about waiting for hours. */
    private static final int LONG_WAIT_MINUTES = 60;

    private static final Set<ReportKind> VIOLENCE = EnumSet.of(ReportKind.VIOLENCE, ReportKind.THREAT);
    private static final Set<ReportKind> ACCESS = EnumSet.of(ReportKind.ACCESS_BLOCKED);
    private static final Set<ReportKind> UNREST = EnumSet.of(ReportKind.UNREST, ReportKind.DEMONSTRATION);
    private static final Set<ReportKind> COUNT =
            EnumSet.of(ReportKind.COUNTING_IRREGULARITY, ReportKind.OBSERVER_HINDERED, ReportKind.COUNT_ERROR);
    /** The kinds of report that a fact can be about. */
    public static final Set<ReportKind> KINDS = union(VIOLENCE, ACCESS, UNREST, COUNT);

    private final List<Station> stations;
    private final List<Report> reports;
    private final List<Incident> incidents;
    private final List<CountState> counts;
    private final ObserverTruth observers;
    private final Instant now;
    private final Duration silenceLimit;
    private final List<Fact> facts = new ArrayList<>();
    private boolean withheld;

    /**
     * @param stations of the claim's place
     * @param reports of that place, of the kinds of {@link #KINDS}, since {@link #BEFORE_CLAIM} before the claim
     * @param incidents likewise
     * @param counts of the claim's municipalities, as they were known at its time
     * @param visits of observers to these stations
     */
    private GroundTruth(
            List<Station> stations,
            List<Report> reports,
            List<Incident> incidents,
            List<CountState> counts,
            List<VisitState> visits,
            Instant now,
            Duration silenceLimit) {
        this.stations = stations;
        this.reports = reports;
        this.incidents = incidents;
        this.counts = counts;
        this.observers = new ObserverTruth(stations, visits, now);
        this.now = now;
        this.silenceLimit = silenceLimit;
    }

    /**
     * The moment at which a claim is judged: now, as long as it spreads; afterwards the last moment at which it did,
     * and never after the planned closing of its stations, unless it came up later than that.
     */
    public static Instant momentOf(Instant firstSeen, List<Sighting> sightings, Stream<Station> stations, Instant now) {
        var last = sightings.stream()
                .map(Sighting::seenAt)
                .filter(Objects::nonNull)
                .filter(seen -> seen.isAfter(firstSeen))
                .max(Comparator.naturalOrder())
                .orElse(firstSeen);
        var until = last.plus(AFTER_CLAIM);
        var moment = now.isAfter(until) ? until : now;
        var closing = stations.map(s -> s.entry().closesAt().toInstant())
                .max(Comparator.naturalOrder())
                .map(c -> c.minus(Attention.CLOSING_TOLERANCE))
                .orElse(Instant.MAX);
        return moment.isAfter(closing) && last.isBefore(closing) ? closing : moment;
    }

    /** Whether something may be mentioned in a text that many will read: nothing for named readers is. */
    public static boolean isForMany(Entity entity) {
        return entity.visibility().marking().compareTo(Tlp.AMBER_STRICT) < 0;
    }

    /** @param may whether the people for whom the facts are may see an entity; see the constructor for the rest */
    public static Facts of(
            List<Station> stations,
            List<Report> reports,
            List<Incident> incidents,
            List<CountState> counts,
            List<VisitState> visits,
            List<Assertion> assertions,
            Predicate<Entity> may,
            long seq,
            Instant now,
            Duration silenceLimit) {
        var said = reports.stream()
                .filter(r ->
                        r.state().stands() && !Boolean.TRUE.equals(r.state().overLimit()))
                .toList(); // many reports do not make a rumour true
        var truth = new GroundTruth(
                stations,
                said.stream().filter(may).toList(),
                incidents.stream().filter(may).toList(),
                counts,
                visits,
                now,
                silenceLimit);
        truth.withheld = truth.reports.size() < said.size() || truth.incidents.size() < incidents.size();
        truth.collect();
        if (assertions.stream().anyMatch(Assertion::isAboutCount)) {
            truth.facts.addAll(new CountTruth(counts).facts());
            truth.facts.addAll(truth.observers.facts());
        }
        return new Facts(
                seq,
                now,
                List.copyOf(truth.facts),
                assertions.stream().map(truth::finding).toList());
    }

    private void collect() {
        var open = stations.stream().filter(GroundTruth::isOpen).toList();
        var notOpen = stations.stream()
                .filter(s -> !isOpen(s) && !s.state().status().isCounted())
                .toList();
        facts.add(ofStations(Key.OPEN, open, List.of(), stations.size()));
        facts.add(ofStations(Key.NOT_OPEN, notOpen, notOpen, stations.size()));
        facts.add(ofStations(
                Key.UNCONFIRMED,
                open.stream().filter(s -> !isFresh(s)).toList(),
                open.stream().filter(s -> !isFresh(s)).toList(),
                open.size()));
        lastConfirmation(open);
        var waits = stations.stream()
                .filter(s -> isOpen(s) && s.state().waitingMinutes() != null)
                .max(Comparator.comparingInt(s -> s.state().waitingMinutes()))
                .stream()
                .toList();
        var waiting = ofStations(Key.WAITING, waits, waits, null);
        facts.add(new Fact(
                Key.WAITING,
                waits.isEmpty() ? null : waits.get(0).state().waitingMinutes(),
                null,
                waiting.about(),
                waiting.at(),
                waiting.by(),
                waiting.role(),
                waiting.seq()));
        var out =
                stations.stream().filter(s -> s.state().hasBallots(Ballots.OUT)).toList();
        facts.add(ofStations(Key.BALLOTS_OUT, out, out, stations.size()));
        happenings(Key.VIOLENCE_VERIFIED, Key.VIOLENCE_REPORTED, VIOLENCE);
        happenings(Key.ACCESS_VERIFIED, Key.ACCESS_REPORTED, ACCESS);
        happenings(Key.UNREST_VERIFIED, Key.UNREST_REPORTED, UNREST);
        happenings(Key.COUNT_VERIFIED, Key.COUNT_REPORTED, COUNT);
    }

    private static boolean isOpen(Station s) {
        return s.state().status() == Status.OPEN;
    }

    private boolean isFresh(Station s) {
        return s.state().lastReport() != null
                && !now.isAfter(s.state().lastReport().at().plus(silenceLimit));
    }

    /**
     * A fact about stations is based on the newest report of those counted; when there are none, on that of any
     * station.
     */
    private Fact ofStations(Key key, List<Station> counted, List<Station> named, Integer of) {
        var last = last(counted.isEmpty() ? stations : counted);
        var report = last == null ? null : last.state().lastReport();
        return new Fact(
                key,
                counted.size(),
                of,
                items(named),
                report == null ? null : said(report.at()),
                report == null ? null : report.by(),
                report == null ? null : report.role(),
                last == null ? 0 : last.state().seq());
    }

    /** For a fact of a past moment, the time of a later report is that moment. */
    private Instant said(Instant at) {
        return at.isAfter(now) ? now : at;
    }

    private static Station last(List<Station> stations) {
        return stations.stream()
                .max(Comparator.comparingLong(s -> s.state().seq()))
                .orElse(null);
    }

    private static List<Item> items(List<Station> stations) {
        return stations.stream()
                .sorted(Comparator.comparingLong((Station s) -> s.state().seq()).reversed())
                .limit(Fact.MOST_ITEMS)
                .map(GroundTruth::item)
                .toList();
    }

    private static Item item(Station s) {
        var report = s.state().lastReport();
        return new Item(
                "station",
                s.id(),
                s.entry().name(),
                s.state().status().toString(),
                s.state().since(),
                report == null ? null : report.by(),
                report == null ? null : report.role(),
                report == null ? null : report.note(),
                s.state().seq());
    }

    private void lastConfirmation(List<Station> open) {
        var last = open.stream()
                .filter(s -> s.state().lastReport() != null)
                .max(Comparator.comparing(s -> s.state().lastReport().at()));
        facts.add(last.map(s -> new Fact(
                        Key.LAST_CONFIRMATION,
                        null,
                        null,
                        List.of(item(s)),
                        said(s.state().lastReport().at()),
                        s.state().lastReport().by(),
                        s.state().lastReport().role(),
                        s.state().seq()))
                .orElse(new Fact(Key.LAST_CONFIRMATION, null, null, List.of(), null, null, null, 0)));
    }

    private void happenings(Key verified, Key reported, Set<ReportKind> kinds) {
        var established = incidents.stream()
                .filter(i -> kinds.contains(i.state().kind()) && isEstablished(i))
                .sorted(Comparator.comparingLong(Incident::seq).reversed())
                .toList();
        facts.add(new Fact(
                verified,
                established.size(),
                null,
                established.stream()
                        .limit(Fact.MOST_ITEMS)
                        .map(GroundTruth::item)
                        .toList(),
                established.isEmpty() ? null : established.get(0).state().since(),
                established.isEmpty() ? null : established.get(0).state().by(),
                established.isEmpty() ? null : established.get(0).state().role(),
                established.isEmpty() ? 0 : established.get(0).seq()));
        var counted = established.stream()
                .flatMap(i -> i.state().reports().stream())
                .collect(java.util.stream.Collectors.toSet());
        var said = reports.stream()
                .filter(r -> kinds.contains(r.state().kind()) && !counted.contains(r.id()))
                .sorted(Comparator.comparingLong(Report::seq).reversed())
                .toList();
        facts.add(new Fact(
                reported,
                said.size(),
                null,
                said.stream().limit(Fact.MOST_ITEMS).map(GroundTruth::item).toList(),
                said.isEmpty() ? null : said.get(0).state().at(),
                said.isEmpty() ? null : said.get(0).state().by(),
                said.isEmpty() ? null : said.get(0).state().role(),
                said.isEmpty() ? 0 : said.get(0).seq()));
    }

    private static boolean isEstablished(Incident i) {
        return i.state().mergedInto() == null
                && i.status() != IncidentStatus.REPORTED
                && i.status() != IncidentStatus.DISMISSED;
    }

    private static Item item(Incident i) {
        var s = i.state();
        return new Item(
                "incident",
                s.id(),
                s.kind().toString(),
                s.state().toString(),
                s.since(),
                s.by(),
                s.role(),
                s.title(),
                s.seq());
    }

    private static Item item(Report r) {
        var s = r.state();
        return new Item(
                "report", s.id(), s.kind().toString(), s.state().toString(), s.at(), s.by(), s.role(), null, s.seq());
    }

    private Finding finding(Assertion assertion) {
        return switch (assertion) {
            case ALL_CLOSED -> new Finding(assertion, allClosed(), List.of(Key.OPEN, Key.NOT_OPEN));
            case SOME_CLOSED -> new Finding(assertion, someClosed(), List.of(Key.NOT_OPEN, Key.UNCONFIRMED));
            case VIOLENCE -> happened(assertion, Key.VIOLENCE_VERIFIED, Key.VIOLENCE_REPORTED);
            case ACCESS_BLOCKED -> happened(assertion, Key.ACCESS_VERIFIED, Key.ACCESS_REPORTED);
            case UNREST -> happened(assertion, Key.UNREST_VERIFIED, Key.UNREST_REPORTED);
            case COUNT_IRREGULAR ->
                new Finding(
                        assertion,
                        count(Key.COUNT_VERIFIED) > 0 ? Standing.CONFIRMED : Standing.UNDECIDED,
                        List.of(Key.COUNT_VERIFIED, Key.COUNT_REPORTED)); // nobody reports that a count goes well
            case RESULT_CHANGED, MORE_VOTES_THAN_VOTERS -> new CountTruth(counts).finding(assertion);
            case COUNTED_IN_SECRET ->
                new Finding(
                        assertion,
                        count(Key.COUNT_VERIFIED) > 0
                                ? Standing.CONFIRMED
                                : observers.isWatchedEverywhere() ? Standing.CONTRADICTED : Standing.UNDECIDED,
                        List.of(
                                Key.COUNT_SESSIONS,
                                Key.COUNT_OBSERVED,
                                Key.HINDERED_REPORTED,
                                Key.COUNT_VERIFIED,
                                Key.COUNT_OBJECTIONS));
            case COUNTED_BY_MACHINES ->
                new Finding(
                        assertion,
                        observers.isByHandEverywhere() ? Standing.CONTRADICTED : Standing.UNDECIDED,
                        List.of(Key.COUNT_BY_HAND, Key.COUNT_SESSIONS)); // no report of a station says by what
            case COUNTED_WITHOUT_OBSERVERS ->
                new Finding(
                        assertion,
                        observers.isWatchedEverywhere() ? Standing.CONTRADICTED : Standing.UNDECIDED,
                        List.of(Key.COUNT_OBSERVED, Key.HINDERED_REPORTED)); // any voter may have been there
            case LONG_WAITS -> new Finding(assertion, longWaits(), List.of(Key.WAITING));
            case NO_BALLOTS ->
                new Finding(
                        assertion,
                        count(Key.BALLOTS_OUT) > 0
                                ? Standing.CONFIRMED
                                : allFresh() ? Standing.CONTRADICTED : Standing.UNDECIDED,
                        List.of(Key.BALLOTS_OUT));
        };
    }

    private int count(Key key) {
        return facts.stream()
                .filter(f -> f.key() == key)
                .map(Fact::count)
                .findFirst()
                .orElse(0);
    }

    /** One open station, according to a recent report, is enough to contradict it. */
    private Standing allClosed() {
        if (stations.stream().anyMatch(s -> isOpen(s) && isFresh(s))) {
            return Standing.CONTRADICTED;
        }
        return !stations.isEmpty() && stations.stream().allMatch(GroundTruth::isKnownClosed)
                ? Standing.CONFIRMED
                : Standing.UNDECIDED;
    }

    /** A report says so; that nobody has reported the opening yet is no such report. */
    private static boolean isKnownClosed(Station s) {
        return !isOpen(s) && s.state().status() != Status.EXPECTED && !s.isClosedAsPlanned();
    }

    private Standing someClosed() {
        if (stations.stream().anyMatch(GroundTruth::isKnownClosed)) {
            return Standing.CONFIRMED;
        }
        return allFresh() ? Standing.CONTRADICTED : Standing.UNDECIDED;
    }

    private boolean allFresh() {
        return !stations.isEmpty() && stations.stream().allMatch(s -> isOpen(s) && isFresh(s));
    }

    /** Contradicted when every open station has a recent report, and neither they nor anyone else report the event. */
    private Finding happened(Assertion assertion, Key verified, Key reported) {
        boolean quiet = count(reported) == 0
                && !withheld
                && stations.stream().anyMatch(GroundTruth::isOpen)
                && stations.stream().filter(GroundTruth::isOpen).allMatch(this::isFresh);
        return new Finding(
                assertion,
                count(verified) > 0 ? Standing.CONFIRMED : quiet ? Standing.CONTRADICTED : Standing.UNDECIDED,
                List.of(verified, reported));
    }

    private Standing longWaits() {
        if (stations.stream()
                .anyMatch(s -> isOpen(s)
                        && isFresh(s)
                        && s.state().waitingMinutes() != null
                        && s.state().waitingMinutes() >= LONG_WAIT_MINUTES)) {
            return Standing.CONFIRMED;
        }
        return stations.stream().anyMatch(GroundTruth::isOpen)
                        && stations.stream()
                                .filter(GroundTruth::isOpen)
                                .allMatch(s -> isFresh(s) && s.state().waitingMinutes() != null)
                ? Standing.CONTRADICTED
                : Standing.UNDECIDED;
    }

    @SafeVarargs
    private static Set<ReportKind> union(Set<ReportKind>... sets) {
        var all = EnumSet.noneOf(ReportKind.class);
        for (var set : sets) {
            all.addAll(set);
        }
        return java.util.Collections.unmodifiableSet(all);
    }
}
