package nl.tafelzicht.subject.escalation.domain;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.EscalationLevel;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Refusal;

/**
 * The rules of an escalation. Pure.
 *
 * <pre>
 * open ─► acknowledged ─► resolved
 *  ▲ │         │             ▲
 *  │ └─ the deadline passed: one level up, open there; at the table: unanswered
 *  └── handed over ◄┘    open ┘
 * </pre>
 */
public final class EscalationDecider {

    private EscalationDecider() {}

    /** @param escalation its present state, or {@code null} when there is none yet */
    public static Decision<EscalationEvent> decide(
            Escalation escalation, EscalationCommand command, EscalationRules rules, Instant now) {
        if (command instanceof EscalationCommand.Raise c) {
            if (escalation != null) {
                return Decision.nothing();
            }
            return Decision.accept(new EscalationEvent.Raised(
                    c.cause(),
                    c.rule(),
                    c.addressee(),
                    c.severity(),
                    c.reason(),
                    rules.deadline(c.severity(), now),
                    c.role()));
        }
        var s = escalation.state();
        if (command instanceof EscalationCommand.CheckDeadline) {
            return checkDeadline(escalation, rules, now);
        }
        if (command instanceof EscalationCommand.Comment c) {
            return Decision.accept(new EscalationEvent.Commented(c.text(), c.role()));
        }
        if (command instanceof EscalationCommand.PassOn c) {
            return passOn(s, c);
        }
        if (s.state() == EscalationStatus.RESOLVED) {
            return command instanceof EscalationCommand.Resolve r && r.role() == null
                    ? Decision.nothing()
                    : Decision.refuse(transition(
                            s.resolved().by() == null
                                    ? Explanation.of("resolved-by-hub")
                                    : Explanation.of(
                                            "resolved-already",
                                            "by",
                                            s.resolved().by()),
                            s));
        }
        if (command instanceof EscalationCommand.Acknowledge c) {
            return acknowledge(s, c);
        }
        if (command instanceof EscalationCommand.HandOver c) {
            return handOver(s, c, rules, now);
        }
        var c = (EscalationCommand.Resolve) command;
        return Decision.accept(new EscalationEvent.Resolved(c.reason(), c.role()));
    }

    /** One of those addressed acknowledges for all; a later attempt, or one after it moved up, is told who has it. */
    private static Decision<EscalationEvent> acknowledge(EscalationState s, EscalationCommand.Acknowledge c) {
        if (s.state() == EscalationStatus.ACKNOWLEDGED) {
            return Decision.refuse(transition(
                    Explanation.of(
                            "acknowledged-already",
                            "by",
                            s.acknowledged().by(),
                            "role",
                            s.acknowledged().role()),
                    s));
        }
        if (c.role() == null) {
            var last = s.steps().get(s.steps().size() - 1);
            return last.why().equals("not-acknowledged")
                    ? Decision.refuse(transition(
                            Explanation.of(
                                    "not-acknowledged-in-time",
                                    "level",
                                    s.addressee().level(),
                                    "at",
                                    last.at()),
                            s))
                    : Decision.refuse(Refusal.notYours(Explanation.of(
                            "addressed-to-others", "roles", s.addressee().roles())));
        }
        return Decision.accept(new EscalationEvent.Acknowledged(c.role(), c.note()));
    }

    private static Decision<EscalationEvent> passOn(EscalationState s, EscalationCommand.PassOn c) {
        boolean isTheirs = s.state() == EscalationStatus.ACKNOWLEDGED
                && c.from().equals(s.acknowledged().by())
                && c.role() == s.acknowledged().role();
        return isTheirs
                ? Decision.accept(new EscalationEvent.PassedOn(c.from(), c.to(), c.role()))
                : Decision.nothing();
    }

    private static Decision<EscalationEvent> handOver(
            EscalationState s, EscalationCommand.HandOver c, EscalationRules rules, Instant now) {
        if (c.to() != null && EscalationLevel.of(c.to()) != c.level()) {
            return Decision.refuse(
                    Refusal.invalid("role", Explanation.of("role-not-of-level", "role", c.to(), "level", c.level())));
        }
        Municipality place = s.municipality();
        if (c.level() != EscalationLevel.TABLE && place == null) {
            return Decision.refuse(Refusal.invalid("level", Explanation.of("only-the-table")));
        }
        var to = c.to() == null ? Addressee.of(c.level(), place) : Addressee.of(c.level(), EnumSet.of(c.to()), place);
        if (s.state() == EscalationStatus.OPEN && to.equals(s.addressee())) {
            return Decision.refuse(Refusal.invalid("level", Explanation.of("with-them-already")));
        }
        return Decision.accept(
                new EscalationEvent.HandedOver(to, c.note(), rules.deadline(s.severity(), now), c.role()));
    }

    /** Exactly one level up each time. */
    private static Decision<EscalationEvent> checkDeadline(Escalation escalation, EscalationRules rules, Instant now) {
        if (!escalation.isOverdue(now)) {
            return Decision.nothing();
        }
        var s = escalation.state();
        var up = s.addressee().level().up();
        if (up == null) {
            return Decision.accept(new EscalationEvent.FoundUnanswered());
        }
        return Decision.accept(
                new EscalationEvent.SteppedUp(Addressee.of(up, s.municipality()), rules.deadline(s.severity(), now)));
    }

    private static Refusal transition(Explanation why, EscalationState s) {
        var allowed =
                switch (s.state()) {
                    case OPEN -> List.of("acknowledge", "hand-over", "resolve", "comment");
                    case ACKNOWLEDGED -> List.of("hand-over", "resolve", "comment");
                    case RESOLVED -> List.of("comment");
                };
        return new Refusal(Refusal.Reason.TRANSITION, "state", why, s.state().toString(), allowed);
    }
}
