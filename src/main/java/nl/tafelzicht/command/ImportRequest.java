package nl.tafelzicht.command;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.exchange.Remark;

/**
 * A file of stations that was received, on its way to {@link ImportVerticle}.
 *
 * @param allowed whether the sender may import the stations of a municipality
 */
public record ImportRequest(Path file, Format format, String sha256, long bytes, LocalDate date, String actor, Role role, Predicate<String> allowed) {

    public enum Format { EML_110B, STEMBUREAUS_CSV }

    /** What became of it. */
    public sealed interface Answer { }

    /** @param imported new in the register; with {@code changed}, {@code unchanged} and {@code rejected} it makes all rows of the file */
    public record Imported(UUID id, int imported, int changed, int unchanged, List<Remark> rejected, List<Remark> warnings) implements Answer { }

    /** Nothing was imported: the file can't be read as what it claims to be. */
    public record Unreadable(long line, String reason) implements Answer { }

    /** Nothing was imported: no row of it is of a municipality of the sender. */
    public record Foreign() implements Answer { }
}
