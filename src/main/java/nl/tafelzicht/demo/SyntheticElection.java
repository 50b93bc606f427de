package nl.tafelzicht.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import nl.tafelzicht.subject.station.format.StembureausCsv;

/**
 * An election of the demo's day, of the whole country, and the file (EML 110b) in which a municipality names its
 * stations for it. Simplified: in reality each province and water authority elects its own body.
 *
 * @param share of the voters who vote in this election; 1 for the first
 */
record SyntheticElection(String id, String name, String category, double share) {

    /** By the word that the command line uses for them. */
    private static final Map<String, SyntheticElection> KNOWN = new TreeMap<>(Map.of(
            "ps", new SyntheticElection("PS2027", "Provinciale Staten 2027", "PS", 1),
            "ws", new SyntheticElection("AB2027", "Waterschappen 2027", "AB", 0.92),
            "gr", new SyntheticElection("GR2027", "Gemeenteraden 2027", "GR", 0.97),
            "tk", new SyntheticElection("TK2027", "Tweede Kamer 2027", "TK", 0.99),
            "ep", new SyntheticElection("EP2027", "Europees Parlement 2027", "EP", 0.95),
            "nr", new SyntheticElection("NR2027", "Nationaal referendum 2027", "NR", 0.9)));

    /** Share of the eligible who vote, as in an ordinary year. */
    private static final double TURNOUT = 0.58;
    /** Voters per day at a station of size 1. */
    private static final int VOTERS_A_DAY = 1_150;

    /**
     * @param words separated by commas; empty for a day whose election is not named
     * @throws IllegalArgumentException with a message for the user when they make no sense
     */
    static List<SyntheticElection> of(String words) {
        var all = new ArrayList<SyntheticElection>();
        for (var word : words.isBlank() ? new String[0] : words.split(",")) {
            var election = KNOWN.get(word.strip().toLowerCase(Locale.ROOT));
            if (election == null) {
                throw new IllegalArgumentException("--elections has \"" + word.strip() + "\", which is none of "
                        + String.join(", ", KNOWN.keySet()));
            }
            if (all.contains(election)) {
                throw new IllegalArgumentException("--elections has \"" + word.strip() + "\" twice");
            }
            all.add(election);
        }
        return List.copyOf(all);
    }

    /**
     * The EML 110b file of a municipality.
     *
     * @param csv its stations, as made by {@link SyntheticStations}
     */
    String file(String municipality, String csv, long seed, LocalDate day) {
        var columns = StembureausCsv.columns();
        int number = columns.indexOf("Nummer stembureau");
        int called = columns.indexOf("Naam stembureau");
        int type = columns.indexOf("Type stembureau");
        var code = municipality.substring(2);
        var out = new StringBuilder("""
                <?xml version="1.0" encoding="UTF-8"?>
                <EML xmlns="urn:oasis:names:tc:evs:schema:eml" xmlns:kr="http://www.kiesraad.nl/extensions" \
                xmlns:xal="urn:oasis:names:tc:ciq:xsdschema:xAL:2.0" Id="110b" SchemaVersion="5">
                <TransactionId>1</TransactionId><ManagingAuthority><AuthorityIdentifier Id="%s"/><AuthorityAddress/>\
                </ManagingAuthority><kr:Schema Version="1.3"/>\
                <kr:CreationDateTime>%sT12:00:00</kr:CreationDateTime>
                <ElectionEvent><EventIdentifier/><Election><ElectionIdentifier Id="%s"><ElectionName>%s</ElectionName>\
                <ElectionCategory>%s</ElectionCategory><kr:ElectionDate>%s</kr:ElectionDate></ElectionIdentifier>
                <Contest><ContestIdentifier Id="geen"/><ReportingUnit><ReportingUnitIdentifier Id="%s"/>\
                </ReportingUnit><VotingMethod>SPV</VotingMethod><MaxVotes>1</MaxVotes>
                """.formatted(code, day.minusDays(30), id, name, category, day, code));
        csv.lines().skip(1).forEach(line -> {
            var cells = line.split(";", -1);
            out.append("<PollingPlace Channel=\"polling\"><PhysicalLocation><Address><Locality><xal:LocalityName>")
                    .append(cells[called])
                    .append("</xal:LocalityName></Locality></Address><PollingStation Id=\"")
                    .append(cells[number])
                    .append("\">")
                    .append(eligible(seed, municipality + "-" + cells[number]))
                    .append("</PollingStation><kr:ReportingUnitType>")
                    .append(cells[type].equals("bijzonder") ? "Special" : "FixedLocation")
                    .append("</kr:ReportingUnitType></PhysicalLocation></PollingPlace>\n");
        });
        return out.append("</Contest></Election></ElectionEvent></EML>\n").toString();
    }

    private long eligible(long seed, String station) {
        double one = VOTERS_A_DAY * StationDay.size(seed, station) / TURNOUT;
        return Math.round(one * (0.97 + 0.06 * new Random(station.hashCode() ^ id.hashCode()).nextDouble()));
    }
}
