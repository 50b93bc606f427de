package nl.tafelzicht.subject.response.domain;

import java.util.List;

/**
 * The platforms that the hub knows, as configured: where the ministry is a trusted flagger, and how each is reached.
 */
public record Platforms(List<Platform> platforms) {

    /**
     * @param trustedFlagger whether the status exists there and is ours
     * @param note on that status, for people; or {@code null}
     * @param channel where a flag or notice goes: an address or a form
     */
    public record Platform(String name, boolean trustedFlagger, String note, String channel) {}

    /** By the word of the minister's letter: X withdrew the status. Channels are the operator's to fill in. */
    public static final Platforms DEFAULT = new Platforms(List.of(
            new Platform("Facebook", true, null, null),
            new Platform("Instagram", true, null, null),
            new Platform("YouTube", true, null, null),
            new Platform("TikTok", true, null, null),
            new Platform("Snapchat", true, null, null),
            new Platform("X", false, "X withdrew the trusted-flagger status", null),
            new Platform("Telegram", false, "Telegram knows no trusted flaggers", null),
            new Platform("LinkedIn", false, "there is no agreement with LinkedIn", null)));

    /** @return the platform, whatever its capitals, or {@code null} */
    public Platform find(String name) {
        return platforms.stream()
                .filter(p -> p.name.equalsIgnoreCase(name))
                .findFirst()
                .orElse(null);
    }
}
