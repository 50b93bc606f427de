package nl.tafelzicht.subject.tolerance.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.EscalationLevel;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Visibility;
import nl.tafelzicht.subject.tolerance.domain.ToleranceState.Agreement;
import nl.tafelzicht.subject.tolerance.domain.ToleranceState.Withdrawal;

/**
 * A tolerance limit (tolerantiegrens) for demonstrations around polling places, as the security triangle of a
 * municipality agrees it.
 */
public record ToleranceLimit(ToleranceState state, int version) implements Entity {

    public static final Kind<ToleranceLimit> KIND =
            new Kind<>("tolerance-limit", "toleranceLimits", 30, ToleranceLimit.class);

    /** All of these must agree before it is in force. */
    static final Set<Role> PARTIES = EscalationLevel.TRIANGLE.roles();

    @Override
    public String id() {
        return state.id();
    }

    @Override
    public long seq() {
        return state.seq();
    }

    @Override
    public Visibility visibility() {
        return Visibility.of(state.municipality().code(), Visibility.LOCAL, Tlp.GREEN);
    }

    public boolean isInForce() {
        return state.status() == ToleranceStatus.IN_FORCE;
    }

    public static ToleranceLimit evolve(ToleranceLimit before, String id, ToleranceEvent event, EventMetadata o) {
        if (event instanceof ToleranceEvent.Proposed e) {
            return limit(id, e.municipality(), e.terms(), 1, List.of(new Agreement(e.role(), o.actor(), o.at())), o);
        }
        if (before == null) {
            throw new IllegalStateException(
                    "the first event of a limit proposes it, not " + event + " at seq " + o.seq());
        }
        var s = before.state;
        if (event instanceof ToleranceEvent.Changed e) {
            return limit(
                    id,
                    s.municipality(),
                    e.terms(),
                    e.revision(),
                    List.of(new Agreement(e.role(), o.actor(), o.at())),
                    o);
        }
        if (event instanceof ToleranceEvent.Withdrawn e) {
            return new ToleranceLimit(
                    new ToleranceState(
                            id,
                            s.municipality(),
                            s.terms(),
                            s.revision(),
                            ToleranceStatus.WITHDRAWN,
                            s.agreements(),
                            new Withdrawal(e.reason(), e.role(), o.actor(), o.at()),
                            o.at(),
                            o.seq()),
                    o.version());
        }
        var agreements = new ArrayList<>(s.agreements());
        agreements.add(new Agreement(((ToleranceEvent.Agreed) event).role(), o.actor(), o.at()));
        return limit(id, s.municipality(), s.terms(), s.revision(), List.copyOf(agreements), o);
    }

    private static ToleranceLimit limit(
            String id,
            Municipality municipality,
            Terms terms,
            int revision,
            List<Agreement> agreements,
            EventMetadata o) {
        boolean all = PARTIES.stream().allMatch(party -> agreements.stream().anyMatch(a -> a.role() == party));
        return new ToleranceLimit(
                new ToleranceState(
                        id,
                        municipality,
                        terms,
                        revision,
                        all ? ToleranceStatus.IN_FORCE : ToleranceStatus.PROPOSED,
                        agreements,
                        null,
                        o.at(),
                        o.seq()),
                o.version());
    }
}
