package nl.tafelzicht.subject.response.domain;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.Refusal;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Visibility;
import nl.tafelzicht.subject.narrative.domain.Fact;
import nl.tafelzicht.subject.narrative.domain.Facts;
import nl.tafelzicht.subject.narrative.domain.Narrative;
import nl.tafelzicht.subject.response.domain.Platforms.Platform;

/**
 * The rules of a response; its life is drawn in {@link ResponseStatus}. Two pairs of eyes: whoever wrote any of it does
 * not approve it. Pure.
 */
public final class ResponseDecider {

    static final int MOST_OUTCOMES = 50;

    private final Narrative narrative;
    private final Facts facts;
    private final Platforms platforms;
    private final String actor;

    /**
     * @param narrative that it answers, or {@code null} when there is none
     * @param facts of now, beside that claim; not for named readers only
     * @param actor who asks
     */
    public ResponseDecider(Narrative narrative, Facts facts, Platforms platforms, String actor) {
        this.narrative = narrative;
        this.facts = facts;
        this.platforms = platforms;
        this.actor = actor;
    }

    /** @param response as it is, or {@code null} when there is none yet */
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
                    : refused(s, "only what is proposed is rejected");
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
            return Decision.refuse(Refusal.unknown("there is no such narrative"));
        }
        var n = narrative.state();
        if (!n.isOpen()) {
            return Decision.refuse(new Refusal(
                    Refusal.Reason.TRANSITION,
                    "state",
                    "the alert is closed; open it again first",
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

    /** @return what is missing or does not belong, or {@code null} */
    private Refusal wrong(ResponseKind kind, ResponseContent c) {
        if (blank(c.text()) && kind != ResponseKind.TRUSTED_FLAG) {
            return Refusal.invalid("text", kind == ResponseKind.MONITOR ? "say why nothing is done" : "is mandatory");
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
            return Refusal.invalid("title", "a rebuttal has a title");
        }
        if (c.channels() == null || c.channels().isEmpty()) {
            return Refusal.invalid("channels", "name at least one channel on which it is published");
        }
        if (c.cites() == null || c.cites().isEmpty()) {
            return Refusal.invalid("cites", "a rebuttal rests on facts; name at least one");
        }
        var unverified = c.cites().stream()
                .filter(k -> k.isUnverified()
                        && facts.fact(k) != null
                        && facts.fact(k).count() > 0)
                .findFirst();
        if (unverified.isPresent()) {
            return Refusal.invalid(
                    "cites", unverified.get() + " was said and not verified; public words do not rest on it");
        }
        var moving = c.cites().stream().filter(k -> !k.canBeCited()).findFirst();
        return moving.map(k ->
                        Refusal.invalid("cites", k + " changes by itself; a text that rests on it would never hold"))
                .orElse(null);
    }

    /** Very sparingly, with grounds and proportionality, and only where the status exists. */
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
                    "there is no trusted-flagger path to " + platform.name() + ": "
                            + (platform.note() == null ? "the status does not exist there" : platform.note())
                            + "; give an ordinary notice under the Digital Services Act instead",
                    platform.name(),
                    List.of(ResponseKind.DSA_NOTICE.toString()));
        }
        return blank(c.proportionality())
                ? Refusal.invalid("proportionality", "say why nothing lighter will do")
                : null;
    }

    private Refusal notice(ResponseContent c) {
        return post(c);
    }

    private Refusal post(ResponseContent c) {
        if (blank(c.platform())) {
            return Refusal.invalid("platform", "is mandatory");
        }
        if (platforms.find(c.platform()) == null) {
            return Refusal.invalid(
                    "platform",
                    c.platform() + " is not configured; there are "
                            + platforms.platforms().stream().map(Platform::name).collect(Collectors.joining(", ")));
        }
        if (blank(c.url())) {
            return Refusal.invalid("url", "name the post");
        }
        if (c.ground() == null) {
            return Refusal.invalid("ground", "is mandatory");
        }
        return blank(c.grounds()) ? Refusal.invalid("grounds", "say why") : null;
    }

    private Refusal partnerNotice(ResponseContent c) {
        if (c.partners() == null || c.partners().isEmpty()) {
            return Refusal.invalid("partners", "name whom it is told to");
        }
        if (narrative.everVisible().isFullFor(Set.of(), c.partners())) {
            return Refusal.invalid("partners", "the alert was told to more than " + Visibility.MOST_NAMED);
        }
        var marking = narrative.state().marking();
        if (marking == Tlp.RED
                || marking == Tlp.AMBER_STRICT
                        && !narrative.visibility().recipients().containsAll(c.partners())) {
            return Refusal.invalid(
                    "partners",
                    "the alert is marked " + marking + ": it stays with "
                            + (marking == Tlp.RED ? "those whom it names" : "the organisations that it names"));
        }
        return null;
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }

    private Decision<ResponseEvent> revise(ResponseState s, ResponseCommand.Revise c) {
        if (s.state() != ResponseStatus.PROPOSED) {
            return refused(s, "only what is proposed is revised; withdraw it and propose another");
        }
        var wrong = wrong(s.kind(), c.content());
        return wrong != null
                ? Decision.refuse(wrong)
                : Decision.accept(new ResponseEvent.Revised(
                        c.content(), basis(s.kind(), c.content()), basisSeq(s.kind()), c.role()));
    }

    /** By somebody else than wrote it, on facts that are still so, on a platform where it is still possible. */
    private Decision<ResponseEvent> approve(ResponseState s, ResponseCommand.Approve c) {
        if (s.state() != ResponseStatus.PROPOSED) {
            return refused(s, "only what is proposed is approved");
        }
        if (s.authors().contains(actor)) {
            return Decision.refuse(Refusal.notYours("two pairs of eyes: you wrote this; somebody else approves it"));
        }
        if (!narrative.state().isOpen()) {
            return refused(s, "the alert was closed meanwhile");
        }
        var wrong = wrong(s.kind(), s.content());
        if (wrong != null) {
            return Decision.refuse(wrong);
        }
        if (c.seq() == null) {
            return Decision.refuse(Refusal.invalid(
                    "seq", "is missing: whoever approves names the seq of the response as it was read"));
        }
        if (c.seq() != s.seq()) {
            return refused(s, "it has changed since it was read; read it again");
        }
        var differences = facts.differencesFrom(s.basis());
        if (!differences.isEmpty()) {
            return refused(
                    s,
                    "what it rests on has changed since it was written (" + keys(differences)
                            + "); it is to be revised");
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
            return refused(s, "a " + s.kind() + " is not published");
        }
        if (s.state() != ResponseStatus.APPROVED) {
            return refused(s, "only what somebody else approved is published");
        }
        var differences = facts.differencesFrom(s.basis());
        if (s.challenge() != null || !differences.isEmpty()) {
            return refused(
                    s,
                    "what it rests on has changed since it was approved ("
                            + keys(s.challenge() != null ? s.challenge().differences() : differences)
                            + "); uphold or withdraw it");
        }
        return Decision.accept(new ResponseEvent.Published(c.reference(), c.role()));
    }

    private Decision<ResponseEvent> send(ResponseState s, ResponseCommand.Send c) {
        if (s.kind() == ResponseKind.REBUTTAL || s.kind() == ResponseKind.MONITOR) {
            return refused(s, "a " + s.kind() + " is not sent");
        }
        if (s.state() != ResponseStatus.APPROVED) {
            return refused(s, "only what somebody else approved is sent");
        }
        var wrong = wrong(s.kind(), s.content());
        return wrong != null
                ? Decision.refuse(wrong)
                : Decision.accept(new ResponseEvent.Sent(c.reference(), c.role()));
    }

    private Decision<ResponseEvent> outcome(ResponseState s, ResponseCommand.RecordOutcome c) {
        if (!s.kind().isForPlatform()) {
            return refused(s, "a " + s.kind() + " has no outcome of a platform");
        }
        if (s.state() != ResponseStatus.SENT) {
            return refused(s, "an outcome follows on what was sent");
        }
        if (s.outcomes().size() >= MOST_OUTCOMES) {
            return refused(s, "there are " + MOST_OUTCOMES + " outcomes already");
        }
        return Decision.accept(new ResponseEvent.OutcomeRecorded(c.decision(), c.note(), c.role()));
    }

    private Decision<ResponseEvent> withdraw(ResponseState s, ResponseCommand.Withdraw c) {
        if (s.state().isOver() || s.state() == ResponseStatus.SENT) {
            return refused(
                    s,
                    s.state() == ResponseStatus.SENT
                            ? "what was sent cannot be taken back"
                            : "it is " + s.state() + " already");
        }
        return Decision.accept(new ResponseEvent.Withdrawn(c.reason(), c.role()));
    }

    private Decision<ResponseEvent> uphold(ResponseState s, ResponseCommand.Uphold c) {
        if (s.challenge() == null) {
            return refused(s, "nothing that it rests on has changed");
        }
        return Decision.accept(
                new ResponseEvent.Upheld(basis(s.kind(), s.content()), basisSeq(s.kind()), c.reason(), c.role()));
    }

    /**
     * Its facts, and its marking, follow those of the alert; but what was written under a marking goes no further than
     * that until somebody opens what was said of the alert, too.
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

    private static Decision<ResponseEvent> refused(ResponseState s, String why) {
        Set<String> next = new TreeSet<>(s.state().next(s.kind()));
        return Decision.refuse(
                new Refusal(Refusal.Reason.TRANSITION, "state", why, s.state().toString(), List.copyOf(next)));
    }
}
