package nl.tafelzicht.subject.narrative.domain;

import java.time.Instant;
import java.util.List;
import nl.tafelzicht.election.Words;

/**
 * Where a claim was seen, and what was archived of it.
 *
 * @param platform as configured, or another name
 * @param archivedText the text of the post, for when it is gone; or {@code null}
 * @param sha256 of that text in UTF-8, in hex; {@code null} without one
 * @param attachments pictures of it, stored outside the journal by the hash of their content
 */
public record Sighting(
        String platform,
        @Words String url,
        Instant seenAt,
        String language,
        @Words String archivedText,
        String sha256,
        List<Attachment> attachments) {

    /**
     * Characters of an archived text that are sent to everyone with each change of the alert; the complete text is in
     * the journal, under its hash.
     */
    public static final int SHOWN = 1_000;

    /** As its viewers get it. */
    Sighting shown() {
        if (archivedText == null || archivedText.length() <= SHOWN) {
            return this;
        }
        int end = Character.isHighSurrogate(archivedText.charAt(SHOWN - 2)) ? SHOWN - 2 : SHOWN - 1;
        return new Sighting(platform, url, seenAt, language, archivedText.substring(0, end) + "…", sha256, attachments);
    }

    /** @param bytes its size */
    public record Attachment(String sha256, String type, long bytes) {}
}
