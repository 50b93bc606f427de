package nl.tafelzicht.subject.report;

import java.util.List;
import java.util.Map;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.engine.html.Choice;
import nl.tafelzicht.engine.html.Texts;
import nl.tafelzicht.subject.report.domain.ReportKind;

/**
 * The public form, as the template {@code report} needs it.
 *
 * @param alert a general error, or {@code null}
 * @param busy message that it waits for its turn, or {@code null}
 * @param summary message that fields have errors, or {@code null}
 * @param key of the submission
 */
record ReportForm(
        String alert,
        Busy busy,
        String summary,
        String key,
        Field kind,
        Field text,
        Field municipality,
        Field place,
        Field contact,
        String follow) {

    record Busy(long seconds, String said) {}

    /** @param error the error in this field, or {@code null} */
    record Field(String name, String label, String hint, String error, String value, List<Choice> choices) {}

    /** What people have chosen and typed already, and errors, by the name of the field. */
    record Typed(Map<String, String> values, Map<String, String> errors, String key) {}

    /** Names that people search for, where the official name differs. */
    private static final Map<String, String> EVERYDAY_NAMES = Map.of("GM0518", "Den Haag", "GM0796", "Den Bosch");

    static ReportForm of(
            Texts texts,
            List<ReportKind> kinds,
            List<Municipality> municipalities,
            Typed typed,
            String alert,
            Busy busy,
            String follow) {
        var errors = typed.errors();
        var kind = typed.values().get("kind");
        var place = typed.values().get("municipality");
        return new ReportForm(
                alert,
                busy,
                errors.isEmpty() ? null : errors.getOrDefault("", texts.say("error.some")),
                typed.key(),
                field(
                        "kind",
                        texts,
                        typed,
                        kinds.stream()
                                .map(k -> choice(k.toString(), texts.say("kind." + k), kind))
                                .toList()),
                field("text", texts, typed, List.of()),
                field(
                        "municipality",
                        texts,
                        typed,
                        municipalities.stream()
                                .map(m -> choice(m.code(), name(m), place))
                                .toList()),
                field("place", texts, typed, List.of()),
                field("contact", texts, typed, List.of()),
                follow);
    }

    private static Field field(String name, Texts texts, Typed typed, List<Choice> choices) {
        return new Field(
                name,
                texts.say("field." + name),
                texts.say("hint." + name),
                typed.errors().get(name),
                typed.values().getOrDefault(name, ""),
                choices);
    }

    private static Choice choice(String value, String label, String chosen) {
        return new Choice(value, label, value.equals(chosen));
    }

    private static String name(Municipality m) {
        var everyday = EVERYDAY_NAMES.get(m.code());
        return everyday == null ? m.name() : m.name() + " (" + everyday + ")";
    }
}
