package nl.tafelzicht.subject.response.domain;

import java.util.Locale;

/**
 * Why a platform is asked to look at something; published in the register, where words that may name somebody are not.
 */
public enum LegalGround {
    /** A wrong day, place or rule of voting. */
    MISLEADING_ON_VOTING,
    /** A false message of danger at polling stations. */
    FALSE_DANGER,
    /** Somebody pretends to be a public body. */
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
