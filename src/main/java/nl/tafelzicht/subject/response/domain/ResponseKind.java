package nl.tafelzicht.subject.response.domain;

import java.util.Locale;

/** What a government can do about a claim. It can't have content removed: a platform decides that by its own terms. */
public enum ResponseKind {
    /** Contradict it through one's own channels, based on the facts. */
    REBUTTAL,
    /** Report it to a platform as a trusted flagger: only in special cases. */
    TRUSTED_FLAG,
    /** The ordinary notice that anyone can give (Digital Services Act, art. 16). */
    DSA_NOTICE,
    /** Tell the partners whom it concerns, within the marking. */
    PARTNER_NOTICE,
    /** Deliberately nothing: repeating a claim can spread it. */
    MONITOR;

    /** Whether it goes to a platform. */
    public boolean isForPlatform() {
        return this == TRUSTED_FLAG || this == DSA_NOTICE;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
