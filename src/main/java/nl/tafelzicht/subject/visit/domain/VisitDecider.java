package nl.tafelzicht.subject.visit.domain;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Observed;
import nl.tafelzicht.election.Refusal;
import nl.tafelzicht.election.Refusal.Reason;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.subject.visit.domain.VisitState.Answer;
import nl.tafelzicht.subject.visit.domain.VisitState.FindingKind;
import nl.tafelzicht.subject.visit.domain.VisitState.VisitStatus;

/**
 * The rules of an observer's visit. Pure.
 *
 * <pre>
 *  ┌─► present ─► left
 *  │     ▲ │       ▲
 *  ●     │ ▼       │
 *  └─► hindered ───┘
 * </pre>
 *
 * Observations may be entered after leaving, too: observers write them up on the way.
 */
public final class VisitDecider {

    /** Findings of one visit, hindrances included. */
    public static final int MOST_FINDINGS = 50;

    /** Hindrances of one visit: each is escalated, and an eleventh adds nothing. */
    public static final int MOST_HINDRANCES = 10;

    /** Disagreements of one visit that are kept. */
    public static final int MOST_DISAGREEMENTS = 60;

    /** Visits of one account: enough for some days of early voting with a visit every half hour of a long day. */
    public static final int MOST_VISITS = 100;

    private VisitDecider() {}

    /**
     * @param visit its present state, or {@code null} when it has not begun
     * @param others visits of the same account
     */
    public static Decision<VisitEvent> decide(Visit visit, VisitCommand command, List<Visit> others, Instant now) {
        if (command instanceof VisitCommand.Arrive c) {
            return visit == null ? arrive(c, others, now) : Decision.nothing();
        }
        if (visit == null) {
            return Decision.refuse(Refusal.unknown(Explanation.of("unknown", "kind", Visit.KIND)));
        }
        var s = visit.state();
        if (command instanceof VisitCommand.Answer c) {
            return answer(s, c, now);
        }
        if (command instanceof VisitCommand.Find c) {
            var flaw = flaw(s, c.observedAt(), now);
            return flaw != null
                    ? Decision.refuse(flaw)
                    : full(s, new VisitEvent.Found(c.severity(), c.text(), moment(c.observedAt(), now)));
        }
        if (command instanceof VisitCommand.Hinder c) {
            return hinder(s, c, now);
        }
        if (command instanceof VisitCommand.React c) {
            return react(s, c);
        }
        if (command instanceof VisitCommand.Disagree c) {
            return disagree(s, c);
        }
        return command instanceof VisitCommand.Admit c
                ? step(
                        s,
                        c.observedAt(),
                        now,
                        VisitStatus.HINDERED,
                        new VisitEvent.Admitted(moment(c.observedAt(), now)))
                : leave(s, ((VisitCommand.Leave) command).observedAt(), now);
    }

    private static Decision<VisitEvent> arrive(VisitCommand.Arrive c, List<Visit> others, Instant now) {
        var flaw = Observed.flaw("observedAt", c.observedAt(), now);
        if (flaw != null) {
            return Decision.refuse(flaw);
        }
        var open = others.stream()
                .filter(v -> v.state().status() != VisitStatus.LEFT)
                .findFirst();
        if (open.isPresent()) {
            return Decision.refuse(transition(
                    "visit-under-way",
                    open.get().state(),
                    List.of("left"),
                    "station",
                    open.get().state().place().name()));
        }
        if (others.size() >= MOST_VISITS) {
            return Decision.refuse(
                    Refusal.invalid("station", Explanation.beside(Visit.class, "visits-full", "most", MOST_VISITS)));
        }
        return Decision.accept(
                new VisitEvent.Arrived(c.place(), c.observer(), moment(c.observedAt(), now), c.hindered()));
    }

    private static Decision<VisitEvent> answer(VisitState s, VisitCommand.Answer c, Instant now) {
        var flaw = flaw(s, c.observedAt(), now);
        if (flaw != null) {
            return Decision.refuse(flaw);
        }
        var asked = EnumSet.noneOf(Question.class);
        for (int i = 0; i < c.answers().size(); i++) {
            var given = c.answers().get(i);
            if (!given.question().takes(given.answer())) {
                return Decision.refuse(Refusal.invalid(
                        "answers/" + i + "/answer",
                        Explanation.beside(Visit.class, "no-answer-to-that", "question", given.question())));
            }
            if (!asked.add(given.question())) {
                return Decision.refuse(Refusal.invalid(
                        "answers/" + i + "/question",
                        Explanation.beside(Visit.class, "asked-twice", "question", given.question())));
            }
        }
        var at = moment(c.observedAt(), now);
        var answers = c.answers().stream()
                .map(g -> new Answer(g.question(), g.answer(), at))
                .filter(a -> !s.answers().contains(a))
                .toList();
        return answers.isEmpty() ? Decision.nothing() : Decision.accept(new VisitEvent.Answered(answers));
    }

