package nl.tafelzicht.engine.access;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.engine.access.Accounts.Account;

/**
 * Accounts for an exercise, by name and by pattern, all with the same well-known password: only for a hub that listens
 * on loopback.
 */
public final class DemoAccounts {

    private static final String PASSWORD = "demo";
    private static final Pattern OF_MUNICIPALITY = Pattern.compile("(mayor|police|prosecutor|municipality)-(GM\\d{4})");
    private static final Pattern CHAIR = Pattern.compile("chair-((GM\\d{4})-[1-9]\\d{0,5}(\\.[1-9]\\d?)?)");
    /** {@code observer-odihr} and {@code observer-odihr.2} belong to the same organisation. */
    private static final Pattern OF_ORGANISATION =
            Pattern.compile("(partner|observer)-([A-Za-z0-9-]{1,40})(\\.[1-9]\\d?)?");

    private final String hash = Passwords.hashOfWhatEveryoneKnows(PASSWORD);
    private final Map<String, Account> named = Map.of(
            "operator", national("operator", Role.TABLE_OPERATOR, Tlp.AMBER_STRICT, "Verkiezingstafel"),
            "bzk", national("bzk", Role.TABLE_MEMBER, Tlp.AMBER_STRICT, "BZK"),
            "kiesraad", national("kiesraad", Role.TABLE_MEMBER, Tlp.AMBER, "Kiesraad"),
            "vng", national("vng", Role.TABLE_MEMBER, Tlp.AMBER, "VNG"),
            "nctv", national("nctv", Role.TABLE_MEMBER, Tlp.RED, "NCTV"),
            "auditor", national("auditor", Role.AUDITOR, Tlp.RED, "Audit"),
            "admin", national("admin", Role.ADMIN, Tlp.CLEAR, "Beheer"));

    /** @return the account, or {@code null} when neither a name nor a pattern fits */
    Account find(String name) {
        var known = named.get(name);
        if (known != null) {
            return known;
        }
        var local = OF_MUNICIPALITY.matcher(name);
        if (local.matches()) {
            return account(name, Accounts.role(local.group(1)), local.group(2), null, Tlp.AMBER, local.group(2));
        }
        var chair = CHAIR.matcher(name);
        if (chair.matches()) {
            return account(name, Role.STATION_CHAIR, chair.group(2), chair.group(1), Tlp.GREEN, chair.group(2));
        }
        var sent = OF_ORGANISATION.matcher(name);
        if (sent.matches()) {
            var role = Set.of(Accounts.role(sent.group(1)));
            return new Account(new Principal(name, role, Set.of(), null, Tlp.GREEN, sent.group(2)), hash);
        }
        return null;
    }

    /**
     * Names of the demo accounts that have a role for a place.
     *
     * @param municipality {@code null} for roles that look at the whole country
     */
    List<String> withRole(Role role, String municipality) {
        if (municipality != null) {
            return find(role + "-" + municipality) == null ? List.of() : List.of(role + "-" + municipality);
        }
        return named.values().stream()
                .map(Account::principal)
                .filter(p -> p.roles().contains(role))
                .map(Principal::name)
                .toList();
    }

    /** @throws IllegalArgumentException when there is no such account */
    public Principal principal(String name) {
        var account = find(name);
        if (account == null) {
            throw new IllegalArgumentException("no demo account is called " + name);
        }
        return account.principal();
    }

    private Account national(String name, Role role, Tlp clearance, String organisation) {
        return account(name, role, Principal.ANYWHERE, null, clearance, organisation);
    }

    private Account account(
            String name, Role role, String municipality, String station, Tlp clearance, String organisation) {
        return new Account(
                new Principal(name, Set.of(role), Set.of(municipality), station, clearance, organisation), hash);
    }
}
