package nl.tafelzicht.subject.station;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.tafelzicht.election.StationId;
import nl.tafelzicht.subject.station.ImportPlan.Act;
import nl.tafelzicht.subject.station.ImportPlan.Planned;
import nl.tafelzicht.subject.station.ImportPlan.Withdrawal;
import nl.tafelzicht.subject.station.ImportRequest.Confirmation;
import nl.tafelzicht.subject.station.format.StationFile.Row;

/**
 * Which of the rows that were shown are carried out: all, or those that were chosen one by one. Stations that the file
 * leaves out are withdrawn only when that was chosen too. Pure.
 */
final class Choice {

    private final List<Planned> planned;
    private final List<Withdrawal> joined;
    private final List<String> wouldWithdraw;
    private final Set<String> chosen;
    private final boolean withdraw;
    private final Set<String> changes;
    /** Stations of which a stop that the file leaves out was not chosen, so that none of their stops goes. */
    private final Set<String> keepingStops;

    Choice(Confirmation confirmation, ImportPlan plan) {
        this.planned = plan.planned();
        this.joined = plan.joined();
        this.wouldWithdraw = plan.wouldWithdraw();
        this.chosen = confirmation.chosen();
        this.withdraw = confirmation.withdraw();
        this.changes = planned.stream()
                .filter(p -> p.act() != Act.WITHDRAW)
                .map(Planned::id)
                .collect(Collectors.toSet());
        this.keepingStops = planned.stream()
                .filter(p -> p.act() == Act.WITHDRAW && isStop(p.id()) && !isChosen(p.id()))
                .map(p -> StationId.of(p.id()))
                .collect(Collectors.toSet());
    }

    private static boolean isStop(String id) {
        return !id.equals(StationId.of(id));
    }

    private boolean isChosen(String id) {
        return chosen == null || chosen.contains(id);
    }

    /** A row that was chosen and never shown, or {@code null}. */
    String unknown() {
        if (chosen == null) {
            return null;
        }
        var shown = planned.stream().map(Planned::id).collect(Collectors.toSet());
        return chosen.stream()
                .filter(id -> !shown.contains(id))
                .sorted()
                .findFirst()
                .orElse(null);
    }

    /** The number of rows that were shown and not chosen; {@code null} when nobody chose single rows. */
    Integer notApproved() {
        return chosen == null
                ? null
                : Integer.valueOf((int) planned.stream().filter(p -> !isDone(p)).count());
    }

    private boolean isDone(Planned p) {
        return isChosen(p.id()) && (withdraw || p.act() != Act.WITHDRAW);
    }

    /** Of a station of which only a stop goes, the row as well. */
    List<Row> rows(List<Row> all) {
        if (chosen == null) {
            return all;
        }
        var stations = chosen.stream()
                .filter(id -> withdraw || changes.contains(id))
                .map(StationId::of)
                .collect(Collectors.toSet());
        return all.stream().filter(row -> stations.contains(row.entry().id())).toList();
    }

    /** Whether the stops that the file leaves out are removed: only when all of them were chosen. */
    boolean dropsStops(String station) {
        return withdraw && !keepingStops.contains(station);
    }

    /** @param shown stations that the file leaves out, as they were when that was shown */
    List<Withdrawal> withdrawals(List<Withdrawal> shown) {
        var gone = withdraw ? shown : List.<Withdrawal>of();
        return Stream.concat(
                        joined.stream().filter(w -> isChosen(StationId.of(w.id()))),
                        gone.stream().filter(w -> isChosen(w.id())))
                .toList();
    }

    /**
     * Stations that the file leaves out and that stay.
     *
     * @param refused because of a report made meanwhile
     */
    List<String> stays(List<String> refused) {
        if (withdraw && chosen == null) {
            return refused;
        }
        var reported = Set.copyOf(refused);
        return wouldWithdraw.stream()
                .filter(id -> !withdraw || !isChosen(id) || reported.contains(id))
                .toList();
    }
}
