package nl.tafelzicht.engine.sheet;

/** Takes the sheets of a file one after the other, so that only what is of use is kept. */
public interface SheetVisitor {

    /** @param sheet by its rows */
    void visit(Sheet sheet);
}
