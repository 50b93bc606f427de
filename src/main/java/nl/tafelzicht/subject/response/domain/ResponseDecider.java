package nl.tafelzicht.subject.response.domain;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Refusal;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Visibility;
import nl.tafelzicht.subject.narrative.domain.Fact;
import nl.tafelzicht.subject.narrative.domain.Facts;
import nl.tafelzicht.subject.narrative.domain.Narrative;
import nl.tafelzicht.subject.response.domain.Platforms.Platform;

/**
 * The rules of a response; its life cycle is in {@link ResponseStatus}. Two pairs of eyes: nobody approves a text that
 * they wrote part of. Pure.
 */
public final class ResponseDecider {

    static final int MOST_OUTCOMES = 50;

    private final Narrative narrative;
    private final Facts facts;
    private final Platforms platforms;
    private final String actor;

    /**
     * @param narrative that it answers, or {@code null} when there is none
     * @param facts about that claim now, without those for named readers only
     * @param actor who asks
     */
    public ResponseDecider(Narrative narrative, Facts facts, Platforms platforms, String actor) {
        this.narrative = narrative;
        this.facts = facts;
        this.platforms = platforms;
        this.actor = actor;
    }

    /** @param response its present state, or {@code null} when there is none yet */
    public Decision<ResponseEvent> decide(Response response, ResponseCommand command) {
        if (command instanceof ResponseCommand.Propose c) {
            return propose(c);
        }
        var s = response.state();
        if (command instanceof ResponseCommand.Check) {
            return check(response);
        }
        if (command instanceof ResponseCommand.Revise c) {
            return revise(s, c);
        }
        if (command instanceof ResponseCommand.Approve c) {
            return approve(s, c);
        }
        if (command instanceof ResponseCommand.Reject c) {
            return s.state() == ResponseStatus.PROPOSED
                    ? Decision.accept(new ResponseEvent.Rejected(c.reason(), c.role()))
                    : refused(s, Explanation.of("not-proposed-for-rejection"));
        }
        if (command instanceof ResponseCommand.Publish c) {
            return publish(s, c);
        }
        if (command instanceof ResponseCommand.Send c) {
            return send(s, c);
        }
        if (command instanceof ResponseCommand.RecordOutcome c) {
            return outcome(s, c);
        }
        if (command instanceof ResponseCommand.Withdraw c) {
            return withdraw(s, c);
        }
        return uphold(s, (ResponseCommand.Uphold) command);
    }

    private Decision<ResponseEvent> propose(ResponseCommand.Propose c) {
        if (narrative == null) {
            return Decision.refuse(Refusal.unknown(Explanation.of("unknown-narrative")));
        }
        var n = narrative.state();
        if (!n.isOpen()) {
            return Decision.refuse(new Refusal(
                    Refusal.Reason.TRANSITION,
                    "state",
                    Explanation.of("alert-closed"),
                    n.state().toString(),
                    n.state().next().stream().map(Object::toString).toList()));
        }
        var wrong = wrong(c.kind(), c.content());
        if (wrong != null) {
            return Decision.refuse(wrong);
        }
        var marking = n.marking().compareTo(Tlp.AMBER) < 0 ? Tlp.AMBER : n.marking();
        return Decision.accept(new ResponseEvent.Proposed(
                n.id(),
                c.kind(),
                c.content(),
                n.about().municipalities(),
                marking,
                narrative.visibility().recipients(),
                basis(c.kind(), c.content()),
                basisSeq(c.kind()),
                c.role()));
    }

    private List<Fact> basis(ResponseKind kind, ResponseContent content) {
        if (kind != ResponseKind.REBUTTAL) {
            return List.of();
        }
        return facts.facts().stream()
                .filter(f -> content.cites().contains(f.key()))
                .toList();
    }

    private long basisSeq(ResponseKind kind) {
        return kind == ResponseKind.REBUTTAL ? facts.seq() : 0;
    }

    /** @return what is missing or not allowed, or {@code null} */
    private Refusal wrong(ResponseKind kind, ResponseContent c) {
        if (blank(c.text()) && kind != ResponseKind.TRUSTED_FLAG) {
            return Refusal.invalid(
                    "text", kind == ResponseKind.MONITOR ? Explanation.of("why-nothing") : Explanation.of("mandatory"));
        }
        return switch (kind) {
            case REBUTTAL -> rebuttal(c);
            case TRUSTED_FLAG -> flag(c);
            case DSA_NOTICE -> notice(c);
            case PARTNER_NOTICE -> partnerNotice(c);
            case MONITOR -> null;
        };
    }

