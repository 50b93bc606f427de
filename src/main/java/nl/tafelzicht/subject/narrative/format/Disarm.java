package nl.tafelzicht.subject.narrative.format;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Techniques of disinformation in the DISARM framework, as far as they occur around elections; ids and names are
 * DISARM's (CC BY-SA 4.0).
 */
public final class Disarm {

    /** The framework's name in other people's formats. */
    public static final String SOURCE = "DISARM";

    public record Technique(String id, String name) {}

    public static final List<Technique> TECHNIQUES = List.of(
            t("T0003", "Leverage Existing Narratives"),
            t("T0004", "Develop Competing Narratives"),
            t("T0015", "Create Hashtags and Search Artifacts"),
            t("T0016", "Create Clickbait"),
            t("T0019", "Generate Information Pollution"),
            t("T0019.001", "Create Fake Research"),
            t("T0019.002", "Hijack Hashtags"),
            t("T0022", "Leverage Conspiracy Theory Narratives"),
            t("T0022.001", "Amplify Existing Conspiracy Theory Narratives"),
            t("T0022.002", "Develop Original Conspiracy Theory Narratives"),
            t("T0023", "Distort Facts"),
            t("T0023.001", "Reframe Context"),
            t("T0023.002", "Edit Open-Source Content"),
            t("T0040", "Demand Insurmountable Proof"),
            t("T0042", "Seed Kernel of Truth"),
            t("T0048", "Harass"),
            t("T0066", "Degrade Adversary"),
            t("T0068", "Respond to Breaking News Event or Active Crisis"),
            t("T0075", "Dismiss"),
            t("T0076", "Distort"),
            t("T0077", "Distract"),
            t("T0079", "Divide"),
            t("T0082", "Develop New Narratives"),
            t("T0083", "Integrate Target Audience Vulnerabilities into Narrative"),
            t("T0084", "Reuse Existing Content"),
            t("T0084.001", "Use Copypasta"),
            t("T0084.002", "Plagiarize Content"),
            t("T0084.003", "Deceptively Labeled or Translated"),
            t("T0084.004", "Appropriate Content"),
            t("T0085", "Develop Text-based Content"),
            t("T0085.001", "Develop AI-Generated Text"),
            t("T0085.003", "Develop Inauthentic News Articles"),
            t("T0086", "Develop Image-based Content"),
            t("T0086.001", "Develop Memes"),
            t("T0086.002", "Develop AI-Generated Images (Deepfakes)"),
            t("T0086.003", "Deceptively Edit Images (Cheap Fakes)"),
            t("T0086.004", "Aggregate Information into Evidence Collages"),
            t("T0087", "Develop Video-based Content"),
            t("T0087.001", "Develop AI-Generated Videos (Deepfakes)"),
            t("T0087.002", "Deceptively Edit Video (Cheap Fakes)"),
            t("T0088", "Develop Audio-based Content"),
            t("T0088.001", "Develop AI-Generated Audio (Deepfakes)"),
            t("T0088.002", "Deceptively Edit Audio (Cheap Fakes)"),
            t("T0089", "Obtain Private Documents"),
            t("T0090", "Create Inauthentic Accounts"),
            t("T0119", "Cross-Posting"));

    private static final Map<String, Technique> BY_ID =
            TECHNIQUES.stream().collect(Collectors.toMap(Technique::id, Function.identity()));

    private Disarm() {}

    private static Technique t(String id, String name) {
        return new Technique(id, name);
    }

    /** @return its name, or {@code null} for an id that is not on the list */
    public static String name(String id) {
        var technique = BY_ID.get(id);
        return technique == null ? null : technique.name();
    }
}
