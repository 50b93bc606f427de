package nl.tafelzicht.subject.escalation;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Set;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.place.Zones;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.engine.notify.MailTexts;
import nl.tafelzicht.engine.notify.Notice;
import nl.tafelzicht.subject.escalation.domain.EscalationRules;
import nl.tafelzicht.subject.escalation.domain.EscalationState;

/** The notification about an escalation. */
record EscalationNotice(EscalationState escalation, OnDuty onDuty) implements Notice {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final MailTexts WORDS = MailTexts.all();

    @Override
    public Severity severity() {
        return escalation.severity();
    }

    @Override
    public Set<String> accounts() {
        return onDuty.accounts();
    }

    @Override
    public boolean isOpen() {
        return escalation.marking().compareTo(Tlp.GREEN) <= 0;
    }

    @Override
    public String title() {
        var e = escalation;
        var place = e.municipality() == null ? "" : " – " + e.municipality().name();
        return "[Tafelzicht] " + WORDS.say("severity." + e.severity()) + place + (isOpen() ? ": " + label(e) : "");
    }

    private static String label(EscalationState e) {
        var label = e.subject().label();
        return WORDS.say("label." + label, label);
    }

    /** The rule that raised it, or the words of the person who did. */
    private static String reason(EscalationState e) {
        if (e.rule() == null) {
            return e.reason();
        }
        var rule = e.rule().startsWith(EscalationRules.KIND) ? EscalationRules.KIND : e.rule();
        return WORDS.say("rule." + rule, rule) + ": " + label(e);
    }

    /** Dutch time; for places elsewhere in the Kingdom also the local time, each with its name. */
    private static String time(EscalationState e, Instant at) {
        var here = TIME.withZone(Zones.NETHERLANDS).format(at);
        var place = e.municipality();
        return place == null || !Zones.isElsewhere(place.code())
                ? here
                : WORDS.say("elsewhere")
                        .replace(
                                "{there}", TIME.withZone(Zones.of(place.code())).format(at))
                        .replace("{place}", place.name())
                        .replace("{here}", here);
    }

    @Override
    public String text(String page) {
        var e = escalation;
        var lines = new StringBuilder();
        lines.append(isOpen() ? reason(e) : WORDS.say("closed")).append("\n\n");
        lines.append(WORDS.say("to"))
                .append(": ")
                .append(WORDS.say("level." + e.addressee().level()))
                .append("\n");
        lines.append(WORDS.say("since"))
                .append(": ")
                .append(time(e, e.steps().get(e.steps().size() - 1).at()))
                .append("\n");
        if (e.deadline() != null) {
            lines.append(WORDS.say("before"))
                    .append(": ")
                    .append(time(e, e.deadline()))
                    .append("\n");
        }
        if (onDuty.isInstead(e)) {
            lines.append("\n")
                    .append(WORDS.say("instead")
                            .replace(
                                    "{level}",
                                    WORDS.say("level." + e.addressee().level())))
                    .append("\n");
        }
        if (page != null) {
            lines.append("\n")
                    .append(page)
                    .append("/?escalation=")
                    .append(e.id())
                    .append("\n");
        }
        return lines.append("\n").append(WORDS.say("auto")).append("\n").toString();
    }

    @Override
    public String json(String type, long seq) {
        var e = escalation;
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
        if (isOpen()) {
            out.put("subject", e.subject());
            out.put("reason", e.reason());
        }
        out.values().removeIf(v -> v == null);
        return Json.text(out);
    }
}