    private Refusal rebuttal(ResponseContent c) {
        if (blank(c.title())) {
            return Refusal.invalid("title", Explanation.of("rebuttal-needs-title"));
        }
        if (c.channels() == null || c.channels().isEmpty()) {
            return Refusal.invalid("channels", Explanation.of("no-channel"));
        }
        if (c.cites() == null || c.cites().isEmpty()) {
            return Refusal.invalid("cites", Explanation.of("rebuttal-needs-facts"));
        }
        var unverified = c.cites().stream()
                .filter(k -> k.isUnverified()
                        && facts.fact(k) != null
                        && facts.fact(k).count() > 0)
                .findFirst();
        if (unverified.isPresent()) {
            return Refusal.invalid("cites", Explanation.of("fact-not-verified", "fact", unverified.get()));
        }
        var moving = c.cites().stream().filter(k -> !k.canBeCited()).findFirst();
        return moving.map(k -> Refusal.invalid("cites", Explanation.of("fact-changes-by-itself", "fact", k)))
                .orElse(null);
    }

    /** Only in special cases, with grounds and proportionality, and only where the status exists. */
    private Refusal flag(ResponseContent c) {
        var wrong = post(c);
        if (wrong != null) {
            return wrong;
        }
        var platform = platforms.find(c.platform());
        if (!platform.trustedFlagger()) {
            return new Refusal(
                    Refusal.Reason.TRANSITION,
                    "kind",
                    platform.note() == null
                            ? Explanation.of("no-flagger-path", "platform", platform.name())
                            : Explanation.of(
                                    "no-flagger-path-because", "platform", platform.name(), "note", platform.note()),
                    platform.name(),
                    List.of(ResponseKind.DSA_NOTICE.toString()));
        }
        return blank(c.proportionality())
                ? Refusal.invalid("proportionality", Explanation.of("why-nothing-lighter"))
                : null;
    }

    private Refusal notice(ResponseContent c) {
        return post(c);
    }

    private Refusal post(ResponseContent c) {
        if (blank(c.platform())) {
            return Refusal.invalid("platform", Explanation.of("mandatory"));
        }
        if (platforms.find(c.platform()) == null) {
            return Refusal.invalid(
                    "platform",
                    Explanation.of(
                            "unknown-platform",
                            "platform",
                            c.platform(),
                            "platforms",
                            platforms.platforms().stream().map(Platform::name).toList()));
        }
        if (blank(c.url())) {
            return Refusal.invalid("url", Explanation.of("no-url"));
        }
        if (c.ground() == null) {
            return Refusal.invalid("ground", Explanation.of("mandatory"));
        }
        return blank(c.grounds()) ? Refusal.invalid("grounds", Explanation.of("reason-missing")) : null;
    }

    private Refusal partnerNotice(ResponseContent c) {
        if (c.partners() == null || c.partners().isEmpty()) {
            return Refusal.invalid("partners", Explanation.of("no-partners"));
        }
        if (narrative.everVisible().isFullFor(Set.of(), c.partners())) {
            return Refusal.invalid("partners", Explanation.of("told-to-too-many", "most", Visibility.MOST_NAMED));
        }
        var marking = narrative.state().marking();
        if (marking == Tlp.RED
                || marking == Tlp.AMBER_STRICT
                        && !narrative.visibility().recipients().containsAll(c.partners())) {
            return Refusal.invalid(
                    "partners",
                    Explanation.of(
                            marking == Tlp.RED ? "stays-with-readers" : "stays-with-organisations",
                            "marking",
                            marking));
        }
        return null;
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }

    private Decision<ResponseEvent> revise(ResponseState s, ResponseCommand.Revise c) {
        if (s.state() != ResponseStatus.PROPOSED) {
            return refused(s, Explanation.of("not-proposed-for-revision"));
        }
        var wrong = wrong(s.kind(), c.content());
        return wrong != null
                ? Decision.refuse(wrong)
                : Decision.accept(new ResponseEvent.Revised(
                        c.content(), basis(s.kind(), c.content()), basisSeq(s.kind()), c.role()));
    }

    /** By another person than the author, on facts that are still true, on a platform where it is still possible. */
    private Decision<ResponseEvent> approve(ResponseState s, ResponseCommand.Approve c) {
        if (s.state() != ResponseStatus.PROPOSED) {
            return refused(s, Explanation.of("not-proposed-for-approval"));
        }
        if (s.authors().contains(actor)) {
            return Decision.refuse(Refusal.notYours(Explanation.of("own-draft")));
        }
        if (!narrative.state().isOpen()) {
            return refused(s, Explanation.of("alert-closed-meanwhile"));
        }
        var wrong = wrong(s.kind(), s.content());
        if (wrong != null) {
            return Decision.refuse(wrong);
        }
        if (c.seq() == null) {
            return Decision.refuse(Refusal.invalid("seq", Explanation.of("approve-what-was-read")));
        }
        if (c.seq() != s.seq()) {
            return refused(s, Explanation.of("changed-since-read"));
        }
        var differences = facts.differencesFrom(s.basis());
        if (!differences.isEmpty()) {
            return refused(s, Explanation.of("outdated-draft", "changed", keys(differences)));
        }
        return Decision.accept(new ResponseEvent.Approved(basis(s.kind(), s.content()), basisSeq(s.kind()), c.role()));
    }

