package nl.tafelzicht.subject.report.domain;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Observed;
import nl.tafelzicht.election.Refusal;
import nl.tafelzicht.election.Visibility;
import nl.tafelzicht.subject.report.domain.ReportState.Triage;

/**
 * The rules of a report. Pure.
 *
 * <pre>
 * new ⇄ dismissed
 *  ⇅
 * linked (to an incident)
 * </pre>
 *
 * Independently of that, a report is in the picture, or only in the table (it waits above the limit, or was dismissed
 * or closed some time ago).
 */
public final class ReportDecider {

    /** How far a reporter's clock may be ahead of ours. */
    /** Beyond this number the reporter must write a new report. */
    static final int MOST_ADDITIONS = 20;

    private ReportDecider() {}

    /** @param report its present state, or {@code null} when there is none yet */
    public static Decision<ReportEvent> decide(Report report, ReportCommand command, Instant now) {
        if (command instanceof ReportCommand.Submit c) {
            return submit(c, now);
        }
        if (command instanceof ReportCommand.Add c) {
            return add(report.state(), c);
        }
        if (command instanceof ReportCommand.MarkRead c) {
            return report.state().readAt() != null
                    ? Decision.nothing()
                    : Decision.accept(new ReportEvent.Read(c.role()));
        }
        if (command instanceof ReportCommand.Judge c) {
            return Objects.equals(report.state().verdict(), c.verdict())
                    ? Decision.nothing()
                    : Decision.accept(new ReportEvent.Judged(c.verdict()));
        }
        if (command instanceof ReportCommand.Recategorise c) {
            return recategorise(report, c);
        }
        if (command instanceof ReportCommand.Dismiss c) {
            return dismiss(report, c);
        }
        if (command instanceof ReportCommand.TakeUp) {
            return report.current() ? Decision.nothing() : Decision.accept(returned(report, report));
        }
        if (command instanceof ReportCommand.Leave c) {
            return report.current() ? Decision.accept(new ReportEvent.Left(c.why())) : Decision.nothing();
        }
        return restore(report.state(), (ReportCommand.Restore) command);
    }

    private static Decision<ReportEvent> submit(ReportCommand.Submit c, Instant now) {
        var content = c.content();
        var unseen = Observed.flaw("observedAt", content.observedAt(), now);
        if (unseen != null) {
            return Decision.refuse(unseen);
        }
        if (content.gift() != null && content.kind() != ReportKind.COVERT_GIFT) {
            return Decision.refuse(Refusal.invalid("gift", Explanation.of("only-for-covert-gift")));
        }
        if (content.gift() != null && content.gift().flaw() != null) {
            return Decision.refuse(content.gift().flaw());
        }
        if (content.location() != null && !content.location().isInTheNetherlands()) {
            return Decision.refuse(Refusal.invalid("location", Explanation.of("outside-kingdom")));
        }
        var wrong = content.marking().misfit(content.recipients());
        return wrong != null ? Decision.refuse(wrong) : Decision.accept(new ReportEvent.Submitted(content, c.role()));
    }

    private static Decision<ReportEvent> add(ReportState s, ReportCommand.Add c) {
        if (s.additions().size() >= MOST_ADDITIONS) {
            return Decision.refuse(new Refusal(
                    Refusal.Reason.TRANSITION,
                    "text",
                    Explanation.of("additions-full", "most", MOST_ADDITIONS),
                    s.state().toString(),
                    List.of()));
        }
        return Decision.accept(new ReportEvent.Added(c.text()));
    }

    private static Decision<ReportEvent> recategorise(Report report, ReportCommand.Recategorise c) {
        var s = report.state();
        boolean same = (c.kind() == null || c.kind() == s.kind())
                && (c.severity() == null || c.severity() == s.severity())
                && (c.marking() == null || c.marking() == s.marking())
                && c.recipients() == null;
        if (same) {
            return Decision.nothing();
        }
        var marking = c.marking() == null ? s.marking() : c.marking();
        var recipients = c.recipients() == null ? report.visibility().recipients() : c.recipients();
        if (marking != s.marking() && c.recipients() == null) {
            recipients = Set.of();
        }
        var wrong = marking.misfit(recipients);
        if (wrong != null) {
            return Decision.refuse(wrong);
        }
        if (report.everVisible().isFullFor(recipients, Set.of())) {
            return Decision.refuse(
                    Refusal.invalid("recipients", Explanation.of("named-too-many", "most", Visibility.MOST_NAMED)));
        }
        return Decision.accept(
                new ReportEvent.Recategorised(c.kind(), c.severity(), c.marking(), recipients, c.reason(), c.role()));
    }

    private static Decision<ReportEvent> dismiss(Report report, ReportCommand.Dismiss c) {
        var s = report.state();
        if (s.state() == Triage.LINKED) {
            return Decision.refuse(partOf(s));
        }
        if (s.state() == Triage.DISMISSED) {
            return Decision.refuse(
                    step(Explanation.of("dismissed-already", "by", s.dismissal().by()), s, "restore"));
        }
        return Decision.accept(new ReportEvent.Dismissed(c.reason(), c.role(), report.waited()));
    }

    private static Decision<ReportEvent> restore(ReportState s, ReportCommand.Restore c) {
        return s.state() != Triage.DISMISSED
                ? Decision.refuse(step(Explanation.of("not-dismissed"), s, "dismiss"))
                : Decision.accept(new ReportEvent.Restored(c.reason(), c.role()));
    }

    /**
     * The event that brings a report into the picture, when it left or never was in it.
     *
     * @param before the report before the event that makes it current, with the place where it waited
     */
    public static ReportEvent.Returned returned(Report before, Report now) {
        return new ReportEvent.Returned(now.state(), now.visibility(), now.everVisible(), before.waited());
    }

    /**
     * Whether an event of a report that is not in the picture makes it current. An addition by its reporter does not,
     * nor does reading or dismissing it.
     */
    public static boolean brings(ReportEvent event) {
        return !(event instanceof ReportEvent.Added
                || event instanceof ReportEvent.Read
                || event instanceof ReportEvent.Dismissed
                || event instanceof ReportEvent.Left
                || event instanceof ReportEvent.Returned);
    }

    /** Why a report can't be put into an incident; {@code null} when it can. */
    public static Refusal notFree(ReportState s) {
        if (s.state() == Triage.LINKED) {
            return partOf(s);
        }
        return s.state() == Triage.DISMISSED
                ? step(Explanation.of("report-dismissed", "id", s.id()), s, "restore")
                : null;
    }

    private static Refusal partOf(ReportState s) {
        return new Refusal(
                Refusal.Reason.TRANSITION,
                "reports",
                Explanation.of("report-in-incident", "id", s.id(), "incident", s.incident()),
                s.state().toString(),
                List.of("split"));
    }

    private static Refusal step(Explanation why, ReportState s, String allowed) {
        return new Refusal(Refusal.Reason.TRANSITION, "state", why, s.state().toString(), List.of(allowed));
    }
}
