package nl.tafelzicht.engine.notify;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.place.Zones;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.engine.notify.Channel.Notification;
import nl.tafelzicht.engine.notify.Outbox.Row;
import nl.tafelzicht.subject.escalation.domain.EscalationRules;
import nl.tafelzicht.subject.escalation.domain.EscalationState;

/**
 * What is said outward of an escalation. Mail passes through other people's servers: beyond GREEN it only says that
 * something waits, and where.
 */
final class Letter {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final ResourceBundle WORDS = ResourceBundle.getBundle("i18n.mail", Locale.ROOT);

    private static final int MOST_LINES = 30;
    /** The hub's address, as {@link #body} names it. */
    private static final Pattern LINK = Pattern.compile("(?m)^(https?://\\S+?/)\\?escalation=");

    private Letter() {}

    static boolean isOpen(EscalationState e) {
        return e.marking().compareTo(Tlp.GREEN) <= 0;
    }

    static String subject(EscalationState e) {
        var place = e.municipality() == null ? "" : " – " + e.municipality().name();
        return "[Tafelzicht] " + WORDS.getString("severity." + e.severity()) + place
                + (isOpen(e) ? ": " + label(e) : "");
    }

    private static String label(EscalationState e) {
        var key = "label." + e.subject().label();
        return WORDS.containsKey(key) ? WORDS.getString(key) : e.subject().label();
    }

    /** What happened: by the rule that raised it, or in the words of who did. */
    private static String reason(EscalationState e) {
        if (e.rule() == null) {
            return e.reason();
        }
        var key = "rule." + (e.rule().startsWith(EscalationRules.KIND) ? EscalationRules.KIND : e.rule());
        return (WORDS.containsKey(key) ? WORDS.getString(key) : e.rule()) + ": " + label(e);
    }

    /** In the Netherlands; of what happens elsewhere in the Kingdom there too, and which is which. */
    private static String time(EscalationState e, Instant at) {
        var here = TIME.withZone(Zones.NETHERLANDS).format(at);
        var place = e.municipality();
        return place == null || !Zones.isElsewhere(place.code())
                ? here
                : WORDS.getString("elsewhere")
                        .replace(
                                "{there}", TIME.withZone(Zones.of(place.code())).format(at))
                        .replace("{place}", place.name())
                        .replace("{here}", here);
    }

    /** @param page the hub's address, or {@code null} */
    static String body(EscalationState e, String page, OnDuty onDuty) {
        var lines = new StringBuilder();
        lines.append(isOpen(e) ? reason(e) : WORDS.getString("closed")).append("\n\n");
        lines.append(WORDS.getString("to"))
                .append(": ")
                .append(WORDS.getString("level." + e.addressee().level()))
                .append("\n");
        lines.append(WORDS.getString("since"))
                .append(": ")
                .append(time(e, e.steps().get(e.steps().size() - 1).at()))
                .append("\n");
        if (e.deadline() != null) {
            lines.append(WORDS.getString("before"))
                    .append(": ")
                    .append(time(e, e.deadline()))
                    .append("\n");
        }
        if (onDuty.isInstead(e)) {
            lines.append("\n")
                    .append(WORDS.getString("instead")
                            .replace(
                                    "{level}",
                                    WORDS.getString("level." + e.addressee().level())))
                    .append("\n");
        }
        if (page != null) {
            lines.append("\n")
                    .append(page)
                    .append("/?escalation=")
                    .append(e.id())
                    .append("\n");
        }
        return lines.append("\n").append(WORDS.getString("auto")).append("\n").toString();
    }

    /**
     * One mail for what waits for somebody: itself, when it is one; how many, and the worst first, when there are more.
     */
    static Notification together(List<Row> rows) {
        var first = rows.get(0);
        var numbers = rows.stream().map(Row::number).toList();
        if (rows.size() == 1) {
            return new Notification(
                    numbers,
                    first.id(),
                    first.channel(),
                    first.target(),
                    first.subject(),
                    first.body(),
                    first.attempts());
        }
        var worst = rows.stream()
                .sorted(Comparator.comparing(Row::severity).reversed())
                .toList();
        var subject = "[Tafelzicht] "
                + WORDS.getString("together.subject")
                        .replace("{n}", String.valueOf(rows.size()))
                        .replace(
                                "{severity}",
                                WORDS.getString("severity." + worst.get(0).severity()));
        var lines = new StringBuilder(WORDS.getString("together.lead").replace("{n}", String.valueOf(rows.size())))
                .append("\n\n");
        worst.stream().limit(MOST_LINES).forEach(row -> lines.append("- ")
                .append(row.subject().replaceFirst("^\\[Tafelzicht] ", ""))
                .append("\n"));
        if (rows.size() > MOST_LINES) {
            lines.append(WORDS.getString("together.more").replace("{n}", String.valueOf(rows.size() - MOST_LINES)))
                    .append("\n");
        }
        var link = LINK.matcher(worst.get(0).body());
        if (link.find()) {
            lines.append("\n").append(link.group(1)).append("\n");
        }
        return new Notification(
                numbers,
                first.id(),
                first.channel(),
                first.target(),
                subject,
                lines.append("\n").append(WORDS.getString("auto")).append("\n").toString(),
                first.attempts());
    }

    /** @param type of the event, such as {@code escalation-raised} */
    static String json(EscalationState e, String type, long seq, OnDuty onDuty) {
        var out = new LinkedHashMap<String, Object>();
        out.put("type", type);
        out.put("seq", seq);
        out.put("escalation", e.id());
        out.put("severity", e.severity());
        out.put("addressee", e.addressee());
        out.put("deadline", e.deadline());
        out.put("marking", e.marking());
        if (onDuty.isInstead(e)) {
            out.put("nobodyOnDuty", true);
        }
        if (isOpen(e)) {
            out.put("subject", e.subject());
            out.put("reason", e.reason());
        }
        out.values().removeIf(v -> v == null);
        return Json.text(out);
    }
}