    private static String keys(List<Facts.Difference> differences) {
        return differences.stream()
                .map(d ->
                        d.was().key() + " " + d.was().count() + " → " + d.now().count())
                .collect(Collectors.joining(", "));
    }

    private Decision<ResponseEvent> publish(ResponseState s, ResponseCommand.Publish c) {
        if (s.kind() != ResponseKind.REBUTTAL) {
            return refused(s, Explanation.of("not-published", "kind", s.kind()));
        }
        if (s.state() != ResponseStatus.APPROVED) {
            return refused(s, Explanation.of("not-approved-for-publication"));
        }
        var differences = facts.differencesFrom(s.basis());
        if (s.challenge() != null || !differences.isEmpty()) {
            return refused(
                    s,
                    Explanation.of(
                            "outdated-approval",
                            "changed",
                            keys(s.challenge() != null ? s.challenge().differences() : differences)));
        }
        return Decision.accept(new ResponseEvent.Published(c.reference(), c.role()));
    }

    private Decision<ResponseEvent> send(ResponseState s, ResponseCommand.Send c) {
        if (s.kind() == ResponseKind.REBUTTAL || s.kind() == ResponseKind.MONITOR) {
            return refused(s, Explanation.of("not-sent", "kind", s.kind()));
        }
        if (s.state() != ResponseStatus.APPROVED) {
            return refused(s, Explanation.of("not-approved-for-dispatch"));
        }
        var wrong = wrong(s.kind(), s.content());
        return wrong != null
                ? Decision.refuse(wrong)
                : Decision.accept(new ResponseEvent.Sent(c.reference(), c.role()));
    }

    private Decision<ResponseEvent> outcome(ResponseState s, ResponseCommand.RecordOutcome c) {
        if (!s.kind().isForPlatform()) {
            return refused(s, Explanation.of("no-outcome-here", "kind", s.kind()));
        }
        if (s.state() != ResponseStatus.SENT) {
            return refused(s, Explanation.of("not-sent-yet"));
        }
        if (s.outcomes().size() >= MOST_OUTCOMES) {
            return refused(s, Explanation.of("outcomes-full", "most", MOST_OUTCOMES));
        }
        return Decision.accept(new ResponseEvent.OutcomeRecorded(c.decision(), c.note(), c.role()));
    }

    private Decision<ResponseEvent> withdraw(ResponseState s, ResponseCommand.Withdraw c) {
        if (s.state().isOver() || s.state() == ResponseStatus.SENT) {
            return refused(
                    s,
                    s.state() == ResponseStatus.SENT
                            ? Explanation.of("sent-already")
                            : Explanation.of("already-so", "state", s.state()));
        }
        return Decision.accept(new ResponseEvent.Withdrawn(c.reason(), c.role()));
    }

    private Decision<ResponseEvent> uphold(ResponseState s, ResponseCommand.Uphold c) {
        if (s.challenge() == null) {
            return refused(s, Explanation.of("nothing-changed"));
        }
        return Decision.accept(
                new ResponseEvent.Upheld(basis(s.kind(), s.content()), basisSeq(s.kind()), c.reason(), c.role()));
    }

    /**
     * Its facts and its marking follow those of the alert; but text that was written under a marking does not reach a
     * wider audience until somebody opens the alert's earlier text, too.
     */
    private Decision<ResponseEvent> check(Response response) {
        var s = response.state();
        var n = narrative.state();
        var marking = n.marking().compareTo(Tlp.AMBER) < 0 ? Tlp.AMBER : n.marking();
        boolean kept = marking.compareTo(s.marking()) < 0
                && !narrative.earlier().eras().isEmpty();
        if (!kept
                && (marking != s.marking()
                        || !narrative
                                .visibility()
                                .recipients()
                                .equals(response.visibility().recipients())
                        || !n.about().municipalities().equals(s.municipalities()))) {
            return Decision.accept(new ResponseEvent.Remarked(
                    marking, narrative.visibility().recipients(), n.about().municipalities()));
        }
        if (!response.mustHold()) {
            return Decision.nothing();
        }
        var differences = facts.differencesFrom(s.basis());
        if (s.challenge() != null || differences.isEmpty()) {
            return Decision.nothing();
        }
        return Decision.accept(new ResponseEvent.Challenged(differences, facts.seq()));
    }

    private static Decision<ResponseEvent> refused(ResponseState s, Explanation why) {
        Set<String> next = new TreeSet<>(s.state().next(s.kind()));
        return Decision.refuse(
                new Refusal(Refusal.Reason.TRANSITION, "state", why, s.state().toString(), List.copyOf(next)));
    }
}
