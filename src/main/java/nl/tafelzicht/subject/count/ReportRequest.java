package nl.tafelzicht.subject.count;

import java.net.URI;
import java.util.List;
import java.util.Map;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.subject.count.domain.TimeStamp;

/** Requests to {@link ReportVerticle}, and its answers. */
public sealed interface ReportRequest {

    /**
     * The state of stamping.
     *
     * @param reports by their SHA-256
     */
    record Stamps(List<String> reports) implements ReportRequest {}

    /** The time-stamp service's answer about a report. */
    record StampFile(String sha256) implements ReportRequest {}

    /** A report to be fetched from where it was published, and stored. */
    record Fetch(URI url, String actor) implements ReportRequest {}

    sealed interface Answer {}

    /** It is stored; no event records that yet. */
    record Kept(String sha256, long bytes) implements Answer {}

    /** Nothing was stored. */
    record Refused(Explanation why) implements Answer {}

    /** Nothing was stored: too many fetches are under way. */
    record Busy(int most) implements Answer {}

    /** Nothing was stored: there is no room. */
    record Full() implements Answer {}

    /**
     * @param stamps by SHA-256 of the report
     * @param stamping {@code null} when no service is used
     * @param hosts from which reports are fetched
     */
    record Stamped(Map<String, TimeStamp> stamps, Stamping stamping, List<String> hosts) implements Answer {}

    /** @param content {@code null} when there is none */
    record File(byte[] content) implements Answer {}
}
