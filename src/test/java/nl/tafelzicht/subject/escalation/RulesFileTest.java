package nl.tafelzicht.subject.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.subject.report.domain.ReportKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesFileTest {

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("rules.json"), text);
    }

    @Test
    void saysWhichReportsAreEscalatedByThemselves() throws IOException {
        var rules = RulesFile.read(file("{\"violence\":{\"from\":\"info\",\"severity\":\"critical\"},"
                + "\"access-blocked\":{\"from\":\"urgent\",\"severity\":\"urgent\"}}"));
        assertThat(rules).hasSize(2);
        assertThat(rules.get(ReportKind.VIOLENCE).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(rules.get(ReportKind.ACCESS_BLOCKED).from()).isEqualTo(Severity.URGENT);
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThatThrownBy(() -> RulesFile.read(file("{\"riot\":{\"from\":\"info\",\"severity\":\"urgent\"}}")))
                .hasMessageContaining("riot is not a kind of report");
        assertThatThrownBy(() -> RulesFile.read(file("{\"unrest\":{\"from\":\"info\"}}")))
                .hasMessageContaining("unrest names from and severity");
        assertThatThrownBy(() -> RulesFile.read(file("{\"unrest\":{\"from\":\"mild\",\"severity\":\"urgent\"}}")))
                .hasMessageContaining("mild");
        assertThatThrownBy(() -> RulesFile.read(folder.resolve("absent.json"))).isInstanceOf(IOException.class);
    }
}
