package nl.tafelzicht.subject.election.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.subject.election.domain.Definition;
import nl.tafelzicht.subject.election.domain.Definition.District;
import nl.tafelzicht.subject.election.domain.Definition.NamedList;
import nl.tafelzicht.subject.election.format.EmlElection.Unreadable;
import nl.tafelzicht.support.EmlFiles;
import nl.tafelzicht.support.EmlFiles.Named;
import nl.tafelzicht.support.EmlSchemas;
import nl.tafelzicht.support.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the hub takes from a definition of an election and from its lists. */
class EmlElectionTest {

    private static final LocalDate DAY = LocalDate.of(2027, 3, 17);
    private static final Named PS = Named.ps(DAY);

    private static EmlElection.Read read(String xml) throws Unreadable {
        return EmlElection.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static String refused(String xml) {
        return catchThrowableOfType(Unreadable.class, () -> read(xml)).why().code();
    }

    @Test
    void aDefinitionHasNameDateDistrictsAndParties() throws Exception {
        var xml = EmlFiles.definition(PS, 2, List.of("Lijst A", "Lijst B"));
        EmlSchemas.check("110a-electionevent", xml);
        var read = read(xml);
        assertThat(read.kind()).isEqualTo("110a");
        assertThat(read.election()).isEqualTo("PS2027_Utrecht");
        assertThat(read.warnings()).isEmpty();
        assertThat(read.definition())
                .isEqualTo(new Definition(
                        "Provinciale Staten Utrecht 2027",
                        "PS",
                        DAY,
                        "Utrecht",
                        List.of(new District("1", "Kring 1"), new District("2", "Kring 2")),
                        List.of(new NamedList(null, "Lijst A", null), new NamedList(null, "Lijst B", null))));
    }

    @Test
    void listsHaveTheirNumbersAndNamesAndNobodysName() throws Exception {
        var xml = EmlFiles.lists(PS, List.of("Lijst A", "Lijst B"), 3);
        EmlSchemas.check("230-candidatelist", xml);
        var read = read(xml);
        assertThat(read.kind()).isEqualTo("230b");
        assertThat(read.definition().lists())
                .as("each stands in two districts")
                .containsExactly(new NamedList(1, "Lijst A", 3), new NamedList(2, "Lijst B", 3));
    }

    @Test
    void aRealDefinitionOfEdition12IsRead() throws Exception {
        try (var in = Files.newInputStream(SharedData.file("eml110a-gr2026-stadskanaal.eml.xml"))) {
            var read = EmlElection.read(in);
            assertThat(read.election()).isEqualTo("GR2026_Stadskanaal");
            assertThat(read.definition().name()).isEqualTo("Gemeenteraad Stadskanaal 2026");
            assertThat(read.definition().date()).isEqualTo("2026-03-18");
            assertThat(read.definition().districts()).isEmpty();
            assertThat(read.definition().lists()).extracting(NamedList::name).contains("CDA", "D66");
            assertThat(read.warnings()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.4", "2.0", "drie"})
    void anEditionThatIsNotKnownIsReadWithAWarning(String version) throws Exception {
        var xml = EmlFiles.definition(PS, 1, List.of()).replace("Version=\"1.3\"", "Version=\"" + version + "\"");
        assertThat(read(xml).warnings()).extracting(Explanation::code).containsExactly("eml-version");
    }

    @Test
    void aDateMayNameItsZone() throws Exception {
        var xml = EmlFiles.definition(PS, 1, List.of()).replace("Date>2027-03-17<", "Date>2027-03-17+01:00<");
        assertThat(read(xml).definition().date()).isEqualTo(DAY);
    }

    @Test
    void anIdBeginsWithALetterOrDigit() {
        assertThat(EmlElection.isId("PS2027_Utrecht")).isTrue();
        assertThat(EmlElection.isId("ÉÉN")).isTrue();
        assertThat(EmlElection.isId("__proto__")).isFalse();
        assertThat(EmlElection.isId("..")).isFalse();
        assertThat(EmlElection.isId("x".repeat(60))).isTrue();
        assertThat(EmlElection.isId("x".repeat(61))).isFalse();
    }

    @Test
    void whatIsNoElectionIsRefusedWithItsReason() {
        var xml = EmlFiles.definition(PS, 1, List.of());
        assertThat(refused(xml.replace("Id=\"110a\"", "Id=\"110b\""))).isEqualTo("not-an-election-file");
        assertThat(refused(xml.replace(">PS<", ">Staten<"))).isEqualTo("not-a-category");
        assertThat(refused(xml.replace("Id=\"PS2027_Utrecht\"", "Id=\"PS 2027\"")))
                .isEqualTo("not-an-election-id");
        assertThat(refused(xml.replace("2027-03-17", "17 maart"))).isEqualTo("not-an-election-date");
        assertThat(refused("<a/>")).isEqualTo("not-eml");
        assertThat(refused("no xml")).isEqualTo("not-xml");
        assertThat(refused(xml.replaceFirst("<EML", "<!DOCTYPE EML [<!ENTITY a \"b\">]><EML")))
                .isEqualTo("has-doctype");
        assertThat(refused(xml.replaceFirst("<EML", "<!DOCTYPE EML SYSTEM \"file:///no-such-file\"><EML")))
                .as("what it points to is not read")
                .isEqualTo("has-doctype");
        assertThat(refused(xml.replaceFirst("(<kr:ElectionDomain[^>]*>|<ElectionName>)", "$1&unknown;")))
                .isEqualTo("not-xml");
        assertThat(refused(xml.replaceFirst("<kr:ElectionDate>[^<]*</kr:ElectionDate>", "")))
                .isEqualTo("no-election-date");
    }

    @Test
    void whatIsBeyondABoundIsRefused() throws Exception {
        var names = IntStream.rangeClosed(1, Definition.MOST_LISTS + 1)
                .mapToObj(i -> "Lijst " + i)
                .toList();
        var fits = names.subList(0, Definition.MOST_LISTS);
        assertThat(read(EmlFiles.definition(PS, Definition.MOST_DISTRICTS, fits))
                        .definition()
                        .districts())
                .hasSize(Definition.MOST_DISTRICTS);
        assertThat(refused(EmlFiles.definition(PS, Definition.MOST_DISTRICTS + 1, fits)))
                .isEqualTo("too-many-districts");
        assertThat(refused(EmlFiles.definition(PS, 1, names))).isEqualTo("too-many-lists");
        assertThat(read(EmlFiles.lists(PS, fits, 1)).definition().lists()).hasSize(Definition.MOST_LISTS);
        assertThat(refused(EmlFiles.lists(PS, names, 1))).isEqualTo("too-many-lists");
        assertThat(refused(EmlFiles.lists(PS, List.of("A"), Definition.MOST_CANDIDATES + 1)))
                .isEqualTo("too-many-candidates");
        assertThat(refused(EmlFiles.definition(PS, 1, List.of("n".repeat(201)))))
                .isEqualTo("name-too-long");
    }

    private static Unreadable unreadable(String xml) {
        return catchThrowableOfType(Unreadable.class, () -> read(xml));
    }

    @Test
    void aRefusalNamesItsLineAndTheBeginningOfWhatIsWrong() {
        var xml = EmlFiles.definition(PS, 1, List.of());
        var wrong = unreadable(xml.replace("<Contest>", "\n\n<Contest>")
                .replace("2027-03-17</kr:ElectionDate>", "\n" + "x".repeat(61) + "</kr:ElectionDate>"));
        assertThat(wrong.line()).isGreaterThan(1);
        assertThat(wrong.why().parameters().get("date")).isEqualTo('"' + "x".repeat(60) + "…\"");
        assertThat(unreadable(xml.replace("2027-03-17", "x".repeat(60)))
                        .why()
                        .parameters()
                        .get("date"))
                .isEqualTo('"' + "x".repeat(60) + '"');
        var broken = unreadable(xml + "\n\n<");
        assertThat(broken.why().code()).isEqualTo("not-xml");
        assertThat(broken.line()).isEqualTo(xml.lines().count() + 2);
    }

    @Test
    void aFileIsAboutOneElection() throws Exception {
        var lists = EmlFiles.lists(PS, List.of("A"), 1);
        var again = lists.replace("<Contest>", "<ElectionIdentifier Id=\"PS2027_Utrecht\"/><Contest>");
        assertThat(read(again).election()).isEqualTo("PS2027_Utrecht");
        assertThat(refused(again.replace("Id=\"PS2027_Utrecht\"/>", "Id=\"PS2027_Gelderland\"/>")))
                .isEqualTo("several-elections-defined");
    }

    @Test
    void aListIsKnownByItsNumberOrItsName() throws Exception {
        var lists = EmlFiles.lists(PS, List.of("A"), 2);
        var blank = lists.replace("<RegisteredName>A</RegisteredName>", "<RegisteredName/>");
        assertThat(read(blank).definition().lists()).containsExactly(new NamedList(1, "Lijst 1", 2));
        var unnumbered = lists.replace("<AffiliationIdentifier Id=\"1\">", "<AffiliationIdentifier>");
        assertThat(read(unnumbered).definition().lists()).containsExactly(new NamedList(null, "A", 2));
        assertThat(refused(blank.replace("<AffiliationIdentifier Id=\"1\">", "<AffiliationIdentifier>")))
                .isEqualTo("list-without-name");
    }

    @Test
    void aListHasAsManyCandidatesAsItsLongestDistrict() throws Exception {
        var lists = EmlFiles.lists(PS, List.of("A"), 2);
        var candidate = "<Candidate><CandidateIdentifier Id=\"1\"/></Candidate>";
        var longerFirst = lists.replaceFirst(candidate, candidate.repeat(4));
        assertThat(read(longerFirst).definition().lists()).containsExactly(new NamedList(1, "A", 5));
        int last = lists.lastIndexOf(candidate);
        var longerLast = lists.substring(0, last) + candidate.repeat(3) + lists.substring(last);
        assertThat(read(longerLast).definition().lists()).containsExactly(new NamedList(1, "A", 5));
    }

    @Test
    void whatIsAtABoundIsTaken() throws Exception {
        var name = "n".repeat(200);
        assertThat(read(EmlFiles.definition(PS, 1, List.of(name))).definition().lists())
                .containsExactly(new NamedList(null, name, null));
        assertThat(read(EmlFiles.lists(PS, List.of("A"), Definition.MOST_CANDIDATES))
                        .definition()
                        .lists())
                .containsExactly(new NamedList(1, "A", Definition.MOST_CANDIDATES));
    }
}
