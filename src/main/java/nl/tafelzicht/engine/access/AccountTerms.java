package nl.tafelzicht.engine.access;

import java.util.LinkedHashSet;
import java.util.List;

/**
 * The requested properties of an account, not yet checked; {@link AccountRules} says whether they are valid.
 *
 * @param roles in the words of {@link nl.tafelzicht.election.Role}
 * @param municipalities CBS codes for which the roles hold, or {@link Principal#ANYWHERE}
 * @param station the station of a chair, or {@code null}
 * @param clearance in the words of {@link nl.tafelzicht.election.Tlp}
 */
public record AccountTerms(
        List<String> roles, List<String> municipalities, String station, String clearance, String organisation) {

    private static final String CLEARANCE = "GREEN";

    public AccountTerms {
        roles = distinct(roles);
        municipalities = distinct(municipalities);
        station = station == null || station.isBlank() ? null : station.strip();
        clearance = clearance == null || clearance.isBlank() ? CLEARANCE : clearance.strip();
        organisation = organisation == null ? "" : organisation.strip();
    }

    private static List<String> distinct(List<String> words) {
        return words == null
                ? List.of()
                : List.copyOf(
                        new LinkedHashSet<>(words.stream().map(String::strip).toList()));
    }
}
