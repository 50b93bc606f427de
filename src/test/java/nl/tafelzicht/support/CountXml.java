package nl.tafelzicht.support;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Count files as a municipality would make them: one list with two candidates. */
public final class CountXml {

    private CountXml() {}

    /** What a station counted. @param lost ballots that are not there, without an explanation */
    private record Unit(int first, int second, int lost, boolean isInvestigated) {}

    /** @param votes of the first candidate at each station; the second has ten everywhere */
    public static String of(String municipality, String election, String created, int... votes) {
        return file(
                municipality,
                election,
                created,
                IntStream.of(votes).mapToObj(v -> new Unit(v, 10, 0, false)).toList());
    }

    /** Candidates of station 4 are switched, and at station 10 are 16 ballots fewer than voters. */
    public static String planted(String municipality, String election, int stations) {
        return file(municipality, election, "2026-03-19T00:30:00", units(stations, true));
    }

    /** The same after both were looked into. */
    public static String corrected(String municipality, String election, int stations) {
        return file(municipality, election, "2026-03-19T03:30:00", units(stations, false));
    }

    private static List<Unit> units(int stations, boolean isPlanted) {
        return IntStream.rangeClosed(1, stations)
                .mapToObj(n -> n == 4
                        ? isPlanted ? new Unit(20, 200, 0, false) : new Unit(200, 20, 0, true)
                        : n == 10
                                ? new Unit(isPlanted ? 184 : 200, 20, isPlanted ? 16 : 0, !isPlanted)
                                : new Unit(200, 20, 0, false))
                .toList();
    }

    private static String file(String municipality, String election, String created, List<Unit> units) {
        var code = municipality.substring(2);
        var total = units.stream()
                .reduce((a, b) -> new Unit(a.first + b.first, a.second + b.second, a.lost + b.lost, false))
                .orElseThrow();
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <EML xmlns="urn:oasis:names:tc:evs:schema:eml" xmlns:kr="http://www.kiesraad.nl/extensions" Id="510b" \
                SchemaVersion="5"><TransactionId>1</TransactionId><ManagingAuthority><AuthorityIdentifier \
                Id="%s">Gemeente</AuthorityIdentifier></ManagingAuthority><kr:CreationDateTime>%s\
                </kr:CreationDateTime><Count><Election><ElectionIdentifier Id="%s"><ElectionName>Proef\
                </ElectionName></ElectionIdentifier><Contests><Contest><ContestIdentifier Id="alle"/>
                <TotalVotes>%s</TotalVotes>
                %s</Contest></Contests></Election></Count></EML>
                """.formatted(
                        code,
                        created,
                        election,
                        numbers(total, 1_000 * units.size()),
                        IntStream.range(0, units.size())
                                .mapToObj(i -> "<ReportingUnitVotes><ReportingUnitIdentifier Id=\"" + code + "::SB"
                                        + (i + 1) + "\">Stembureau " + (i + 1) + "</ReportingUnitIdentifier>"
                                        + investigated(units.get(i)) + numbers(units.get(i), 1_000)
                                        + "</ReportingUnitVotes>\n")
                                .collect(Collectors.joining()));
    }

    private static String investigated(Unit unit) {
        return unit.isInvestigated
                ? "<kr:ReportingUnitInvestigations><kr:Investigation ReasonCode=\"stembiljetten deels herteld\">true"
                        + "</kr:Investigation></kr:ReportingUnitInvestigations>"
                : "";
    }

    private static String numbers(Unit unit, int eligible) {
        int votes = unit.first + unit.second;
        return "<Selection><AffiliationIdentifier Id=\"1\"><RegisteredName>Lijst A</RegisteredName>"
                + "</AffiliationIdentifier><ValidVotes>" + votes + "</ValidVotes></Selection>"
                + candidate(1, unit.first) + candidate(2, unit.second) + "<Cast>" + eligible + "</Cast><TotalCounted>"
                + votes + "</TotalCounted><RejectedVotes ReasonCode=\"blanco\">0</RejectedVotes>"
                + "<RejectedVotes ReasonCode=\"ongeldig\">0</RejectedVotes>"
                + uncounted("toegelaten kiezers", votes + unit.lost)
                + uncounted("geldige stempassen", votes + unit.lost) + uncounted("geldige volmachtbewijzen", 0)
                + uncounted("meer getelde stembiljetten", 0) + uncounted("minder getelde stembiljetten", unit.lost)
                + uncounted("geen verklaring", unit.lost);
    }

    private static String candidate(int number, int votes) {
        return "<Selection><Candidate><CandidateIdentifier Id=\"" + number + "\"/></Candidate><ValidVotes>" + votes
                + "</ValidVotes></Selection>";
    }

    private static String uncounted(String reason, int number) {
        return "<UncountedVotes ReasonCode=\"" + reason + "\">" + number + "</UncountedVotes>";
    }
}
