package nl.tafelzicht.support;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Files of EML_NL 1.3, as the Electoral Council's schemas have them: an election, its lists, its polling stations. */
public final class EmlFiles {

    private static final String HEAD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <EML xmlns="urn:oasis:names:tc:evs:schema:eml" xmlns:kr="http://www.kiesraad.nl/extensions"
                 xmlns:xal="urn:oasis:names:tc:ciq:xsdschema:xAL:2.0" xmlns:sb="http://www.kiesraad.nl/sb-extensions"
                 Id="%s" SchemaVersion="5">
              <TransactionId>1</TransactionId>
              <ManagingAuthority>
                <AuthorityIdentifier Id="%s">%s</AuthorityIdentifier>
                <AuthorityAddress/>
              </ManagingAuthority>
              <IssueDate>2027-02-01</IssueDate>
              <kr:Schema Version="1.3"/>
              <kr:CreationDateTime>2027-02-01T12:00:00</kr:CreationDateTime>
            """;

    private EmlFiles() {}

    /** An election, as files name it. @param id such as {@code PS2027_Utrecht} */
    public record Named(String id, String name, String category, String subcategory, String domain, LocalDate date) {

        public static Named ps(LocalDate date) {
            return new Named("PS2027_Utrecht", "Provinciale Staten Utrecht 2027", "PS", "PS2", "Utrecht", date);
        }

        public static Named ab(LocalDate date) {
            return new Named("AB2027_DeStichtse", "Waterschap De Stichtse 2027", "AB", "AB2", "De Stichtse", date);
        }

        String xml(boolean nominated) {
            return "<ElectionIdentifier Id=\"" + id + "\"><ElectionName>" + name + "</ElectionName>"
                    + "<ElectionCategory>" + category + "</ElectionCategory><kr:ElectionSubcategory>" + subcategory
                    + "</kr:ElectionSubcategory><kr:ElectionDomain Id=\"9\">" + domain + "</kr:ElectionDomain>"
                    + "<kr:ElectionDate>" + date + "</kr:ElectionDate>"
                    + (nominated ? "<kr:NominationDate>" + date.minusDays(44) + "</kr:NominationDate>" : "")
                    + "</ElectionIdentifier>\n";
        }
    }

    /** A 110a. @param districts how many electoral districts it has */
    public static String definition(Named election, int districts, List<String> parties) {
        var xml = new StringBuilder(HEAD.formatted("110a", "CSB", "Centraal stembureau"));
        xml.append("<ElectionEvent><EventIdentifier/><Election>").append(election.xml(true));
        xml.append("<Contest><ContestIdentifier Id=\"alle\"/><VotingMethod>SPV</VotingMethod><MaxVotes>1</MaxVotes>")
                .append("</Contest><kr:NumberOfSeats>49</kr:NumberOfSeats>")
                .append("<kr:PreferenceThreshold>25</kr:PreferenceThreshold><kr:ElectionTree>")
                .append("<kr:Region RegionNumber=\"9\" RegionCategory=\"PROVINCIE\"><kr:RegionName>Utrecht")
                .append("</kr:RegionName><kr:Committee CommitteeCategory=\"CSB\"/></kr:Region>");
        for (int i = 1; i <= districts; i++) {
            xml.append("<kr:Region RegionNumber=\"")
                    .append(i)
                    .append("\" RegionCategory=\"PROVINCIAAL_KIESKRING\" ")
                    .append("SuperiorRegionNumber=\"9\" SuperiorRegionCategory=\"PROVINCIE\"><kr:RegionName>Kring ")
                    .append(i)
                    .append("</kr:RegionName><kr:Committee CommitteeCategory=\"HSB\"/></kr:Region>");
        }
        xml.append("</kr:ElectionTree><kr:RegisteredParties>");
        for (var party : parties) {
            xml.append("<kr:RegisteredParty><kr:RegisteredAppellation>")
                    .append(party)
                    .append("</kr:RegisteredAppellation></kr:RegisteredParty>");
        }
        return xml.append("</kr:RegisteredParties></Election></ElectionEvent></EML>")
                .toString();
    }

    /** A 230b. @param candidates on each list */
    public static String lists(Named election, List<String> lists, int candidates) {
        var xml = new StringBuilder(HEAD.formatted("230b", "CSB", "Centraal stembureau"));
        xml.append("<CandidateList><Election>").append(election.xml(false));
        for (int district = 1; district <= 2; district++) {
            xml.append("<Contest><ContestIdentifier Id=\"").append(district).append("\"/>");
            for (int i = 1; i <= lists.size(); i++) {
                xml.append("<Affiliation><AffiliationIdentifier Id=\"")
                        .append(i)
                        .append("\"><RegisteredName>")
                        .append(lists.get(i - 1))
                        .append("</RegisteredName></AffiliationIdentifier><Type>lijstengroep</Type>")
                        .append("<kr:ListData PublishGender=\"false\"/>");
                for (int c = 1; c <= candidates; c++) {
                    xml.append("<Candidate><CandidateIdentifier Id=\"")
                            .append(c)
                            .append("\"/></Candidate>");
                }
                xml.append("</Affiliation>");
            }
            xml.append("</Contest>");
        }
        return xml.append("</Election></CandidateList></EML>").toString();
    }

    /** A polling station of a 110b. @param more what stands behind the name and the postcode */
    public static String place(int number, String name, String voters, String locations, String more) {
        return "<PollingPlace Channel=\"polling\"><PhysicalLocation><Address><Locality><xal:LocalityName>" + name
                + "</xal:LocalityName><xal:PostalCode><xal:PostalCodeNumber>3511 AB</xal:PostalCodeNumber>"
                + "</xal:PostalCode></Locality>" + locations + "</Address><PollingStation Id=\"" + number + "\">"
                + voters + "</PollingStation>" + more + "</PhysicalLocation></PollingPlace>\n";
    }

    /** A 110b of one election. @param code of the municipality, such as {@code GM0344} */
    public static String stations(Named election, String code, List<String> places) {
        return stations(List.of(election), code, places);
    }

    /** A 110b in which each election has the same stations. */
    public static String stations(List<Named> elections, String code, List<String> places) {
        var number = code.substring(2);
        var xml = new StringBuilder(HEAD.formatted("110b", number, "Gemeente " + number));
        xml.append("<ElectionEvent><EventIdentifier/>");
        for (var election : elections) {
            xml.append("<Election>")
                    .append(election.xml(false))
                    .append("<Contest><ContestIdentifier Id=\"geen\"/><ReportingUnit><ReportingUnitIdentifier Id=\"")
                    .append(number)
                    .append("\">Gemeente ")
                    .append(number)
                    .append("</ReportingUnitIdentifier></ReportingUnit><VotingMethod>SPV</VotingMethod>")
                    .append("<MaxVotes>1000</MaxVotes>")
                    .append("<sb:MunicipalityContactDetails>14 030</sb:MunicipalityContactDetails>")
                    .append("<sb:MunicipalityElectionSite>https://example.nl/stemmen</sb:MunicipalityElectionSite>\n");
            places.forEach(xml::append);
            xml.append("</Contest></Election>");
        }
        return xml.append("</ElectionEvent></EML>").toString();
    }

    /** Stations 1 to a number, with so many voters each. */
    public static List<String> places(int stations, int voters) {
        var all = new ArrayList<String>();
        for (int i = 1; i <= stations; i++) {
            all.add(place(i, "Stembureau " + i, String.valueOf(voters + i), "", ""));
        }
        return all;
    }
}
