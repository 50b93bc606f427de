package nl.tafelzicht.subject.escalation;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import nl.tafelzicht.election.EscalationLevel;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.subject.duty.domain.Duty;
import nl.tafelzicht.subject.escalation.domain.EscalationState;

/**
 * Who gets a notification of an escalation: the people on duty in the roles that it is addressed to; when there are
 * none, those of the next level up, who are told why.
 *
 * @param level at which somebody is on duty; the table when nobody is anywhere
 */
record OnDuty(Set<String> accounts, EscalationLevel level) {

    /** @param posts gives the duty with an id, or {@code null} */
    static OnDuty of(EscalationState e, Function<String, Duty> posts, Instant now) {
        var level = e.addressee().level();
        var accounts = at(level, Set.copyOf(e.addressee().roles()), e, posts, now);
        while (accounts.isEmpty() && level.up() != null) {
            level = level.up();
            accounts = at(level, level.roles(), e, posts, now);
        }
        return new OnDuty(accounts, level);
    }

    private static Set<String> at(
            EscalationLevel level, Set<Role> roles, EscalationState e, Function<String, Duty> posts, Instant now) {
        var accounts = new LinkedHashSet<String>();
        roles.stream().sorted().forEach(role -> {
            var place = level == EscalationLevel.TABLE || e.municipality() == null
                    ? Duty.COUNTRY
                    : e.municipality().code();
            var duty = posts.apply(Duty.id(role, place));
            var account = duty == null ? null : duty.onDuty(now);
            if (account != null) {
                accounts.add(account);
            }
        });
        return accounts;
    }

    /** Whether nobody was on duty at the level that it was addressed to. */
    boolean isInstead(EscalationState e) {
        return accounts.isEmpty() || level != e.addressee().level();
    }
}
