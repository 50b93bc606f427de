package nl.tafelzicht.subject.count.domain;

import java.time.Instant;
import java.util.Locale;

/**
 * What a time-stamp service said of a file's SHA-256: that it was there at a moment, by the service's own clock.
 *
 * @param by the service, as the certificate names it that it signed with
 */
public record TimeStamp(Instant at, String by) {

    /** Why there is no stamp yet. */
    public enum Failure {
        /** Nobody answered, or not in time. */
        UNREACHABLE,
        /** Another HTTP status than 200. */
        BAD_STATUS,
        /** More than any time stamp has. */
        TOO_LARGE,
        /** No time stamp at all. */
        UNREADABLE,
        /** The service does not want to. */
        REFUSED,
        /** A time stamp, but of something else, or of another request. */
        NOT_OURS,
        /** Not signed by a certificate that may sign time stamps. */
        BAD_SIGNATURE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
