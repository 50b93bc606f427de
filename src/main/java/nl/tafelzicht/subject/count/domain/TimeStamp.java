package nl.tafelzicht.subject.count.domain;

import java.time.Instant;
import java.util.Locale;

/**
 * A time-stamp service's statement about a file's SHA-256: that it existed at a moment, by the service's own clock.
 *
 * @param by the service, as its signing certificate names it
 */
public record TimeStamp(Instant at, String by) {

    /** Why there is no stamp yet. */
    public enum Failure {
        /** Nobody answered, or not in time. */
        UNREACHABLE,
        /** Another HTTP status than 200. */
        BAD_STATUS,
        /** Larger than any time stamp. */
        TOO_LARGE,
        /** Not a time stamp. */
        UNREADABLE,
        /** The service refused. */
        REFUSED,
        /** A time stamp for something else, or for another request. */
        NOT_OURS,
        /** Not signed by a certificate that may sign time stamps. */
        BAD_SIGNATURE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
