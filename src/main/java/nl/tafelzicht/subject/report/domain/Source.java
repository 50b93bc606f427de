package nl.tafelzicht.subject.report.domain;

import java.util.Locale;

/**
 * How a report came in: from a person who is there, by phone, from a partner, or from the public without an account.
 */
public enum Source {
    ON_SITE,
    PHONE,
    PARTNER,
    PUBLIC;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
