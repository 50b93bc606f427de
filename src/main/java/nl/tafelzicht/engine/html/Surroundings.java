package nl.tafelzicht.engine.html;

/** What stands around the content of a page: names that each of its templates may use, and texts. */
public interface Surroundings {

    /** In a template {@code {{t.key}}}. */
    Texts texts();
}
