package nl.tafelzicht.engine.notify;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import nl.tafelzicht.engine.notify.Channel.Notification;
import nl.tafelzicht.engine.notify.Outbox.Row;

/** Combines several notices into one mail. */
final class Letter {

    private static final MailTexts WORDS = MailTexts.all();

    private static final int MOST_LINES = 30;
    /** The hub's address, as {@link Notice#text} writes it. */
    private static final Pattern LINK = Pattern.compile("(?m)^(https?://\\S+?/)\\?escalation=");

    private Letter() {}

    /**
     * One mail for everything that waits for a person: the notice itself when it is the only one; otherwise their
     * number and the most severe first.
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
                + WORDS.say("together.subject")
                        .replace("{n}", String.valueOf(rows.size()))
                        .replace(
                                "{severity}",
                                WORDS.say("severity." + worst.get(0).severity()));
        var lines = new StringBuilder(WORDS.say("together.lead").replace("{n}", String.valueOf(rows.size())))
                .append("\n\n");
        worst.stream().limit(MOST_LINES).forEach(row -> lines.append("- ")
                .append(row.subject().replaceFirst("^\\[Tafelzicht] ", ""))
                .append("\n"));
        if (rows.size() > MOST_LINES) {
            lines.append(WORDS.say("together.more").replace("{n}", String.valueOf(rows.size() - MOST_LINES)))
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
                lines.append("\n").append(WORDS.say("auto")).append("\n").toString(),
                first.attempts());
    }
}
