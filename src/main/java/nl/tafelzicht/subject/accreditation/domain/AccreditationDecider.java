package nl.tafelzicht.subject.accreditation.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Refusal;
import nl.tafelzicht.election.Refusal.Reason;

/**
 * The rules of accreditations. Pure.
 *
 * <pre>given ─► withdrawn</pre>
 */
public final class AccreditationDecider {

    /** ODIHR sent 20 observers in 2025; with domestic groups and appointments there are some hundreds. */
    public static final int MOST = 5_000;

    /** From before early voting until after the last decision on the result. */
    public static final Duration LONGEST = Duration.ofDays(120);

    private AccreditationDecider() {}

    /**
     * @param accreditation its present state, or {@code null} when there is none yet
     * @param others number of other accreditations
     */
    public static Decision<AccreditationEvent> decide(
            Accreditation accreditation, AccreditationCommand command, long others, Instant now) {
        if (command instanceof AccreditationCommand.Give c) {
            if (accreditation != null) {
                return Decision.nothing();
            }
            var flaw = flaw(c.terms(), others, now);
            return flaw != null
                    ? Decision.refuse(flaw)
                    : Decision.accept(new AccreditationEvent.Given(c.terms(), c.role()));
        }
        if (accreditation == null) {
            return Decision.refuse(Refusal.unknown(Explanation.of("unknown", "kind", Accreditation.KIND)));
        }
        var withdrawal = accreditation.state().withdrawal();
        if (withdrawal != null) {
            return Decision.refuse(new Refusal(
                    Reason.TRANSITION,
                    null,
                    Explanation.beside(Accreditation.class, "accreditation-withdrawn", "by", withdrawal.by()),
                    "withdrawn",
                    List.of()));
        }
        var c = (AccreditationCommand.Withdraw) command;
        return Decision.accept(new AccreditationEvent.Withdrawn(c.reason(), c.role()));
    }

    private static Refusal flaw(Accreditation.Terms t, long others, Instant now) {
        if (!t.from().isBefore(t.until())) {
            return Refusal.invalid("until", Explanation.of("not-after-from"));
        }
        if (!t.until().isAfter(now)) {
            return Refusal.invalid("until", Explanation.beside(Accreditation.class, "accreditation-over"));
        }
        if (Duration.between(t.from(), t.until()).compareTo(LONGEST) > 0) {
            return Refusal.invalid(
                    "until", Explanation.beside(Accreditation.class, "accreditation-long", "days", LONGEST.toDays()));
        }
        return others >= MOST
                ? Refusal.invalid(
                        "account", Explanation.beside(Accreditation.class, "accreditations-full", "most", MOST))
                : null;
    }
}
