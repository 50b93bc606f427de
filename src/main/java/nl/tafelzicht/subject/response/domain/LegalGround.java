package nl.tafelzicht.subject.response.domain;

import java.util.Locale;

/**
 * The ground for asking a platform to examine a post; published in the register, instead of text that may name
 * somebody.
 */
public enum LegalGround {
    /** A wrong day, place or rule of voting. */
    MISLEADING_ON_VOTING,
    /** A false message of danger at polling stations. */
    FALSE_DANGER,
    /** Somebody poses as a public body. */
    IMPERSONATION,
    THREAT,
    DOXING,
    /** Fabricated pictures, sound or documents. */
    FABRICATED_MEDIA;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
