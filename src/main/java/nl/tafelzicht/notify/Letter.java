package nl.tafelzicht.notify;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.ResourceBundle;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.escalation.EscalationRules;
import nl.tafelzicht.election.escalation.EscalationState;
import nl.tafelzicht.json.Json;

/** What is said outward of an escalation. Mail passes through other people's servers: beyond GREEN it only says that something waits, and where. */
final class Letter {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneId.of("Europe/Amsterdam"));
    private static final ResourceBundle WORDS = ResourceBundle.getBundle("i18n.mail", Locale.ROOT);

    private Letter() { }

    private static boolean isOpen(EscalationState e) {
        return e.marking().compareTo(Tlp.GREEN) <= 0;
    }

    static String subject(EscalationState e) {
        var place = e.municipality() == null ? "" : " – " + e.municipality().name();
        return "[Tafelzicht] " + WORDS.getString("severity." + e.severity()) + place + (isOpen(e) ? ": " + label(e) : "");
    }

    private static String label(EscalationState e) {
        var key = "label." + e.subject().label();
        return WORDS.containsKey(key) ? WORDS.getString(key) : e.subject().label();
    }

    /** What happened: by the rule that raised it, or in the words of who did. */
    private static String reason(EscalationState e) {
        if (e.rule() == null) return e.reason();
        var key = "rule." + (e.rule().startsWith(EscalationRules.KIND) ? EscalationRules.KIND : e.rule());
        return (WORDS.containsKey(key) ? WORDS.getString(key) : e.rule()) + ": " + label(e);
    }

    /** @param page the hub's address, or {@code null} */
    static String body(EscalationState e, String page) {
        var lines = new StringBuilder();
        lines.append(isOpen(e) ? reason(e) : WORDS.getString("closed")).append("\n\n");
        lines.append(WORDS.getString("to")).append(": ").append(WORDS.getString("level." + e.addressee().level())).append("\n");
        lines.append(WORDS.getString("since")).append(": ").append(TIME.format(e.steps().get(e.steps().size() - 1).at())).append("\n");
        if (e.deadline() != null) lines.append(WORDS.getString("before")).append(": ").append(TIME.format(e.deadline())).append("\n");
        if (page != null) lines.append("\n").append(page).append("/?escalation=").append(e.id()).append("\n");
        return lines.append("\n").append(WORDS.getString("auto")).append("\n").toString();
    }

    /** @param type of the event, such as {@code escalation-raised} */
    static String json(EscalationState e, String type, long seq) {
        var out = new LinkedHashMap<String, Object>();
        out.put("type", type);
        out.put("seq", seq);
        out.put("escalation", e.id());
        out.put("severity", e.severity());
        out.put("addressee", e.addressee());
        out.put("deadline", e.deadline());
        out.put("marking", e.marking());
        if (isOpen(e)) {
            out.put("subject", e.subject());
            out.put("reason", e.reason());
        }
        out.values().removeIf(v -> v == null);
        return Json.text(out);
    }
}
