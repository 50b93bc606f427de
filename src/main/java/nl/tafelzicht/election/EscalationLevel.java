package nl.tafelzicht.election;

import java.util.Locale;
import java.util.Set;

/** Who deals with a matter, from local to national: what nobody takes up in time moves one level up. */
public enum EscalationLevel {
    MUNICIPALITY(Set.of(Role.MUNICIPALITY)),
    TRIANGLE(Set.of(Role.MAYOR, Role.POLICE, Role.PROSECUTOR)),
    TABLE(Set.of(Role.TABLE_OPERATOR, Role.TABLE_MEMBER));

    private final Set<Role> roles;

    EscalationLevel(Set<Role> roles) {
        this.roles = roles;
    }

    /** The roles addressed at this level. */
    public Set<Role> roles() {
        return roles;
    }

    /** @return the next level, or {@code null} at the election table, the highest */
    public EscalationLevel up() {
        return this == TABLE ? null : values()[ordinal() + 1];
    }

    /** The level of a role; {@code null} for a role that escalations are never addressed to. */
    public static EscalationLevel of(Role role) {
        for (var level : values()) {
            if (level.roles.contains(role)) {
                return level;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
