package nl.tafelzicht.subject.count.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.subject.count.domain.AbacusRules;
import nl.tafelzicht.subject.count.domain.ControlProtocol;
import nl.tafelzicht.subject.count.domain.Count;
import nl.tafelzicht.subject.count.domain.CountingMethod;
import nl.tafelzicht.subject.count.domain.Finding;
import nl.tafelzicht.subject.count.domain.UncountedReason;
import nl.tafelzicht.support.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Eml510Test {

    private static final String UNIT =
            "<ReportingUnitVotes><ReportingUnitIdentifier Id=\"0363::SB7\">Stembureau School "
                    + "(postcode: 1011 AB)</ReportingUnitIdentifier>{votes}<Cast>900</Cast><TotalCounted>12</TotalCounted>"
                    + "<RejectedVotes ReasonCode=\"ongeldig\">1</RejectedVotes><RejectedVotes ReasonCode=\"blanco\">2"
                    + "</RejectedVotes><UncountedVotes ReasonCode=\"toegelaten kiezers\">15</UncountedVotes>"
                    + "</ReportingUnitVotes>";
    private static final String VOTES = "<Selection><AffiliationIdentifier Id=\"1\"><RegisteredName>A &amp; B"
            + "</RegisteredName></AffiliationIdentifier><ValidVotes>12</ValidVotes></Selection>"
            + "<Selection><Candidate><CandidateIdentifier Id=\"1\"/></Candidate><ValidVotes>5</ValidVotes></Selection>"
            + "<Selection><Candidate><CandidateIdentifier Id=\"2\"/></Candidate><ValidVotes>7</ValidVotes></Selection>";
    private static final String FILE = ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>{doctype}"
                    + "<EML xmlns=\"urn:oasis:names:tc:evs:schema:eml\" xmlns:kr=\"http://www.kiesraad.nl/extensions\" "
                    + "Id=\"510b\"><ManagingAuthority><AuthorityIdentifier Id=\"0363\">Amsterdam</AuthorityIdentifier>"
                    + "</ManagingAuthority><kr:CreationDateTime>2026-03-19T08:00:00.000</kr:CreationDateTime><Count>"
                    + "<Election><ElectionIdentifier Id=\"GR2026\"><ElectionName>Gemeenteraad</ElectionName>"
                    + "<kr:ElectionDate>2026-03-18</kr:ElectionDate></ElectionIdentifier><Contests><Contest>"
                    + "<ContestIdentifier Id=\"alle\"/><TotalVotes>{votes}<Cast>900</Cast><TotalCounted>12"
                    + "</TotalCounted></TotalVotes>" + UNIT + "</Contest></Contests></Election></Count></EML>")
            .replace("{doctype}", "");

    private static Count read(String xml) throws Eml510.Unreadable {
        return Eml510.read(
                new ByteArrayInputStream(xml.replace("{votes}", VOTES).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aCountIsReadAsItIs() throws Exception {
        var count = read(FILE);
        assertThat(count.kind()).isEqualTo("510b");
        assertThat(count.createdAt()).isEqualTo("2026-03-19T08:00:00.000");
        assertThat(count.authority()).isEqualTo("0363");
        assertThat(count.authorityName()).isEqualTo("Amsterdam");
        assertThat(count.election()).isEqualTo("GR2026");
        assertThat(count.electionDate()).isEqualTo("2026-03-18");
        assertThat(count.contest()).isEqualTo("alle");
        assertThat(count.lists()).hasSize(1);
        assertThat(count.lists().get(0).name()).isEqualTo("A & B");
        assertThat(count.lists().get(0).candidates()).containsExactly(1, 2);
        var unit = count.units().get(0);
        assertThat(unit.id()).isEqualTo("0363::SB7");
        assertThat(unit.eligible()).isEqualTo(900);
        assertThat(unit.cast()).isEqualTo(15);
        assertThat(unit.admitted()).isEqualTo(15);
        assertThat(unit.candidateVotes()[0]).containsExactly(5, 7);
        assertThat(unit.states(UncountedReason.POLLING_CARDS)).isFalse();
        assertThat(count.notStated())
                .contains("blanco", "geldige stempassen", "geen verklaring")
                .doesNotContain("Cast");
    }

    /** A number that is missing is taken, and said to be; what else is odd in a file of ours is not ours to mend. */
    @Test
    void whatIsMissingIsTakenAndSaid() throws Exception {
        var count = read(FILE.replace("<Cast>900</Cast>", "<Cast></Cast>"));
        assertThat(count.total().eligible()).isZero();
        assertThat(count.notStated()).contains("Cast");
        assertThat(read(FILE.replace("<Cast>900</Cast>", "<Cast>3</Cast>"))
                        .total()
                        .eligible())
                .isEqualTo(3);
        assertThat(read(FILE.replace(
                                "</TotalVotes>", "<kr:InitialTotalCounted>99</kr:InitialTotalCounted></TotalVotes>"))
                        .total()
                        .votesOnLists())
                .as("what an edition adds in another namespace")
                .isEqualTo(12);
        assertThat(read(FILE.replace("<RegisteredName>A &amp; B</RegisteredName>", "")
                                .replace("{votes}", VOTES.replace("<RegisteredName>A &amp; B</RegisteredName>", "")))
                        .lists()
                        .get(0)
                        .name())
                .isNull();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "<Cast>900</Cast>, Cast",
        "<TotalCounted>12</TotalCounted>, TotalCounted",
        "<RejectedVotes ReasonCode=\"blanco\">2</RejectedVotes>, blanco",
        "<RejectedVotes ReasonCode=\"ongeldig\">1</RejectedVotes>, ongeldig",
        "<UncountedVotes ReasonCode=\"toegelaten kiezers\">15</UncountedVotes>, toegelaten kiezers"
    })
    void eachNumberThatAUnitDoesNotStateIsNamed(String element, String name) throws Exception {
        var all = FILE.replace(
                "</TotalVotes>",
                "<RejectedVotes ReasonCode=\"ongeldig\">1</RejectedVotes><RejectedVotes ReasonCode=\"blanco\">2"
                        + "</RejectedVotes><UncountedVotes ReasonCode=\"toegelaten kiezers\">15</UncountedVotes>"
                        + "</TotalVotes>");
        assertThat(read(all).notStated()).doesNotContain(name);
        assertThat(read(all.replace(UNIT, UNIT.replace(element, ""))).notStated())
                .contains(name);
    }

    @Test
    void anEmptyNameIsNone() throws Exception {
        var count = read(FILE.replace("A &amp; B", "").replace("{votes}", VOTES.replace("A &amp; B", "")));
        assertThat(count.lists().get(0).name()).isNull();
        assertThat(read(FILE.replace(">Gemeenteraad<", "><")).electionName()).isNull();
    }

    /** A draft of 1.3 calls what was before otherwise; both are taken. */
    @ParameterizedTest
    @ValueSource(strings = {"Initial", "Previous"})
    void whatACorrigendumSaysThatItChangedIsRead(String word) throws Exception {
        var changed = UNIT.replace(
                        "<Cast>900</Cast><TotalCounted>",
                        "<kr:XCast>899</kr:XCast><Cast>900</Cast><kr:XTotalCounted>11</kr:XTotalCounted><TotalCounted>")
                .replace(
                        "<UncountedVotes",
                        "<kr:XRejectedVotes ReasonCode=\"ongeldig\">2</kr:XRejectedVotes>"
                                + "<kr:XUncountedVotes ReasonCode=\"toegelaten kiezers\">14</kr:XUncountedVotes><UncountedVotes")
                .replace(
                        "{votes}",
                        VOTES.replace("<ValidVotes>12<", "<kr:XValidVotes>11</kr:XValidVotes><ValidVotes>12<")
                                .replace("<ValidVotes>7<", "<kr:XValidVotes>6</kr:XValidVotes><ValidVotes>7<"))
                .replace("kr:X", "kr:" + word);
        var count = read(
                FILE.replace(UNIT, changed)
                        .replace(
                                "<Contests>",
                                "<kr:CountingMethod MethodCode=\"centrale stemopneming\"/><kr:Phase PhaseCode=\"corrigendum\"/><Contests>"));
        assertThat(count.phase()).isEqualTo(Count.Phase.CORRIGENDUM);
        assertThat(count.method()).isEqualTo(CountingMethod.CENTRAL);
        assertThat(count.units().get(0).corrected())
                .containsExactlyInAnyOrder("Z", "E", "G", "toegelaten kiezers", "list 1", "list 1 candidate 2");
        assertThat(count.units().get(0).investigated()).isFalse();
        assertThat(count.total().corrected()).isEmpty();
        assertThat(read(FILE).phase()).isNull();
        assertThat(read(FILE).method()).isNull();
    }

    @Test
    void aPhaseOrAWayOfCountingThatIsNotKnownIsRefused() {
        for (var word : new String[] {"Phase PhaseCode", "CountingMethod MethodCode"}) {
            var file = FILE.replace("<Contests>", "<kr:" + word + "=\"tweede zitting\"/><Contests>");
            var refused = catchThrowableOfType(Eml510.Unreadable.class, () -> read(file));
            assertThat(refused.why().code())
                    .isEqualTo(word.startsWith("Phase") ? "unknown-phase" : "unknown-counting-method");
            assertThat(refused).hasMessageContaining("tweede zitting");
        }
    }

    @Test
    void thatAUnitWasInvestigatedIsRead() throws Exception {
        for (var said : new String[] {"true", "false"}) {
            var unit = UNIT.replace(
                    "{votes}",
                    "<kr:ReportingUnitInvestigations><kr:Investigation ReasonCode=\"a\">false</kr:Investigation>"
                            + "<kr:Investigation ReasonCode=\"b\">" + said
                            + "</kr:Investigation></kr:ReportingUnitInvestigations>{votes}");
            assertThat(read(FILE.replace(UNIT, unit)).units().get(0).investigated())
                    .isEqualTo(said.equals("true"));
        }
    }

    @Test
    void ofWhoWasElectedOnlyWhatTheFileSaysOfItselfIsRead() throws Exception {
        var result = Eml510.read(Files.newInputStream(SharedData.file("eml-samples/eml520_test.eml.xml")));
        assertThat(result.isResult()).isTrue();
        assertThat(result.authority()).isEqualTo("CSB");
        assertThat(result.election()).isEqualTo("GR2022_Heemdamseburg");
        assertThat(result.units()).isEmpty();
    }

    /** Comments, and what stands within a text, change nothing of it. */
    @Test
    void aTextMayBeInPieces() throws Exception {
        var count =
                read(FILE.replace("<ElectionName>Gemeenteraad", "<ElectionName>Ge<!-- x -->meente<sub>x<y/></sub>raad")
                        .replace("<Cast>900<", "<Cast><!-- -->90<!-- -->0<"));
        assertThat(count.electionName()).isEqualTo("Gemeenteraad");
        assertThat(count.total().eligible()).isEqualTo(900);
    }

    static Stream<Arguments> refused() {
        UnaryOperator<String> doctype = file -> file.replace("?><EML", "?><!DOCTYPE EML [<!ENTITY a \"1\">]><EML");
        return Stream.of(
                wrong("not-xml", file -> file.substring(0, file.length() - 40)),
                wrong("has-doctype", doctype),
                wrong(
                        "xml-out-of-bounds",
                        file -> file.replace("<Contests>", "<a>".repeat(70) + "</a>".repeat(70) + "<Contests>")),
                wrong(
                        "xml-out-of-bounds",
                        file -> file.replace("<Contests>", "<Contests x='" + "y".repeat(70_000) + "'>")),
                wrong("not-xml", file -> file.replace(">Gemeenteraad<", ">Gemeente\u0001raad<")),
                wrong("not-xml", file -> file.replace(">Gemeenteraad<", ">Gemeente & raad<")),
                wrong("xml-out-of-bounds", file -> file.replace(">Gemeenteraad<", ">" + "x".repeat(70_000) + "<")),
                wrong("has-entities", file -> file.replace(">Gemeenteraad<", ">Gemeente&raad;<")),
                wrong("has-entities", file -> file.replace("<Cast>", "&raad;<Cast>")),
                wrong("has-entities", file -> file.replace("<Contests>", "&raad;<Contests>")),
                wrong("not-eml", file -> file.replace("urn:oasis:names:tc:evs:schema:eml", "urn:other")),
                wrong("not-a-count-file", file -> file.replace("Id=\"510b\"", "Id=\"110b\"")),
                wrong("not-a-count-number", file -> file.replace("<Cast>900</Cast>", "<Cast>-1</Cast>")),
                wrong("not-a-count-number", file -> file.replace("<Cast>900</Cast>", "<Cast>2147483648</Cast>")),
                wrong("not-a-count-number", file -> file.replace("<Cast>900</Cast>", "<Cast>veel</Cast>")),
                wrong("count-too-large", file -> file.replace("0363::SB7", "0363::SB" + "7".repeat(Eml510.MOST_SIGNS))),
                wrong("unit-twice", file -> file.replace("</Contest>", UNIT + "</Contest>")),
                wrong("unit-without-id", file -> file.replace("Id=\"0363::SB7\"", "")),
                wrong(
                        "lists-differ",
                        file -> file.replace(UNIT, UNIT.replace("{votes}", VOTES.replace("Id=\"2\"", "Id=\"3\"")))),
                wrong("lists-differ", file -> file.replace(UNIT, UNIT.replace("{votes}", ""))),
                wrong("selection-unclear", file -> file.replace("<ValidVotes>7</ValidVotes>", "")
                        .replace("{votes}", VOTES.replace("<ValidVotes>7</ValidVotes>", ""))),
                wrong("count-without-total", file -> file.replaceAll("<TotalVotes>.*</TotalVotes>", "")),
                wrong(
                        "count-without-identity",
                        file -> file.replaceAll("<ManagingAuthority>.*</ManagingAuthority>", "")),
                wrong(
                        "several-contests",
                        file -> file.replace(
                                "</Contest>", "</Contest><Contest><ContestIdentifier Id=\"2\"/></Contest>")),
                wrong(
                        "count-too-large",
                        file -> file.replace(
                                "{votes}",
                                VOTES
                                        + "<Selection><Candidate><CandidateIdentifier Id=\"9\"/></Candidate><ValidVotes>0</ValidVotes></Selection>"
                                                .repeat(Eml510.MOST_CANDIDATES))));
    }

    private static Arguments wrong(String code, UnaryOperator<String> change) {
        return Arguments.of(code, change.apply(FILE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void aFileThatDoesNotHoldTogetherIsRefusedWhole(String code, String file) {
        var refused = catchThrowableOfType(Eml510.Unreadable.class, () -> read(file));
        assertThat(refused).as(code).isNotNull();
        assertThat(refused.why().code()).isEqualTo(code);
        assertThat(refused.line()).isPositive();
        assertThat(refused)
                .hasMessage("line " + refused.line() + ": " + refused.why().in(Locale.ENGLISH));
    }

    @Test
    void whatIsInNoLineIsRefusedWithoutOne() {
        var why = Explanation.of("count-without-total");
        assertThat(new Eml510.Unreadable(0, why)).hasMessage(why.in(Locale.ENGLISH));
        assertThat(new Eml510.Unreadable(0, why).line()).isZero();
        assertThat(new Eml510.Unreadable(1, why)).hasMessageStartingWith("line 1: ");
    }

    @Test
    void aTextMayBeAsLongAsTheBoundAndIsRepeatedShortened() throws Exception {
        var longest = "0363::SB" + "7".repeat(Eml510.MOST_SIGNS - 8);
        assertThat(read(FILE.replace("0363::SB7", longest)).units().get(0).id()).isEqualTo(longest);
        for (int length : new int[] {60, 61}) {
            var value = "v".repeat(length);
            var refused =
                    catchThrowableOfType(Eml510.Unreadable.class, () -> read(FILE.replace(">900<", ">" + value + "<")));
            assertThat(refused.why().parameters())
                    .as("%d characters", length)
                    .containsEntry("value", length == 60 ? value : "v".repeat(60) + "…");
        }
    }

    /** What the Electoral Council's own program writes for these files, to the byte. */
    @ParameterizedTest
    @ValueSource(strings = {"ep2024-test-count", "made-up-60-stations"})
    void theThreeTablesAreThoseOfTheElectoralCouncil(String name) throws Exception {
        var count = Eml510.read(Files.newInputStream(SharedData.file("hcp/" + name + ".eml.xml")));
        var tables = new ProtocolCsv(count, ControlProtocol.check(count), false);
        assertThat(tables.a()).isEqualTo(oracle(name, "a"));
        assertThat(tables.b()).isEqualTo(oracle(name, "b"));
        assertThat(tables.c()).isEqualTo(oracle(name, "c"));
    }

    private static String oracle(String name, String table) throws IOException {
        return Files.readString(SharedData.file("hcp/" + name + "." + table + ".csv"));
    }

    @Test
    void filesOfOthersAreRead() throws Exception {
        for (var name : new String[] {"eml510b-count.eml.xml", "eml510b-with-investigations.eml.xml"}) {
            var count = Eml510.read(Files.newInputStream(SharedData.file(name)));
            assertThat(count.units()).as(name).isNotEmpty();
        }
    }

    @Test
    void theTestCountHasTheErrorsThatWerePutIntoIt() throws Exception {
        var count = Eml510.read(Files.newInputStream(SharedData.file("hcp/ep2024-test-count.eml.xml")));
        assertThat(AbacusRules.check(count))
                .filteredOn(f -> f.group() == Finding.Group.ERRORS)
                .extracting(Finding::code)
                .contains("F.201", "F.308");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.15, 0.25, 2.5})
    void percentagesAreRoundedAsTheElectoralCouncilsProgramDoes(double number) {
        var expected = java.util.Map.of(0.05, "0.1", 0.15, "0.1", 0.25, "0.2", 2.5, "2.5");
        assertThat(ProtocolCsv.rounded(number)).isEqualTo(expected.get(number));
        assertThat(ProtocolCsv.rounded(-number)).isEqualTo("-" + expected.get(number));
        assertThat(ProtocolCsv.rounded(-0.04)).isEqualTo("-0.0");
        assertThat(ProtocolCsv.rounded(-0.0)).isEqualTo("-0.0");
        assertThat(ProtocolCsv.rounded(0.0)).isEqualTo("0.0");
    }
}
