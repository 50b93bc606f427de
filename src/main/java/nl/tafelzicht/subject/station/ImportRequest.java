package nl.tafelzicht.subject.station;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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
 * A received file of stations, for {@link ImportVerticle}.
 *
 * @param origin where the hub fetched the file; {@code null} for one that was sent
 * @param preview whether only to show what it would change
 * @param municipality of the sender, when there is one, for files that do not name theirs; otherwise {@code null}
 * @param allowed whether the sender may import the stations of a municipality
 */
public record ImportRequest(
        Path file,
        Format format,
        String sha256,
        long bytes,
        LocalDate date,
        Origin origin,
        String actor,
        Role role,
        boolean preview,
        String municipality,
        Predicate<String> allowed) {

    public enum Format {
        EML_110B,
        STEMBUREAUS_CSV,
        STEMBUREAUS_XLSX,
        STEMBUREAUS_ODS;

        /** Characters at the beginning of a file by which {@link #of} tells what it is. */
        private static final int HEAD = 200;

        /** The format of a file, by what is in it: sites seldom say it, and browsers guess by a file's name. */
        static Format of(Path file) throws IOException {
            try (var in = Files.newInputStream(file)) {
                var head = new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
                if (head.startsWith("PK")) {
                    return head.contains("mimetype") ? STEMBUREAUS_ODS : STEMBUREAUS_XLSX;
                }
                return head.replace("\u00ef\u00bb\u00bf", "").stripLeading().startsWith("<")
                        ? EML_110B
                        : STEMBUREAUS_CSV;
            }
        }
    }

    /** Where and when the hub fetched a file itself. */
    public record Origin(String url, Instant at) {}

    /**
     * The confirmation of a preview.
     *
     * @param withdraw whether stations that the file leaves out are withdrawn
     * @param chosen ids of the approved rows, as in the preview; {@code null} for all
     */
    public record Confirmation(
            UUID preview,
            boolean withdraw,
            Set<String> chosen,
            String actor,
            Role role,
            String municipality,
            Predicate<String> allowed) {}

    /** The result. */
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

    /** Nothing was imported: the file can't be read in the format that it claims. */
    public record Unreadable(long line, Explanation reason) implements Answer {}

    /** Nothing was imported: no row is about a municipality of the sender. */
    public record Foreign() implements Answer {}

    /** Nothing was imported: this person has no such preview, or it has expired. */
    public record Lapsed() implements Answer {}

    /** Nothing was imported: a municipality in the file can't take part in an election that the file is for. */
    public record Excluded(Explanation why) implements Answer {}

    /** Nothing was imported: the register is no longer as it was shown. */
    public record Overtaken(Explanation why) implements Answer {}

    /** A chosen row is not among the rows that were shown. */
    public record Mischosen(Explanation why) implements Answer {}

    /** Nothing is shown: there is no room for another preview. */
    public record Crowded() implements Answer {}
}
