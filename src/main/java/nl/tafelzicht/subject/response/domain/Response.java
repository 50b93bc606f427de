package nl.tafelzicht.subject.response.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Visibility;
import nl.tafelzicht.subject.narrative.domain.Fact;
import nl.tafelzicht.subject.response.domain.ResponseState.Act;
import nl.tafelzicht.subject.response.domain.ResponseState.Challenge;

/**
 * What is done about a claim: the state for the decider, the entity in the picture and, in its {@code state}, what
 * viewers get.
 */
public record Response(ResponseState state, int version, Visibility visibility, Visibility everVisible)
        implements Entity {

    public static final Kind<Response> KIND = new Kind<>("response", "responses", 100, Response.class);

    /** Its place in the life cycle; {@code state} in the API. */
    public ResponseStatus status() {
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

    /** Whether its facts must be true now: it is a rebuttal that was approved. */
    public boolean mustHold() {
        return state.kind() == ResponseKind.REBUTTAL && ResponseStatus.STANDING.contains(state.state());
    }

    /** The response after an event; {@code before} is {@code null} for the first. */
    public static Response evolve(Response before, String id, ResponseEvent event, EventMetadata o) {
        if (event instanceof ResponseEvent.Proposed e) {
            return proposed(id, e, o);
        }
        if (before == null) {
            throw new IllegalStateException(
                    "the first event of a response proposes it, not " + event + " at seq " + o.seq());
        }
        var next = new Draft(before.state);
        var visible = before.visibility;
        if (event instanceof ResponseEvent.Revised e) {
            next.content = e.content();
            next.rest(e.basis(), e.basisSeq());
            next.proposed = new Act(o.actor(), e.role(), o.at(), null);
            next.authors = with(next.authors, o.actor());
        } else if (event instanceof ResponseEvent.Approved e) {
            next.rest(e.basis(), e.basisSeq());
            next.approved = new Act(o.actor(), e.role(), o.at(), null);
            next.become(next.kind() == ResponseKind.MONITOR ? ResponseStatus.MONITORING : ResponseStatus.APPROVED, o);
        } else if (event instanceof ResponseEvent.Rejected e) {
            next.rejected = new Act(o.actor(), e.role(), o.at(), e.reason());
            next.become(ResponseStatus.REJECTED, o);
        } else if (event instanceof ResponseEvent.Published e) {
            next.carryOut(ResponseStatus.PUBLISHED, e.reference(), e.role(), o);
        } else if (event instanceof ResponseEvent.Sent e) {
            next.carryOut(ResponseStatus.SENT, e.reference(), e.role(), o);
        } else if (event instanceof ResponseEvent.OutcomeRecorded e) {
            next.outcomes = and(next.outcomes, new Outcome(e.decision(), e.note(), o.actor(), o.at()));
        } else if (event instanceof ResponseEvent.Withdrawn e) {
            next.withdrawn = new Act(o.actor(), e.role(), o.at(), e.reason());
            next.challenge = null;
            next.become(ResponseStatus.WITHDRAWN, o);
        } else if (event instanceof ResponseEvent.Challenged e) {
            next.challenge = new Challenge(e.differences(), o.at(), e.factsSeq());
        } else if (event instanceof ResponseEvent.Upheld e) {
            next.rest(e.basis(), e.basisSeq());
        } else {
            var e = (ResponseEvent.Remarked) event;
            next.marking = e.marking();
            next.municipalities = e.municipalities();
            visible = visible.in(codes(e.municipalities())).marked(e.marking(), e.recipients());
        }
        return new Response(next.at(o.seq()), o.version(), visible, before.everVisible.or(visible));
    }

    private static Response proposed(String id, ResponseEvent.Proposed e, EventMetadata o) {
        var state = new ResponseState(
                id,
                e.narrative(),
                e.kind(),
                e.content(),
                e.municipalities(),
                e.marking(),
                ResponseStatus.PROPOSED,
                o.at(),
                e.basis(),
                e.basisSeq(),
                null,
                new Act(o.actor(), e.role(), o.at(), null),
                List.of(o.actor()),
                null,
                null,
                null,
                null,
                List.of(),
                null,
                o.seq());
        var visibility = new Visibility(
                codes(e.municipalities()), null, Visibility.LOCAL, e.marking(), e.recipients(), Set.of());
        return new Response(state, o.version(), visibility, visibility);
    }

    private static Set<String> codes(List<Municipality> municipalities) {
        return municipalities.stream().map(Municipality::code).collect(Collectors.toUnmodifiableSet());
    }

    private static <T> List<T> and(List<T> list, T last) {
        var all = new ArrayList<>(list);
        all.add(last);
        return List.copyOf(all);
    }

    private static List<String> with(List<String> names, String name) {
        var all = new LinkedHashSet<>(names);
        all.add(name);
        return List.copyOf(all);
    }

    /** The next state, built field by field. */
    private static final class Draft {
        private final ResponseState s;
        private ResponseContent content;
        private List<Municipality> municipalities;
        private Tlp marking;
        private ResponseStatus status;
        private Instant since;
        private List<Fact> basis;
        private long basisSeq;
        private Challenge challenge;
        private Act proposed;
        private List<String> authors;
        private Act approved;
        private Act rejected;
        private Act carriedOut;
        private String reference;
        private List<Outcome> outcomes;
        private Act withdrawn;

        Draft(ResponseState s) {
            this.s = s;
            content = s.content();
            municipalities = s.municipalities();
            marking = s.marking();
            status = s.state();
            since = s.since();
            basis = s.basis();
            basisSeq = s.basisSeq();
            challenge = s.challenge();
            proposed = s.proposed();
            authors = s.authors();
            approved = s.approved();
            rejected = s.rejected();
            carriedOut = s.carriedOut();
            reference = s.reference();
            outcomes = s.outcomes();
            withdrawn = s.withdrawn();
        }

        ResponseKind kind() {
            return s.kind();
        }

        void rest(List<Fact> facts, long seq) {
            basis = facts;
            basisSeq = seq;
            challenge = null;
        }

        void become(ResponseStatus now, EventMetadata o) {
            status = now;
            since = o.at();
        }

        void carryOut(ResponseStatus now, String where, Role role, EventMetadata o) {
            carriedOut = new Act(o.actor(), role, o.at(), null);
            reference = where;
            become(now, o);
        }

        ResponseState at(long seq) {
            return new ResponseState(
                    s.id(),
                    s.narrative(),
                    s.kind(),
                    content,
                    municipalities,
                    marking,
                    status,
                    since,
                    basis,
                    basisSeq,
                    challenge,
                    proposed,
                    authors,
                    approved,
                    rejected,
                    carriedOut,
                    reference,
                    outcomes,
                    withdrawn,
                    seq);
        }
    }
}
