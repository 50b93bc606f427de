package nl.tafelzicht.subject.count;

import java.util.List;
import java.util.Map;
import nl.tafelzicht.subject.count.domain.TimeStamp;

/** What is asked of {@link ReportVerticle}, and what it answers. */
public sealed interface ReportRequest {

    /** How the stamping of reports goes. @param reports by their SHA-256 */
    record Stamps(List<String> reports) implements ReportRequest {}

    /** What the time-stamp service answered about a report. */
    record StampFile(String sha256) implements ReportRequest {}

    sealed interface Answer {}

    /** @param stamps by SHA-256 of the report; @param stamping {@code null} when no service is asked */
    record Stamped(Map<String, TimeStamp> stamps, Stamping stamping) implements Answer {}

    /** @param content {@code null} when there is none */
    record File(byte[] content) implements Answer {}
}
