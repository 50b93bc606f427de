package nl.tafelzicht.engine.html;

/** An option that a form offers; in a template {@code {{>option}}}. */
public record Choice(String value, String label, boolean selected) {}
