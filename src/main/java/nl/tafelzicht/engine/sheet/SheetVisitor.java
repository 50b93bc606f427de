package nl.tafelzicht.engine.sheet;

/** Receives the sheets of a file one after the other, so that the caller keeps only what it needs. */
public interface SheetVisitor {

    /** @param sheet with rows as lines */
    void visit(Sheet sheet);
}
