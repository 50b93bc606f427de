package nl.tafelzicht.engine.html;

/** What surrounds the content of a page: names that every template may use, and texts. */
public interface Surroundings {

    /** In a template {@code {{t.key}}}. */
    Texts texts();
}