    /** While a hindrance continues, further remarks on it become findings: it is one matter, and is escalated once. */
    private static Decision<VisitEvent> hinder(VisitState s, VisitCommand.Hinder c, Instant now) {
        var flaw = flaw(s, c.observedAt(), now);
        if (flaw != null) {
            return Decision.refuse(flaw);
        }
        var at = moment(c.observedAt(), now);
        if (s.status() == VisitStatus.HINDERED) {
            return full(s, new VisitEvent.Found(Severity.ATTENTION, c.text(), at));
        }
        long hindrances = s.findings().stream()
                .filter(f -> f.kind() == FindingKind.HINDRANCE)
                .count();
        return hindrances >= MOST_HINDRANCES
                ? Decision.refuse(Refusal.invalid(
                        "text", Explanation.beside(Visit.class, "hindrances-full", "most", MOST_HINDRANCES)))
                : full(s, new VisitEvent.Hindered(c.text(), at));
    }

    private static Decision<VisitEvent> full(VisitState s, VisitEvent event) {
        return s.findings().size() >= MOST_FINDINGS
                ? Decision.refuse(Refusal.invalid(
                        "text", Explanation.beside(Visit.class, "findings-full", "most", MOST_FINDINGS)))
                : Decision.accept(event);
    }

    /** The last reaction counts; repeating it changes nothing. */
    private static Decision<VisitEvent> react(VisitState s, VisitCommand.React c) {
        var finding = s.findings().stream()
                .filter(f -> f.number() == c.finding())
                .findFirst()
                .orElse(null);
        if (finding == null) {
            return Decision.refuse(
                    Refusal.unknown(Explanation.beside(Visit.class, "no-visit-finding", "finding", c.finding())));
        }
        return finding.reaction() != null && finding.reaction().text().equals(c.text())
                ? Decision.nothing()
                : Decision.accept(new VisitEvent.Reacted(c.finding(), c.text(), c.role()));
    }

    private static Decision<VisitEvent> disagree(VisitState s, VisitCommand.Disagree c) {
        var fresh = c.disagreements().stream()
                .filter(d -> s.disagreements().stream().noneMatch(d::isAbout))
                .limit(Math.max(0, MOST_DISAGREEMENTS - s.disagreements().size()))
                .toList();
        return fresh.isEmpty() ? Decision.nothing() : Decision.accept(new VisitEvent.Disagreed(fresh));
    }

    private static Decision<VisitEvent> leave(VisitState s, Instant at, Instant now) {
        if (s.status() == VisitStatus.LEFT) {
            return Decision.nothing();
        }
        var flaw = flaw(s, at, now);
        return flaw != null ? Decision.refuse(flaw) : Decision.accept(new VisitEvent.Left(moment(at, now)));
    }

    private static Decision<VisitEvent> step(
            VisitState s, Instant at, Instant now, VisitStatus from, VisitEvent event) {
        if (s.status() == VisitStatus.PRESENT) {
            return Decision.nothing();
        }
        if (s.status() != from) {
            return Decision.refuse(transition("visit-over", s, List.of()));
        }
        var flaw = flaw(s, at, now);
        return flaw != null ? Decision.refuse(flaw) : Decision.accept(event);
    }

    /** Nothing can be observed before the visit began. */
    private static Refusal flaw(VisitState s, Instant at, Instant now) {
        var flaw = Observed.flaw("observedAt", at, now);
        return flaw == null && moment(at, now).isBefore(s.arrivedAt())
                ? Refusal.invalid(
                        "observedAt", Explanation.beside(Visit.class, "before-arrival", "arrived", s.arrivedAt()))
                : flaw;
    }

    /** A phone's clock may be ahead of ours: an observation can't be later than its arrival. */
    private static Instant moment(Instant said, Instant now) {
        return said == null || said.isAfter(now) ? now : said;
    }

    private static Refusal transition(String code, VisitState s, List<String> allowed, Object... named) {
        return new Refusal(
                Reason.TRANSITION,
                null,
                Explanation.beside(Visit.class, code, named),
                s.status().toString(),
                allowed);
    }
}
