package nl.tafelzicht.subject.response.domain;

import java.util.List;

/** The configured platforms: where the ministry is a trusted flagger, and how each is reached. */
public record Platforms(List<Platform> platforms) {

    /**
     * @param trustedFlagger whether that status exists there and is ours
     * @param note on that status, for people; or {@code null}
     * @param channel for a flag or notice: an address or a form
     */
    public record Platform(String name, boolean trustedFlagger, String note, String channel) {}

    /** According to the minister's letter: X withdrew the status. The operator fills in the channels. */
    public static final Platforms DEFAULT = new Platforms(List.of(
            new Platform("Facebook", true, null, null),
            new Platform("Instagram", true, null, null),
            new Platform("YouTube", true, null, null),
            new Platform("TikTok", true, null, null),
            new Platform("Snapchat", true, null, null),
            new Platform("X", false, "X withdrew the trusted-flagger status", null),
            new Platform("Telegram", false, "Telegram knows no trusted flaggers", null),
            new Platform("LinkedIn", false, "there is no agreement with LinkedIn", null)));

    /** @return the platform, ignoring capitals, or {@code null} */
    public Platform find(String name) {
        return platforms.stream()
                .filter(p -> p.name.equalsIgnoreCase(name))
                .findFirst()
                .orElse(null);
    }
}
