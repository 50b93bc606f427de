package nl.tafelzicht.subject.report.domain;

import java.time.Instant;
import java.util.Set;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Visibility;

/**
 * The number of reports that wait above the limit in a municipality; the reports themselves are in the table of all
 * reports. It has no events of its own; it is counted from those of the reports.
 */
public record Overflow(OverflowState state, Visibility visibility) implements Entity {

    public static final Kind<Overflow> KIND = new Kind<>("overflow", "overflows", 50, Overflow.class);

    /** The id for reports without a place. */
    public static final String NOWHERE = "nowhere";

    /**
     * The counter as its viewers get it.
     *
     * @param id the municipality's code, or {@link #NOWHERE}
     * @param municipality {@code null} for reports without a place
     * @param urgent the number of urgent kinds among them
     * @param newest when the last of them arrived
     */
    public record OverflowState(
            String id, Municipality municipality, int waiting, int urgent, Instant newest, long seq) {}

    public static String idOf(String municipality) {
        return municipality == null ? NOWHERE : municipality;
    }

    /**
     * Adds one.
     *
     * @param before {@code null} for the first
     */
    static Overflow more(Overflow before, ReportKind kind, Municipality place, Instant at, long seq) {
        var s = before == null
                ? new OverflowState(idOf(place == null ? null : place.code()), place, 0, 0, at, seq)
                : before.state;
        var visibility = before != null
                ? before.visibility
                : new Visibility(place == null ? null : place.code(), null, Visibility.LOCAL, Tlp.GREEN, Set.of());
        return new Overflow(
                new OverflowState(s.id, s.municipality, s.waiting + 1, s.urgent + (kind.isUrgent() ? 1 : 0), at, seq),
                visibility);
    }

    /** Removes one. */
    Overflow less(ReportKind kind, long seq) {
        return new Overflow(
                new OverflowState(
                        state.id,
                        state.municipality,
                        state.waiting - 1,
                        state.urgent - (kind.isUrgent() ? 1 : 0),
                        state.newest,
                        seq),
                visibility);
    }

    /**
     * The counter after a report's event.
     *
     * @param before the counter where the event's report waits, or {@code null}
     * @return the same when the event does not concern it
     */
    public static Overflow after(Overflow before, ReportEvent event, Instant at, long seq) {
        if (event instanceof ReportEvent.Submitted e
                && Boolean.TRUE.equals(e.content().stored())) {
            return more(before, e.content().kind(), e.content().municipality(), at, seq);
        }
        var waited = waited(event);
        return waited == null || before == null ? before : before.less(waited.kind(), seq);
    }

    /** @return the id of the counter that an event concerns, or {@code null} */
    public static String touched(ReportEvent event) {
        if (event instanceof ReportEvent.Submitted e) {
            return Boolean.TRUE.equals(e.content().stored())
                    ? idOf(
                            e.content().municipality() == null
                                    ? null
                                    : e.content().municipality().code())
                    : null;
        }
        return waited(event) == null ? null : idOf(waited(event).municipality());
    }

    private static ReportEvent.Waited waited(ReportEvent event) {
        return event instanceof ReportEvent.Dismissed e
                ? e.waited()
                : event instanceof ReportEvent.Returned e ? e.waited() : null;
    }

    @Override
    public String id() {
        return state.id;
    }

    /** Always 0, since it has no events of its own. */
    @Override
    public int version() {
        return 0;
    }

    @Override
    public long seq() {
        return state.seq;
    }
}
