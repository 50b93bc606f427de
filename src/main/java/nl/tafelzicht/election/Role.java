package nl.tafelzicht.election;

import java.util.Locale;

/** The roles of people around the election; a person may hold several. Written in kebab-case outside the program. */
public enum Role {
    TABLE_OPERATOR,
    TABLE_MEMBER,
    MAYOR,
    POLICE,
    PROSECUTOR,
    MUNICIPALITY,
    STATION_CHAIR,
    /** Sent by an organisation, or appointed for a station with restricted access. */
    @Since(2)
    OBSERVER,
    PARTNER,
    AUDITOR,
    ADMIN;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    @Override
    public String toString() {
        return word;
    }
}
