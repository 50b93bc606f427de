package nl.tafelzicht.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nl.tafelzicht.engine.access.Viewpoint;
import nl.tafelzicht.engine.journal.JournalEvent;
import nl.tafelzicht.engine.journal.JournalVerification;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.engine.live.Frames;
import nl.tafelzicht.engine.picture.Change;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.faults.Ledger.Accepted;
import nl.tafelzicht.subject.escalation.domain.Escalation;
import nl.tafelzicht.subject.escalation.domain.EscalationRules;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.station.domain.Station;

/**
 * What the journal says, read from its beginning by a program of its own: with it, what nodes, screens and writers
 * believe is compared.
 */
final class Truth {

    private static final Pattern WORDS = Pattern.compile("writer \\d+ says \\d+\\.");
    private static final Pattern AT = Pattern.compile("\"at\":\"[^\"]*\"");

    private final Map<Long, String> wordsAt = new HashMap<>();
    private final Map<String, Integer> times = new HashMap<>();
    private final List<String> findings;
    private Picture picture = Picture.EMPTY;

    private Truth(Connection connection) throws SQLException {
        findings = new ArrayList<>(
                new JournalVerification(this::take).verify(connection).findings());
    }

    static Truth of(Connection connection) throws SQLException {
        return new Truth(connection);
    }

    private void take(JournalEvent e) {
        picture = picture.after(e);
        var words = WORDS.matcher(e.data());
        if (!words.find() || e.type().startsWith("escalation")) {
            return; // an escalation repeats why
        }
        wordsAt.put(e.seq(), words.group());
        times.merge(words.group(), 1, Integer::sum);
    }

    long seq() {
        return picture.seq();
    }

    /** What was accepted, and how it stands in the journal. */
    record Count(int accepted, int lost, int twice) {}

    Count count(List<Accepted> accepted) {
        int lost = (int) accepted.stream()
                .filter(a -> !a.words().equals(wordsAt.get(a.seq())))
                .count();
        int twice = (int) times.values().stream().filter(n -> n > 1).count();
        return new Count(accepted.size(), lost, twice);
    }

    /** @return what is wrong; empty when all is as it should be */
    List<String> findings(List<Accepted> accepted) {
        var all = new ArrayList<>(findings);
        for (var a : accepted) {
            if (!a.words().equals(wordsAt.get(a.seq()))) {
                all.add("lost: “" + a.words() + "” was accepted as seq " + a.seq() + ", where the journal has “"
                        + wordsAt.get(a.seq()) + "”");
            }
        }
        times.forEach((words, n) -> {
            if (n > 1) {
                all.add("twice: “" + words + "” stands in the journal " + n + " times");
            }
        });
        outOfOrder(accepted, all);
        escalations(all);
        return all;
    }

    private static void outOfOrder(List<Accepted> accepted, List<String> all) {
        accepted.stream()
                .collect(Collectors.groupingBy(Accepted::writer))
                .values()
                .forEach(own -> {
                    var sorted = own.stream()
                            .sorted(Comparator.comparingInt(Accepted::number))
                            .toList();
                    for (int i = 1; i < sorted.size(); i++) {
                        if (sorted.get(i).seq() <= sorted.get(i - 1).seq()) {
                            all.add("out of order: “" + sorted.get(i).words() + "” has seq "
                                    + sorted.get(i).seq() + " after "
                                    + sorted.get(i - 1).seq());
                        }
                    }
                });
    }

    /** Each matter once, and each that the rules name: not raised twice, not forgotten, and up one level at a time. */
    private void escalations(List<String> all) {
        var raised = picture.all(Escalation.KIND).toList();
        raised.stream()
                .collect(Collectors.groupingBy(
                        e -> e.state().rule() + " of " + e.state().subject().kind() + " "
                                + e.state().subject().id(),
                        Collectors.counting()))
                .forEach((matter, n) -> {
                    if (n > 1) {
                        all.add("escalated " + n + " times: " + matter);
                    }
                });
        for (var e : raised) {
            var levels = e.state().steps().stream()
                    .map(s -> s.addressee().level().ordinal())
                    .toList();
            for (int i = 1; i < levels.size(); i++) {
                if (levels.get(i) <= levels.get(i - 1)) {
                    all.add("escalation " + e.id() + " went from level " + levels.get(i - 1) + " to " + levels.get(i));
                }
            }
        }
        picture.all(Report.KIND).forEach(r -> forgotten(r, raised, all));
        for (var s : picture.all(Station.KIND).toList()) {
            boolean known = raised.stream()
                    .anyMatch(e -> e.state().rule().equals(EscalationRules.SUSPENSION)
                            && e.state().subject().id().equals(s.id()));
            if (s.state().status().isSuspended() && !known) {
                all.add("forgotten: the mayor does not have the suspension of " + s.id());
            }
        }
    }

    private static void forgotten(Report report, List<Escalation> raised, List<String> all) {
        for (var due : EscalationRules.DEFAULT.of(report)) {
            boolean there = raised.stream()
                    .anyMatch(e -> e.state().rule().equals(due.rule())
                            && (e.state().subject().id().equals(report.id())
                                    || EscalationRules.isCovered(due, report.state(), e)));
            if (!there) {
                all.add("forgotten: " + due.rule() + " of report " + report.id());
            }
        }
    }

    /** The body of {@code GET /picture} as it should be, without its time. */
    String snapshot(String journal, Viewpoint viewpoint) {
        var out = new ByteArrayOutputStream();
        try {
            new Frames(picture).snapshot(out, journal, Instant.EPOCH, viewpoint, seen(viewpoint));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return withoutTime(out.toString(StandardCharsets.UTF_8));
    }

    static String withoutTime(String snapshot) {
        return AT.matcher(snapshot).replaceFirst("");
    }

    /** What a screen should show. */
    Map<String, JsonNode> copy(Viewpoint viewpoint) {
        var copy = new TreeMap<String, JsonNode>();
        for (var change : seen(viewpoint)) {
            copy.put(change.kind().word() + " " + change.id(), entity(change));
        }
        return copy;
    }

    private List<Change> seen(Viewpoint viewpoint) {
        return picture.changedAfter(0).stream()
                .filter(change -> viewpoint.sees(picture.visibility(change)))
                .toList();
    }

    private JsonNode entity(Change change) {
        try {
            return Json.MAPPER.readTree(Json.bytes(picture.state(change)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
