package nl.tafelzicht.engine.html;

/** One of those among which a form lets people choose; in a template {@code {{>option}}}. */
public record Choice(String value, String label, boolean selected) {}
