package nl.tafelzicht.subject.escalation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import nl.tafelzicht.engine.eventsourcing.ConfiguredSubject;
import nl.tafelzicht.subject.escalation.domain.EscalationRules;
import picocli.CommandLine.Option;

/** Options of what is escalated automatically, and how long people have to acknowledge it. */
final class EscalationOptions implements ConfiguredSubject.Options<EscalationRules> {

    @Option(
            names = "--escalation-attention",
            defaultValue = "30",
            description = "minutes to acknowledge an escalation of severity attention")
    private int attentionMinutes;

    @Option(names = "--escalation-urgent", defaultValue = "10", description = "the same for urgent")
    private int urgentMinutes;

    @Option(names = "--escalation-critical", defaultValue = "5", description = "the same for critical")
    private int criticalMinutes;

    @Option(
            names = "--escalation-rules",
            description = "file (JSON) with which reports are escalated by themselves, instead of the defaults")
    private Path rules;

    @Override
    public EscalationRules read() throws IOException {
        check(
                attentionMinutes > 0
                        && urgentMinutes > 0
                        && criticalMinutes > 0
                        && Math.max(attentionMinutes, Math.max(urgentMinutes, criticalMinutes)) <= 1_440,
                "--escalation-… is between 1 and 1440 minutes");
        try {
            var reports = rules == null ? EscalationRules.DEFAULT.reports() : RulesFile.read(rules);
            return new EscalationRules(Map.of(), reports).withMinutes(attentionMinutes, urgentMinutes, criticalMinutes);
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException("--escalation-rules " + rules + " can't be read: " + e.getMessage(), e);
        }
    }
}
