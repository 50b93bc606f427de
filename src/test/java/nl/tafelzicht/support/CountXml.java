package nl.tafelzicht.support;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Count files as a municipality would make them: one list with two candidates at each station. */
public final class CountXml {

    private CountXml() {}

    /** @param votes of the first candidate at each station; the second has ten everywhere */
    public static String of(String municipality, String election, String created, int... votes) {
        int total = IntStream.of(votes).sum();
        var code = municipality.substring(2);
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
                        numbers(total, 10 * votes.length),
                        IntStream.range(0, votes.length)
                                .mapToObj(i -> "<ReportingUnitVotes><ReportingUnitIdentifier Id=\"" + code + "::SB"
                                        + (i + 1) + "\">Stembureau " + (i + 1) + "</ReportingUnitIdentifier>"
                                        + numbers(votes[i], 10) + "</ReportingUnitVotes>\n")
                                .collect(Collectors.joining()));
    }

    private static String numbers(int first, int second) {
        int votes = first + second;
        return "<Selection><AffiliationIdentifier Id=\"1\"><RegisteredName>Lijst A</RegisteredName>"
                + "</AffiliationIdentifier><ValidVotes>" + votes + "</ValidVotes></Selection>" + candidate(1, first)
                + candidate(2, second) + "<Cast>1000</Cast><TotalCounted>" + votes + "</TotalCounted>"
                + "<RejectedVotes ReasonCode=\"blanco\">0</RejectedVotes>"
                + "<RejectedVotes ReasonCode=\"ongeldig\">0</RejectedVotes>" + uncounted("toegelaten kiezers", votes)
                + uncounted("geldige stempassen", votes) + uncounted("geldige volmachtbewijzen", 0)
                + uncounted("meer getelde stembiljetten", 0) + uncounted("minder getelde stembiljetten", 0)
                + uncounted("geen verklaring", 0);
    }

    private static String candidate(int number, int votes) {
        return "<Selection><Candidate><CandidateIdentifier Id=\"" + number + "\"/></Candidate><ValidVotes>" + votes
                + "</ValidVotes></Selection>";
    }

    private static String uncounted(String reason, int number) {
        return "<UncountedVotes ReasonCode=\"" + reason + "\">" + number + "</UncountedVotes>";
    }
}
