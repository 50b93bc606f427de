package nl.tafelzicht.subject.count.domain;

import java.time.Instant;
import java.util.Locale;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Since;

/**
 * An objection of a voter (Kieswet J 35, N 8), and the reaction to it: no name, no number, no address.
 *
 * @param number from 1
 * @param station where it was made; {@code null} in a session of the municipality's committee
 * @param at when it was made
 * @param reaction {@code null} while there is none
 */
public record Objection(
        int number,
        String station,
        Occasion occasion,
        Instant at,
        String text,
        String by,
        Role role,
        Instant notedAt,
        Reaction reaction) {

    @Since(2)
    public enum Occasion {
        VOTING,
        COUNT,
        SESSION;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public record Reaction(String text, String by, Role role, Instant at) {}

    Objection answered(Reaction words) {
        return new Objection(number, station, occasion, at, text, by, role, notedAt, words);
    }
}
