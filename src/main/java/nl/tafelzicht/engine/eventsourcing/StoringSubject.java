package nl.tafelzicht.engine.eventsourcing;

import java.util.List;

/** A {@link Subject} that keeps something in tables of its own, beside the journal. */
public interface StoringSubject {

    /**
     * What it keeps.
     *
     * @param part what it is called, in kebab-case
     * @param most bytes above which no more is taken, or {@code null} when nothing bounds it but the disk
     */
    record Stored(String part, List<String> tables, Long most) {}

    List<Stored> stored();
}
