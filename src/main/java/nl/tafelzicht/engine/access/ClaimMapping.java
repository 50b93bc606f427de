package nl.tafelzicht.engine.access;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Tlp;

/**
 * How an issuer's claims are translated into a principal. A claim is named by its path, such as
 * {@code realm_access.roles}; its values are the hub's own words, or are looked up in {@code values}. An unknown value
 * gives no right: a group that the table does not name is no role.
 *
 * @param name claim with the name that the journal records
 * @param roles claim with the roles
 * @param municipalities claim with CBS codes, or {@code *}
 * @param clearance claim with a TLP marking; without it GREEN
 * @param organisation claim with the organisation, for AMBER+STRICT
 * @param station claim with a chair's station
 */
public record ClaimMapping(
        String name, Claim roles, Claim municipalities, Claim clearance, Claim organisation, Claim station) {

    public static final ClaimMapping DEFAULT = new ClaimMapping(
            "preferred_username",
            new Claim("roles", null),
            new Claim("municipalities", null),
            new Claim("clearance", null),
            new Claim("organisation", null),
            new Claim("station", null));
    private static final int LONGEST_NAME = 200;

    /**
     * @param claim path of the claim
     * @param values translations of its values; {@code null} when they are the hub's own words
     */
    public record Claim(String claim, Map<String, List<String>> values) {}

    /** Fills in {@link #DEFAULT} for everything that a file leaves out. */
    public ClaimMapping withDefaults() {
        return new ClaimMapping(
                name == null ? DEFAULT.name : name,
                or(roles, DEFAULT.roles),
                or(municipalities, DEFAULT.municipalities),
                or(clearance, DEFAULT.clearance),
                or(organisation, DEFAULT.organisation),
                or(station, DEFAULT.station));
    }

    private static Claim or(Claim claim, Claim otherwise) {
        return claim == null ? otherwise : claim;
    }

    /** @throws IllegalArgumentException that says which claim is missing or invalid */
    public Principal principal(Map<String, Object> claims) {
        var who = at(claims, name).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no claim " + name));
        if (who.isBlank() || who.length() > LONGEST_NAME || who.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the claim " + name + " is not a name");
        }
        var known = Set.of(Role.values()).stream().collect(Collectors.toMap(Role::toString, r -> r));
        Set<Role> held = read(claims, roles).stream()
                .filter(known::containsKey)
                .map(known::get)
                .collect(Collectors.toUnmodifiableSet());
        if (held.isEmpty()) {
            throw new IllegalArgumentException("the claim " + roles.claim + " gives no role in this hub");
        }
        var places = read(claims, municipalities);
        for (var place : places) {
            if (!place.equals(Principal.ANYWHERE) && !place.matches("GM\\d{4}")) {
                throw new IllegalArgumentException(
                        "the claim " + municipalities.claim + " is GM and four digits, or *");
            }
        }
        var marking = read(claims, clearance).stream().findFirst().map(Tlp::of).orElse(Tlp.GREEN);
        var chair = read(claims, station).stream().findFirst().orElse(null);
        if (chair != null && !chair.matches("GM\\d{4}-\\d+(\\.\\d+)?")) {
            throw new IllegalArgumentException("the claim " + station.claim + " is an id such as GM0363-12");
        }
        return new Principal(
                who,
                held,
                Set.copyOf(places),
                chair,
                marking,
                read(claims, organisation).stream().findFirst().orElse(""));
    }

    private static Set<String> read(Map<String, Object> claims, Claim claim) {
        var found = new LinkedHashSet<String>();
        for (var value : at(claims, claim.claim)) {
            if (claim.values == null) {
                found.add(value);
            } else {
                found.addAll(claim.values.getOrDefault(value, List.of()));
            }
        }
        return found;
    }

    /** The values of a claim: one, or a list of them. */
    private static List<String> at(Map<String, Object> claims, String path) {
        Object value = claims.get(path);
        if (value == null && path.contains(".")) {
            value = claims;
            for (var step : path.split("\\.")) {
                value = value instanceof Map<?, ?> m ? m.get(step) : null;
            }
        }
        if (value instanceof Collection<?> c) {
            return c.stream().map(String::valueOf).toList();
        }
        return value == null ? List.of() : List.of(String.valueOf(value));
    }
}
