package nl.tafelzicht.election;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nl.tafelzicht.engine.json.Json;
import org.junit.jupiter.api.Test;

/** The words that stand in journals and in answers. A word is for ever. */
class WordsTest {

    private static final String WORDS = """
            election.EscalationLevel | municipality triangle table
            election.Role | table-operator table-member mayor police prosecutor municipality station-chair \
            observer partner auditor admin
            election.Severity | info attention urgent critical
            election.Tlp | CLEAR GREEN AMBER AMBER+STRICT RED
            subject.count.domain.Count$Phase | first-session corrigendum
            subject.count.domain.CountState$Lateness | count session
            subject.count.domain.CountState$SessionStatus | planned open adjourned closed
            subject.count.domain.CountingMethod | decentral central
            subject.count.domain.Finding$Group | errors warnings protocol live
            subject.count.domain.FindingState$Status | open explained recount-ordered recounted corrected
            subject.count.domain.Objection$Occasion | voting count session
            subject.count.domain.PersonalData$Kind | name telephone email address
            subject.count.domain.TimeStamp$Failure | unreachable bad-status too-large unreadable refused not-ours bad-signature
            subject.courier.domain.CourierStatus | requested under-way delivered cancelled
            subject.escalation.domain.EscalationStatus | open acknowledged resolved
            subject.incident.domain.IncidentStatus | reported verified contained closed dismissed
            subject.narrative.domain.Assertion | all-closed some-closed violence access-blocked unrest \
            long-waits no-ballots count-irregular result-changed more-votes-than-voters counted-in-secret counted-by-machines \
            counted-without-observers
            subject.narrative.domain.Fact$Key | open not-open unconfirmed last-confirmation waiting \
            ballots-out violence-verified violence-reported access-verified access-reported unrest-verified \
            unrest-reported count-verified count-reported count-files count-replaced count-revised count-sessions \
            count-over-eligible count-findings count-objections count-observed count-by-hand hindered-reported
            subject.narrative.domain.Finding$Standing | contradicted confirmed undecided
            subject.narrative.domain.NarrativeKind | safety-scare suppression process-fairness result-doubt smear doxing
            subject.narrative.domain.NarrativeSource$Kind | media fact-checker municipality intelligence eeas \
            platform public table
            subject.narrative.domain.NarrativeStatus | reported assessed answered monitored closed
            subject.report.domain.Gift$Standing | not-allowed above-maximum notifiable allowed before-rules
            subject.report.domain.ReportEvent$Why | dismissed closed
            subject.report.domain.ReportKind$Advice | report-to-police keep-evidence shielded public-count write-to-committee
            subject.report.domain.ReportKind | crowd demonstration unrest access-blocked threat violence \
            technical supplies accessibility foreign-interference proxy-canvassing vote-buying doxing \
            candidate-intimidation covert-gift counting-irregularity observer-hindered count-error other
            subject.report.domain.ReportState$Triage | new linked dismissed
            subject.report.domain.Source | on-site phone partner public
            subject.response.domain.LegalGround | misleading-on-voting false-danger impersonation threat doxing \
            fabricated-media
            subject.response.domain.Outcome$Decision | removed restricted labelled no-action no-answer
            subject.response.domain.ResponseKind | rebuttal trusted-flag dsa-notice partner-notice monitor
            subject.response.domain.ResponseStatus | proposed approved rejected published sent monitoring withdrawn
            subject.election.domain.DefinedBy | mention hand file
            subject.station.domain.Attention | suspended count-suspended closed-early counting-early \
            ballots-out overdue too-few-members long-waiting silent opened-early voters-contradicted ballots-low
            subject.station.domain.Ballots | sufficient low out
            subject.station.ImportPlan$Act | add change move withdraw
            subject.station.domain.StationType | regular special mobile
            subject.station.domain.Status | expected open suspended closed counting count-suspended counted on-the-way \
            arrived counting-candidates
            subject.tolerance.domain.ToleranceStatus | proposed in-force withdrawn
            subject.tolerance.domain.Verdict$Outcome | within near breached
            subject.tolerance.domain.Verdict$Rule | free-access maximum-participants minimum-distance \
            amplified-sound none
            subject.visit.domain.Question | box-shown-empty booths-secret lists-posted open \
            waiting-minutes members-present voters-admitted ballots-left identity-checked one-in-a-booth \
            two-proxies-at-most free-of-campaigning accessible could-watch-voting waiting-voted \
            doors-open-to-public ballots-never-alone counted-by-hand could-watch-count \
            voters-counted-first differences-explained objections-noted outcome-said-aloud report-signed
            subject.visit.domain.VisitState$FindingKind | observation hindrance
            subject.visit.domain.VisitState$VisitStatus | present hindered left
            """;

    private static Class<?> type(String name) {
        try {
            return Class.forName("nl.tafelzicht." + name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(name, e);
        }
    }

    @Test
    void areWhatTheyWere() {
        WORDS.lines().map(line -> line.split(" \\| ")).forEach(line -> {
            assertThat(Arrays.stream(type(line[0]).getEnumConstants())
                            .map(Object::toString)
                            .collect(Collectors.joining(" ")))
                    .as(line[0])
                    .isEqualTo(line[1]);
            for (var word : type(line[0]).getEnumConstants()) {
                assertThat(Json.text(word)).as("as it is written").isEqualTo("\"" + word + "\"");
                assertThat(Json.read(Json.text(word), (Class<?>) type(line[0])))
                        .as("and read")
                        .isSameAs(word);
            }
        });
    }

    @Test
    void ofEachEnumWithWordsAreHere() {
        var enums = new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("nl.tafelzicht.election", "nl.tafelzicht.subject")
                        .stream()
                        .filter(c -> c.isEnum()
                                && c.getMethods().stream()
                                        .anyMatch(m -> m.getName().equals("toString")
                                                && m.getOwner().equals(c)))
                        .map(c -> c.getName().replace("nl.tafelzicht.", ""))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(enums)
                .isSubsetOf(WORDS.lines().map(line -> line.split(" \\| ")[0]).toList())
                .isNotEmpty();
    }

    @Test
    void aLevelIsAboveOthersAndAMarkingNamesForWhomItIs() {
        for (var marking : Tlp.values()) {
            assertThat(Tlp.of(marking.toString())).isSameAs(marking);
            assertThat(marking.isForNamed()).isEqualTo(marking == Tlp.RED || marking == Tlp.AMBER_STRICT);
        }
        assertThat(Refusal.invalid("field", Explanation.of("mandatory"))).satisfies(r -> {
            assertThat(r.reason()).isEqualTo(Refusal.Reason.INVALID);
            assertThat(r.field()).isEqualTo("field");
        });
    }
}
