package nl.tafelzicht.subject.station;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.subject.station.ImportPlan.ElectionPlan;
import nl.tafelzicht.subject.station.ImportPlan.Planned;
import nl.tafelzicht.subject.station.format.Remark;

/**
 * A file of stations that was received, on its way to {@link ImportVerticle}.
 *
 * @param preview whether it is only to be shown what it would change
 * @param municipality of the sender, when there is one, for files that do not say theirs; otherwise {@code null}
 * @param allowed whether the sender may import the stations of a municipality
 */
public record ImportRequest(
        Path file,
        Format format,
        String sha256,
        long bytes,
        LocalDate date,
        String actor,
        Role role,
        boolean preview,
        String municipality,
        Predicate<String> allowed) {

    public enum Format {
        EML_110B,
        STEMBUREAUS_CSV,
        STEMBUREAUS_XLSX,
        STEMBUREAUS_ODS
    }

    /**
     * What was previewed is to be done.
     *
     * @param withdraw also what the file leaves out
     * @param chosen ids of the rows that are approved, as the preview had them; {@code null} for all
     */
    public record Confirmation(
            UUID preview,
            boolean withdraw,
            Set<String> chosen,
            String actor,
            Role role,
            String municipality,
            Predicate<String> allowed) {}

    /** What became of it. */
    public sealed interface Answer {}

    /**
     * What a file brought, or would bring.
     *
     * @param preview under which it can be confirmed; {@code null} when it was imported
     * @param imported new in the register; with {@code changed}, {@code unchanged} and {@code rejected} it makes all
     *     stations of the file
     * @param moved those of the changed that are somewhere else
     * @param withdrawn stations that were withdrawn with it
     * @param wouldWithdraw stations, and by their aliases stops, that the file leaves out and that stay
     * @param date on which most of its stations open
     * @param perElection what it changes for each election that it names
     * @param rows what it changes, at most {@link ImportPlan#MOST_ROWS}
     */
    public record Imported(
            UUID id,
            UUID preview,
            int imported,
            int changed,
            int moved,
            int unchanged,
            int withdrawn,
            List<Remark> rejected,
            List<Remark> warnings,
            List<String> wouldWithdraw,
            LocalDate date,
            List<String> elections,
            List<ElectionPlan> perElection,
            List<Planned> rows,
            int rowsLeftOut)
            implements Answer {}

    /** Nothing was imported: the file can't be read as what it claims to be. */
    public record Unreadable(long line, Explanation reason) implements Answer {}

    /** Nothing was imported: no row of it is of a municipality of the sender. */
    public record Foreign() implements Answer {}

    /** Nothing was imported: there is no such preview of this person, or its time is over. */
    public record Lapsed() implements Answer {}

    /** Nothing was imported: the register is no longer as it was shown. */
    public record Overtaken(Explanation why) implements Answer {}

    /** What was chosen is none of the rows that were shown. */
    public record Mischosen(Explanation why) implements Answer {}

    /** Nothing is shown: so many previews wait that there is no room for another. */
    public record Crowded() implements Answer {}
}
