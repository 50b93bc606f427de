package nl.tafelzicht.subject.station.domain;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import nl.tafelzicht.election.ByElection;

/** A {@link StatusReport} in the form of the API: each value of an election under its own name. */
public record ReportForm(
        Status status,
        Integer waitingMinutes,
        Integer queueLength,
        ByElection<Integer> votersAdmitted,
        Integer membersPresent,
        ByElection<Ballots> ballots,
        ByElection<Integer> ballotsLeft,
        ByElection<Integer> ballotsDelivered,
        String note,
        Instant observedAt,
        Boolean correction) {

    public static ReportForm of(StatusReport r) {
        return new ReportForm(
                r.status(),
                r.waitingMinutes(),
                r.queueLength(),
                said(r, r.votersAdmitted(), ElectionReport::votersAdmitted),
                r.membersPresent(),
                said(r, r.ballots(), ElectionReport::ballots),
                said(r, r.ballotsLeft(), ElectionReport::ballotsLeft),
                said(r, r.ballotsDelivered(), ElectionReport::ballotsDelivered),
                r.note(),
                r.observedAt(),
                r.correction());
    }

    private interface Field<T> {
        T of(ElectionReport said);
    }

    private static <T> ByElection<T> said(StatusReport r, T only, Field<T> field) {
        if (r.elections() == null) {
            return ByElection.of(only);
        }
        var each = new LinkedHashMap<String, T>();
        for (var said : r.elections()) {
            if (field.of(said) != null) {
                each.put(said.election(), field.of(said));
            }
        }
        return each.isEmpty() ? null : new ByElection<>(null, each);
    }

    /**
     * The report. Where one field names elections and another has a number only, the report keeps both, for the decider
     * to refuse.
     */
    public StatusReport report() {
        var named = new LinkedHashSet<String>();
        Stream.of(votersAdmitted, ballots, ballotsLeft, ballotsDelivered)
                .filter(field -> field != null && field.each() != null)
                .forEach(field -> named.addAll(field.each().keySet()));
        var elections = named.stream()
                .map(id -> new ElectionReport(
                        id, of(votersAdmitted, id), of(ballots, id), of(ballotsLeft, id), of(ballotsDelivered, id)))
                .toList();
        return new StatusReport(
                status,
                waitingMinutes,
                queueLength,
                only(votersAdmitted),
                membersPresent,
                only(ballots),
                note,
                observedAt,
                correction,
                only(ballotsLeft),
                only(ballotsDelivered),
                elections.isEmpty() ? null : List.copyOf(elections));
    }

    private static <T> T of(ByElection<T> field, String election) {
        return field == null || field.each() == null ? null : field.each().get(election);
    }

    private static <T> T only(ByElection<T> field) {
        return field == null ? null : field.only();
    }
}
