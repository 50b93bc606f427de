package nl.tafelzicht.notify;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.escalation.EscalationState;
import nl.tafelzicht.json.Json;

/** What is said outward of an escalation. Mail passes through other people's servers: beyond GREEN it only says that something waits, and where. */
final class Letter {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneId.of("Europe/Amsterdam"));
    private static final Map<String, String> SEVERITIES = Map.of("info", "ter informatie", "attention", "aandacht", "urgent", "dringend", "critical", "kritiek");

    private Letter() { }

    private static boolean isOpen(EscalationState e) {
        return e.marking().compareTo(Tlp.GREEN) <= 0;
    }

    static String subject(EscalationState e) {
        var place = e.municipality() == null ? "" : " – " + e.municipality().name();
        return "[Tafelzicht] " + SEVERITIES.get(e.severity().toString()) + place + (isOpen(e) ? ": " + e.subject().label() : "");
    }

    /** @param page the hub's address, or {@code null} */
    static String body(EscalationState e, String page) {
        var lines = new StringBuilder();
        lines.append(isOpen(e) ? e.reason() : "Er wacht een escalatie op u. De inhoud staat alleen in Tafelzicht.").append("\n\n");
        lines.append("Opgeschaald naar: ").append(e.addressee().level()).append("\n");
        lines.append("Sinds: ").append(TIME.format(e.steps().get(e.steps().size() - 1).at())).append("\n");
        if (e.deadline() != null) lines.append("Bevestig vóór: ").append(TIME.format(e.deadline())).append("\n");
        if (page != null) lines.append("\n").append(page).append("/?escalation=").append(e.id()).append("\n");
        return lines.append("\nDit bericht is automatisch verzonden; antwoorden worden niet gelezen.\n").toString();
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
