package nl.tafelzicht.subject.escalation.domain;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import nl.tafelzicht.election.Earlier;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Latest;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Visibility;
import nl.tafelzicht.subject.escalation.domain.EscalationState.Answer;
import nl.tafelzicht.subject.escalation.domain.EscalationState.Comment;
import nl.tafelzicht.subject.escalation.domain.EscalationState.Step;
import nl.tafelzicht.subject.escalation.domain.EscalationState.Subject;

/** A matter that somebody must acknowledge by a deadline. Everyone that it was addressed to earlier keeps seeing it. */
public record Escalation(
        EscalationState state,
        int version,
        Visibility visibility,
        Visibility everVisible,
        Earlier<EscalationState> earlier)
        implements Entity {

    public static final Kind<Escalation> KIND = new Kind<>("escalation", "escalations", 70, Escalation.class);

    private static final int MOST_STEPS = 50;

    /** Its place in the life cycle; {@code state} in the API. */
    public EscalationStatus status() {
        return state.state();
    }

    @Override
    public String id() {
        return state.id();
    }

    @Override
    public long seq() {
        return state.seq();
    }

    public boolean isOver() {
        return state.state() == EscalationStatus.RESOLVED;
    }

    /** Whether its deadline has passed and nothing was done about that yet. */
    public boolean isOverdue(Instant now) {
        return state.state() == EscalationStatus.OPEN && state.deadline() != null && !now.isBefore(state.deadline());
    }

    /** A new addressee reads what is written from then on, and why it was escalated. */
    @Override
    public EscalationState stateFor(Predicate<Visibility> sees) {
        if (earlier.isOpenTo(sees)) {
            return state;
        }
        var s = state;
        return new EscalationState(
                s.id(),
                s.subject(),
                s.municipality(),
                s.station(),
                s.location(),
                s.rule(),
                s.addressee(),
                s.severity(),
                s.reason(),
                s.measures(),
                s.marking(),
                s.state(),
                s.raisedAt(),
                s.by(),
                s.role(),
                s.deadline(),
                s.acknowledged(),
                s.resolved(),
                s.unanswered(),
                s.steps(),
                earlier.of(s.comments(), EscalationState::comments, sees),
                earlier.count(s.commentCount(), EscalationState::commentCount, sees),
                s.seq());
    }

    public static Escalation evolve(Escalation before, String id, EscalationEvent event, EventMetadata o) {
        if (event instanceof EscalationEvent.Raised e) {
            return raised(id, e, o);
        }
        if (before == null) {
            throw new IllegalStateException(
                    "the first event of an escalation raises it, not " + event + " at seq " + o.seq());
        }
        var s = before.state;
        if (event instanceof EscalationEvent.Acknowledged e) {
            return before.with(
                    s.addressee(),
                    EscalationStatus.ACKNOWLEDGED,
                    null,
                    new Answer(o.actor(), e.role(), o.at(), e.note()),
                    s.resolved(),
                    s.unanswered(),
                    s.steps(),
                    s.comments(),
                    o);
        }
        if (event instanceof EscalationEvent.PassedOn e) {
            return before.with(
                    s.addressee(),
                    s.state(),
                    null,
                    new Answer(
                            e.to(),
                            e.role(),
                            o.at(),
                            s.acknowledged() == null ? null : s.acknowledged().note()),
                    s.resolved(),
                    s.unanswered(),
                    s.steps(),
                    s.comments(),
                    o);
        }
        if (event instanceof EscalationEvent.HandedOver e) {
            return before.with(
                    e.addressee(),
                    EscalationStatus.OPEN,
                    e.deadline(),
                    null,
                    null,
                    null,
                    Latest.afterFirst(
                            s.steps(), new Step(e.addressee(), "handed-over", o.actor(), o.at(), e.note()), MOST_STEPS),
                    s.comments(),
                    o);
        }
        if (event instanceof EscalationEvent.SteppedUp e) {
            return before.with(
                    e.addressee(),
                    EscalationStatus.OPEN,
                    e.deadline(),
                    null,
                    null,
                    null,
                    Latest.afterFirst(
                            s.steps(), new Step(e.addressee(), "not-acknowledged", null, o.at(), null), MOST_STEPS),
                    s.comments(),
                    o);
        }
        if (event instanceof EscalationEvent.FoundUnanswered) {
            return before.with(
                    s.addressee(), s.state(), null, s.acknowledged(), s.resolved(), true, s.steps(), s.comments(), o);
        }
        if (event instanceof EscalationEvent.Resolved e) {
            return before.with(
                    s.addressee(),
                    EscalationStatus.RESOLVED,
                    null,
                    s.acknowledged(),
                    new Answer(e.role() == null ? null : o.actor(), e.role(), o.at(), e.reason()),
                    s.unanswered(),
                    s.steps(),
                    s.comments(),
                    o);
        }
        var comment = (EscalationEvent.Commented) event;
        return before.with(
                s.addressee(),
                s.state(),
                s.deadline(),
                s.acknowledged(),
                s.resolved(),
                s.unanswered(),
                s.steps(),
                Latest.and(
                        s.comments(), new Comment(comment.text(), o.actor(), comment.role(), o.at()), Latest.COMMENTS),
                o);
    }

    private static Escalation raised(String id, EscalationEvent.Raised e, EventMetadata o) {
        var c = e.cause();
        var to = e.addressee();
        var state = new EscalationState(
                id,
                new Subject(c.kind(), c.id(), c.label(), c.verified()),
                to.municipality(),
                c.station(),
                c.location(),
                e.rule(),
                to,
                e.severity(),
                e.reason(),
                c.measures(),
                c.marking(),
                EscalationStatus.OPEN,
                o.at(),
                e.role() == null ? null : o.actor(),
                e.role(),
                e.deadline(),
                null,
                null,
                null,
                List.of(new Step(to, "raised", e.role() == null ? null : o.actor(), o.at(), null)),
                List.of(),
                0,
                o.seq());
        var audience = new Visibility(
                to.municipality() == null ? null : to.municipality().code(),
                null,
                Set.copyOf(c.audience()),
                c.marking(),
                c.recipients());
        var visibility = audience.with(to.roleSet());
        return new Escalation(state, o.version(), visibility, visibility, Earlier.none());
    }

    /**
     * This escalation with the marking that its subject has now, since it repeats what that says.
     *
     * @param seq of the event that raised the subject's marking
     */
    public Escalation marked(Tlp marking, Set<String> recipients, long seq) {
        var s = state;
        var visible = visibility.marked(marking, recipients);
        return new Escalation(
                new EscalationState(
                        s.id(),
                        s.subject(),
                        s.municipality(),
                        s.station(),
                        s.location(),
                        s.rule(),
                        s.addressee(),
                        s.severity(),
                        s.reason(),
                        s.measures(),
                        marking,
                        s.state(),
                        s.raisedAt(),
                        s.by(),
                        s.role(),
                        s.deadline(),
                        s.acknowledged(),
                        s.resolved(),
                        s.unanswered(),
                        s.steps(),
                        s.comments(),
                        s.commentCount(),
                        seq),
                version,
                visible,
                everVisible.or(visible),
                earlier.and(visibility, visible, state));
    }

    private Escalation with(
            Addressee to,
            EscalationStatus status,
            Instant deadline,
            Answer acknowledged,
            Answer resolved,
            Boolean unanswered,
            List<Step> steps,
            List<Comment> comments,
            EventMetadata o) {
        var s = state;
        var visible = visibility.with(to.roleSet());
        return new Escalation(
                new EscalationState(
                        s.id(),
                        s.subject(),
                        s.municipality(),
                        s.station(),
                        s.location(),
                        s.rule(),
                        to,
                        s.severity(),
                        s.reason(),
                        s.measures(),
                        s.marking(),
                        status,
                        s.raisedAt(),
                        s.by(),
                        s.role(),
                        deadline,
                        acknowledged,
                        resolved,
                        unanswered,
                        steps,
                        comments,
                        s.commentCount() + (comments == s.comments() ? 0 : 1),
                        o.seq()),
                o.version(),
                visible,
                everVisible.or(visible),
                earlier.and(visibility, visible, state));
    }
}
