package nl.tafelzicht.engine.eventsourcing;

import java.util.List;

/** A {@link Subject} with tables of its own, beside the journal. */
public interface StoringSubject {

    /**
     * A part of the storage.
     *
     * @param part its name, in kebab-case
     * @param most bytes above which nothing more is accepted, or {@code null} when only the disk bounds it
     */
    record Stored(String part, List<String> tables, Long most) {}

    List<Stored> stored();
}
