package nl.tafelzicht.subject.escalation;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import nl.tafelzicht.engine.json.JsonFile;
import nl.tafelzicht.subject.escalation.domain.EscalationRules.FromSeverity;
import nl.tafelzicht.subject.report.domain.ReportKind;

/**
 * Which reports are escalated automatically, from a file: {@code {"violence": {"from": "info", "severity": "critical"},
 * …}}; a kind that is missing never is.
 */
final class RulesFile {

    private RulesFile() {}

    /** @throws IOException that says where it is invalid */
    static Map<ReportKind, FromSeverity> read(Path file) throws IOException {
        Map<String, FromSeverity> rules = JsonFile.read(file, new TypeReference<>() {});
        var known = new EnumMap<ReportKind, FromSeverity>(ReportKind.class);
        for (var entry : rules.entrySet()) {
            ReportKind kind = null;
            for (var k : ReportKind.values()) {
                if (k.toString().equals(entry.getKey())) {
                    kind = k;
                }
            }
            if (kind == null) {
                throw new IllegalArgumentException(entry.getKey() + " is not a kind of report");
            }
            if (entry.getValue() == null
                    || entry.getValue().from() == null
                    || entry.getValue().severity() == null) {
                throw new IllegalArgumentException(entry.getKey() + " names from and severity");
            }
            known.put(kind, entry.getValue());
        }
        return known;
    }
}
