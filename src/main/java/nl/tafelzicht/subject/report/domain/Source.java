package nl.tafelzicht.subject.report.domain;

import java.util.Locale;

/** The origin of a report: a person on the spot, by phone, a partner, or the public without an account. */
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
