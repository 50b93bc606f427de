package nl.tafelzicht.engine.access;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Refusal;
import nl.tafelzicht.election.Refusal.Reason;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.engine.access.Rights.Reach;
import nl.tafelzicht.engine.access.Rights.Right;

/**
 * The rules for accounts of the hub's own log-in and for who may change them: the same for the page and for the command
 * line. Each refusal names its field.
 */
public final class AccountRules {

    public static final int SHORTEST_PASSWORD = 12;
    /** The log-in accepts no longer password. */
    static final int LONGEST_PASSWORD = 200;

    /** The log-in accepts no longer name. */
    static final int LONGEST_NAME = 100;

    static final int LONGEST_ORGANISATION = 200;
    private static final int MOST_MUNICIPALITIES = 400;

    private static final Pattern MUNICIPALITY = Pattern.compile("\\*|GM\\d{4}");
    private static final Pattern STATION = Pattern.compile("GM\\d{4}-\\d{1,10}(\\.\\d{1,2})?");
    /** Without characters that are easily confused on paper or when read aloud. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int GROUPS = 4;
    private static final int GROUP = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private AccountRules() {}

    /** @return why this is no valid name of an account, or {@code null} */
    public static Refusal misfitOfName(String name) {
        boolean readable = name != null
                && name.equals(name.strip())
                && name.length() <= LONGEST_NAME
                && name.chars().noneMatch(Character::isISOControl)
                && name.chars().anyMatch(Character::isLetterOrDigit);
        return readable ? null : Refusal.invalid("name", Explanation.of("account-name", "most", LONGEST_NAME));
    }

    /** @return why this is no valid password, or {@code null} */
    public static Refusal misfitOfPassword(String password) {
        if (password == null || password.length() < SHORTEST_PASSWORD) {
            return Refusal.invalid("password", Explanation.of("password-too-short", "least", SHORTEST_PASSWORD));
        }
        return password.length() > LONGEST_PASSWORD
                ? Refusal.invalid("password", Explanation.of("password-too-long", "most", LONGEST_PASSWORD))
                : null;
    }

    /** @return everything that is invalid; empty when it is valid */
    public static List<Refusal> misfits(AccountTerms terms) {
        var wrong = new ArrayList<Refusal>();
        if (terms.roles().isEmpty()) {
            wrong.add(Refusal.invalid("roles", Explanation.of("role-missing")));
        }
        var roles = new ArrayList<Role>();
        for (var word : terms.roles()) {
            role(word, roles, wrong);
        }
        terms.municipalities().stream()
                .filter(code -> !MUNICIPALITY.matcher(code).matches())
                .findFirst()
                .ifPresent(code -> wrong.add(
                        Refusal.invalid("municipalities", Explanation.of("municipality-code", "code", code))));
        if (terms.municipalities().size() > MOST_MUNICIPALITIES) {
            wrong.add(Refusal.invalid(
                    "municipalities", Explanation.of("too-many-municipalities", "most", MOST_MUNICIPALITIES)));
        }
        roles.stream()
                .filter(role -> Rights.reach(role, Right.SEE) == Reach.MUNICIPALITY)
                .filter(role -> terms.municipalities().isEmpty())
                .findFirst()
                .ifPresent(role -> wrong.add(
                        Refusal.invalid("municipalities", Explanation.of("role-needs-municipality", "role", role))));
        station(terms, roles, wrong);
        if (Stream.of(Tlp.values()).noneMatch(t -> t.toString().equals(terms.clearance()))) {
            wrong.add(Refusal.invalid("clearance", Explanation.of("not-one-of", "values", List.of(Tlp.values()))));
        }
        if (terms.organisation().length() > LONGEST_ORGANISATION
                || terms.organisation().chars().anyMatch(Character::isISOControl)) {
            wrong.add(
                    Refusal.invalid("organisation", Explanation.of("organisation-name", "most", LONGEST_ORGANISATION)));
        }
        return wrong;
    }

    private static void role(String word, List<Role> roles, List<Refusal> wrong) {
        Stream.of(Role.values())
                .filter(role -> role.toString().equals(word))
                .findFirst()
                .ifPresentOrElse(
                        roles::add,
                        () -> wrong.add(Refusal.invalid(
                                "roles",
                                Explanation.of(
                                        "unknown-role",
                                        "role",
                                        word,
                                        "roles",
                                        Stream.of(Role.values())
                                                .map(Role::toString)
                                                .sorted()
                                                .toList()))));
    }

    private static void station(AccountTerms terms, List<Role> roles, List<Refusal> wrong) {
        if (terms.station() == null) {
            if (roles.contains(Role.STATION_CHAIR)) {
                wrong.add(Refusal.invalid("station", Explanation.of("chair-needs-station")));
            }
        } else if (!STATION.matcher(terms.station()).matches()) {
            wrong.add(Refusal.invalid("station", Explanation.of("station-id", "id", terms.station())));
        }
    }

    /**
     * Prevents administrators from locking out themselves or everybody by accident, and anybody from giving themselves
     * a role.
     *
     * @param by the account that makes the change
     * @param name the account that is changed
     * @param before its roles
     * @param after its roles; empty when it is removed
     * @param otherAdmins number of other accounts with the administrator's role
     * @return why the change is refused, or {@code null}
     */
    public static Refusal harm(String by, String name, List<String> before, List<String> after, long otherAdmins) {
        var admin = Role.ADMIN.toString();
        if (by.equals(name)) {
            return after.isEmpty()
                    ? refused("own-account-removed")
                    : Set.copyOf(before).equals(Set.copyOf(after)) ? null : refused("own-account-roles");
        }
        boolean remains = !before.contains(admin) || after.contains(admin) || otherAdmins > 0;
        return remains ? null : refused("last-admin");
    }

    /**
     * Refuses a generated password for one's own account: it would be shown on a page whose session ends with the
     * change.
     */
    public static Refusal harmOfReset(String by, String name, boolean made) {
        return made && by.equals(name) ? refused("own-password-made") : null;
    }

    private static Refusal refused(String code) {
        return new Refusal(Reason.TRANSITION, null, Explanation.of(code), null, List.of());
    }

    /** A random password: 79 bits, in groups that can be read aloud. */
    public static String newPassword() {
        return IntStream.range(0, GROUPS)
                .mapToObj(i -> IntStream.range(0, GROUP)
                        .mapToObj(j -> String.valueOf(LETTERS.charAt(RANDOM.nextInt(LETTERS.length()))))
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("-"));
    }
}
