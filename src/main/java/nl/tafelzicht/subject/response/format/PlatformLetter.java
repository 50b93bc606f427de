package nl.tafelzicht.subject.response.format;

import nl.tafelzicht.subject.response.domain.Platforms.Platform;
import nl.tafelzicht.subject.response.domain.ResponseKind;
import nl.tafelzicht.subject.response.domain.ResponseState;

/**
 * The text for a platform, with the elements that article 16(2) of the Digital Services Act requires of a notice: the
 * reasons, the exact location, the sender, and the statement of good faith.
 */
public final class PlatformLetter {

    private PlatformLetter() {}

    /** @param organisation that sends it */
    public static String of(ResponseState s, Platform platform, String organisation) {
        var c = s.content();
        boolean flag = s.kind() == ResponseKind.TRUSTED_FLAG;
        var out = new StringBuilder();
        out.append("To: ")
                .append(platform.name())
                .append(platform.channel() == null ? "" : " (" + platform.channel() + ")")
                .append('\n');
        out.append("From: ").append(organisation).append('\n');
        out.append("Subject: ")
                .append(
                        flag
                                ? "Trusted flag"
                                : "Notice under article 16 of Regulation (EU) 2022/2065 (Digital Services Act)")
                .append(", ")
                .append(s.id())
                .append("\n\n");
        out.append("1. Exact location of the content\n").append(c.url()).append("\n\n");
        out.append("2. Ground\n")
                .append(c.ground())
                .append("\n\n3. Reasons\n")
                .append(c.grounds())
                .append('\n');
        if (c.text() != null) {
            out.append('\n').append(c.text()).append('\n');
        }
        if (flag) {
            out.append("\n4. Proportionality\n").append(c.proportionality()).append('\n');
        }
        out.append("\nWe believe in good faith that this information is accurate and complete. We ask you "
                + "to assess it by your own terms; the decision is yours.\n");
        return out.toString();
    }
}
