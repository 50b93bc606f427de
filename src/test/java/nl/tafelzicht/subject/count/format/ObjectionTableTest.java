package nl.tafelzicht.subject.count.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.subject.count.domain.CountState;
import nl.tafelzicht.subject.count.domain.Objection;
import org.junit.jupiter.api.Test;

class ObjectionTableTest {

    private static final Instant EVENING = Instant.parse("2026-03-18T20:30:00Z");
    private static final Objection AT_STATION = new Objection(
            1,
            "GM0344-4",
            Objection.Occasion.COUNT,
            EVENING,
            "=SOM(A1) telt \"snel\" <script>'s</script>",
            "kees",
            Role.MUNICIPALITY,
            EVENING,
            new Objection.Reaction("-herteld", "kees", Role.MUNICIPALITY, EVENING));
    private static final Objection AT_SESSION = new Objection(
            2, null, Objection.Occasion.SESSION, EVENING, "niet hardop; wel", "kees", Role.MUNICIPALITY, EVENING, null);
    private static final Objection AT_VOTING = new Objection(
            3, "GM0344-1", Objection.Occasion.VOTING, EVENING, "te donker", "kees", Role.MUNICIPALITY, EVENING, null);

    private static CountState count(Municipality municipality, String name) {
        return new CountState(
                "TK2025-GM0344",
                municipality,
                "0344",
                "TK2025",
                name,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                0,
                List.of(),
                Map.of(),
                2,
                1,
                null,
                0,
                0,
                EVENING,
                1);
    }

    private static final CountState UTRECHT = count(new Municipality("GM0344", "Utrecht"), "Tweede Kamer 2025");

    @Test
    void aSpreadsheetTakesWordsForWords() {
        assertThat(ObjectionTable.csv(UTRECHT, List.of(AT_STATION, AT_SESSION, AT_VOTING))
                        .lines())
                .containsExactly(
                        "Verkiezing;Gemeente;Nummer;Stembureau;Bij;Tijdstip;Bezwaar;Reactie",
                        "TK2025;Utrecht;1;GM0344-4;telling;2026-03-18T20:30:00Z;\"'=SOM(A1) telt \"\"snel\"\" <script>'s</script>\";'-herteld",
                        "TK2025;Utrecht;2;gemeentelijk stembureau;zitting;2026-03-18T20:30:00Z;\"niet hardop; wel\";",
                        "TK2025;Utrecht;3;GM0344-1;stemming;2026-03-18T20:30:00Z;te donker;");
        assertThat(ObjectionTable.csv(count(null, null), List.of(AT_SESSION))).contains("TK2025;0344;2");
        assertThat(ObjectionTable.csv(count(new Municipality("GM0344", "@SOM(A1)"), null), List.of(AT_SESSION)))
                .as("whatever cell it is")
                .contains("TK2025;'@SOM(A1);2");
    }

    @Test
    void onPaperItIsAnnexTwoByTheClockOfThePlace() {
        var html = ObjectionTable.html(UTRECHT, List.of(AT_STATION, AT_SESSION));
        assertThat(html)
                .contains("Bezwaren, Utrecht, Tweede Kamer 2025")
                .contains("1. GM0344-4")
                .contains("telling, 18 maart 2026 21:30")
                .contains(
                        "=SOM(A1) telt &quot;snel&quot; &lt;script&gt;&#39;s&lt;/script&gt;</p><h3>Reactie</h3><p>-herteld</p>")
                .contains("-herteld")
                .contains("2. gemeentelijk stembureau")
                .contains("nog geen");
        assertThat(ObjectionTable.html(count(null, null), List.of())).contains("Bezwaren, 0344, TK2025");
        assertThat(ObjectionTable.html(count(new Municipality("GM9001", "Bonaire"), "x"), List.of(AT_SESSION)))
                .contains("zitting, 18 maart 2026 16:30");
    }
}
