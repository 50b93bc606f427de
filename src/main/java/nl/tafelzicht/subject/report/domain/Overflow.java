package nl.tafelzicht.subject.report.domain;

import java.time.Instant;
import java.util.Set;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Visibility;

/**
 * How many reports wait above the limit in a municipality: they are in the table of all reports, and here is only their
 * number. It has no events of its own; it is counted from those of the reports.
 */
public record Overflow(OverflowState state, Visibility visibility) implements Entity {

    public static final Kind<Overflow> KIND = new Kind<>("overflow", "overflows", 50, Overflow.class);

    /** The id of what has no place. */
    public static final String NOWHERE = "nowhere";

    /**
     * As its viewers get it.
     *
     * @param id the municipality's code, or {@link #NOWHERE}
     * @param municipality {@code null} for what has no place
     * @param urgent of those that wait, of kinds in which a minute counts
     * @param newest when the last of them came in
     */
    public record OverflowState(
            String id, Municipality municipality, int waiting, int urgent, Instant newest, long seq) {}

    public static String idOf(String municipality) {
        return municipality == null ? NOWHERE : municipality;
    }

    /** With one more. @param before {@code null} for the first */
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

    /** With one less. */
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
     * What a report's event makes of the count.
     *
     * @param before of where the event's report waits, or {@code null}
     * @return the same when it does not touch it
     */
    public static Overflow after(Overflow before, ReportEvent event, Instant at, long seq) {
        if (event instanceof ReportEvent.Submitted e
                && Boolean.TRUE.equals(e.content().stored())) {
            return more(before, e.content().kind(), e.content().municipality(), at, seq);
        }
        var waited = waited(event);
        return waited == null || before == null ? before : before.less(waited.kind(), seq);
    }

    /** @return the id of the count that an event touches, or {@code null} */
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

    /** It has no events of its own. */
    @Override
    public int version() {
        return 0;
    }

    @Override
    public long seq() {
        return state.seq;
    }
}
