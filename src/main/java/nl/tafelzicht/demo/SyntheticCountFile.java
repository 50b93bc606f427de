package nl.tafelzicht.demo;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import nl.tafelzicht.demo.SyntheticCount.Counted;
import nl.tafelzicht.demo.SyntheticCount.Numbers;

/** The file of a made-up count (EML_NL 510b), from its beginning to its end. */
final class SyntheticCountFile {

    private static final String EML = "urn:oasis:names:tc:evs:schema:eml";
    private static final String KIESRAAD = "http://www.kiesraad.nl/extensions";

    private final String municipality;
    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    /** @param municipality code of the municipality */
    SyntheticCountFile(String municipality) {
        this.municipality = municipality.substring(2);
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a text in memory can't be written", e);
        }
    }

    /** @param name of the municipality */
    void begin(String name, String election, String created, boolean corrigendum) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        line();
        xml.writeComment(" made up; not a result ");
        line();
        xml.writeStartElement("EML");
        xml.writeDefaultNamespace(EML);
        xml.writeNamespace("kr", KIESRAAD);
        xml.writeAttribute("Id", "510b");
        xml.writeAttribute("SchemaVersion", "5");
        element("TransactionId", "1");
        xml.writeStartElement("ManagingAuthority");
        element("AuthorityIdentifier", "Id", municipality, name);
        xml.writeEmptyElement("AuthorityAddress");
        xml.writeEndElement();
        element("kr:CreationDateTime", created);
        xml.writeStartElement("Count");
        xml.writeEmptyElement("EventIdentifier");
        xml.writeStartElement("Election");
        start("ElectionIdentifier", "Id", election);
        element("ElectionName", "Provinciale Staten 2027");
        xml.writeEndElement();
        empty("kr:Phase", "PhaseCode", corrigendum ? "corrigendum" : "eerste zitting");
        xml.writeStartElement("Contests");
        xml.writeStartElement("Contest");
        empty("ContestIdentifier", "Id", "alle");
        line();
    }

    void total(Numbers n) throws XMLStreamException {
        xml.writeStartElement("TotalVotes");
        numbers(n);
        xml.writeEndElement();
        line();
    }

    /** @param isInvestigated whether its ballots were counted again in part */
    void unit(Counted station, boolean isInvestigated, Numbers n) throws XMLStreamException {
        xml.writeStartElement("ReportingUnitVotes");
        element(
                "ReportingUnitIdentifier",
                "Id",
                municipality + "::SB" + station.number(),
                "Stembureau " + station.name());
        if (isInvestigated) {
            xml.writeStartElement("kr:ReportingUnitInvestigations");
            element("kr:Investigation", "ReasonCode", "stembiljetten deels herteld", "true");
            xml.writeEndElement();
        }
        numbers(n);
        xml.writeEndElement();
        line();
    }

    String end() throws XMLStreamException {
        xml.writeEndDocument();
        line();
        return text.toString();
    }

    private void numbers(Numbers n) throws XMLStreamException {
        for (int l = 0; l < SyntheticCount.SHARES.length; l++) {
            xml.writeStartElement("Selection");
            start("AffiliationIdentifier", "Id", String.valueOf(l + 1));
            element("RegisteredName", "Lijst " + (char) ('A' + l));
            xml.writeEndElement();
            element("ValidVotes", String.valueOf(n.list(l)));
            xml.writeEndElement();
            for (int c = 0; c < SyntheticCount.CANDIDATES; c++) {
                xml.writeStartElement("Selection");
                xml.writeStartElement("Candidate");
                empty("CandidateIdentifier", "Id", String.valueOf(c + 1));
                xml.writeEndElement();
                element("ValidVotes", String.valueOf(n.votes[l][c]));
                xml.writeEndElement();
            }
        }
        element("Cast", String.valueOf(n.eligible));
        element("TotalCounted", String.valueOf(n.onLists()));
        reason("RejectedVotes", "blanco", n.blank);
        reason("RejectedVotes", "ongeldig", n.invalid);
        reason("UncountedVotes", "toegelaten kiezers", n.admitted);
        reason("UncountedVotes", "geldige stempassen", n.admitted);
        reason("UncountedVotes", "geldige volmachtbewijzen", 0);
        reason("UncountedVotes", "geldige kiezerspassen", 0);
        reason("UncountedVotes", "meer getelde stembiljetten", 0);
        reason("UncountedVotes", "minder getelde stembiljetten", n.fewer);
        reason("UncountedVotes", "geen verklaring", n.fewer);
    }

    private void reason(String name, String reason, int number) throws XMLStreamException {
        element(name, "ReasonCode", reason, String.valueOf(number));
    }

    private void element(String name, String value) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(value);
        xml.writeEndElement();
    }

    private void element(String name, String attribute, String is, String value) throws XMLStreamException {
        start(name, attribute, is);
        xml.writeCharacters(value);
        xml.writeEndElement();
    }

    private void start(String name, String attribute, String is) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeAttribute(attribute, is);
    }

    private void empty(String name, String attribute, String is) throws XMLStreamException {
        xml.writeEmptyElement(name);
        xml.writeAttribute(attribute, is);
    }

    private void line() throws XMLStreamException {
        xml.writeCharacters("\n");
    }
}
