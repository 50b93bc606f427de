package nl.tafelzicht.subject.count;

import java.net.URI;
import java.util.List;
import java.util.Map;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.subject.count.domain.TimeStamp;

/** What is asked of {@link ReportVerticle}, and what it answers. */
public sealed interface ReportRequest {

    /** How the stamping of reports goes. @param reports by their SHA-256 */
    record Stamps(List<String> reports) implements ReportRequest {}

    /** What the time-stamp service answered about a report. */
    record StampFile(String sha256) implements ReportRequest {}

    /** A report that is to be fetched from where it was published, and kept. */
    record Fetch(URI url, String actor) implements ReportRequest {}

    sealed interface Answer {}

    /** It is kept; no event says so yet. */
    record Kept(String sha256, long bytes) implements Answer {}

    /** Nothing was kept. */
    record Refused(Explanation why) implements Answer {}

    /** Nothing was kept: so many are fetched already. */
    record Busy(int most) implements Answer {}

    /** Nothing was kept: there is no room. */
    record Full() implements Answer {}

    /**
     * @param stamps by SHA-256 of the report
     * @param stamping {@code null} when no service is asked
     * @param hosts from which reports are fetched
     */
    record Stamped(Map<String, TimeStamp> stamps, Stamping stamping, List<String> hosts) implements Answer {}

    /** @param content {@code null} when there is none */
    record File(byte[] content) implements Answer {}
}
