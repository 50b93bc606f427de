package nl.tafelzicht.subject.response.format;

import java.io.StringWriter;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.place.Zones;
import nl.tafelzicht.subject.response.domain.ResponseState;
import nl.tafelzicht.subject.response.domain.ResponseStatus;

/**
 * A public rebuttal as an alert of the Common Alerting Protocol 1.2 (OASIS, ITU-T X.1303): what is published, for whom,
 * until when; a withdrawn rebuttal cancels it.
 */
public final class CapAlert {

    public static final String MEDIA_TYPE = "application/cap+xml";
    private static final String NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2";
    /** CAP requires a numeric offset, never Z. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");

    private static final int HOURS_IT_HOLDS = 24;

    /** What XML 1.0 has no place for: control characters, and halves of a character. */
    private static final Pattern NOT_XML =
            Pattern.compile("[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    private CapAlert() {}

    /**
     * @param s published, or withdrawn after that
     * @param sender the publisher: a name without spaces, commas or angle brackets
     * @param page where the public reads it, or {@code null}
     * @param exercise whether it is an exercise
     */
    public static String of(ResponseState s, String sender, String page, boolean exercise) {
        boolean cancelled = s.state() == ResponseStatus.WITHDRAWN;
        var published = s.carriedOut().at();
        try {
            var text = new StringWriter();
            var xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("alert");
            xml.writeDefaultNamespace(NAMESPACE);
            element(xml, "identifier", cancelled ? s.id() + "-cancel" : s.id());
            element(xml, "sender", sender);
            element(xml, "sent", time(s, cancelled ? s.withdrawn().at() : published));
            element(xml, "status", exercise ? "Exercise" : "Actual");
            element(xml, "msgType", cancelled ? "Cancel" : "Alert");
            element(xml, "scope", "Public");
            if (exercise) {
                element(xml, "note", "Exercise");
            }
            if (cancelled) {
                element(xml, "references", sender + "," + s.id() + "," + time(s, published));
            }
            info(xml, s, page, cancelled ? s.withdrawn().at() : published, cancelled);
            xml.writeEndElement();
            xml.writeEndDocument();
            return text.toString();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a text in memory can't be written", e);
        }
    }

    private static void info(XMLStreamWriter xml, ResponseState s, String page, Instant at, boolean cancelled)
            throws XMLStreamException {
        xml.writeStartElement("info");
        element(xml, "language", "nl-NL");
        element(xml, "category", "Safety");
        element(xml, "category", "Other");
        element(xml, "event", cancelled ? "Ingetrokken weerlegging" : "Weerlegging van een gerucht over de verkiezing");
        element(xml, "responseType", cancelled ? "AllClear" : "None");
        element(xml, "urgency", cancelled ? "Past" : "Immediate");
        element(xml, "severity", "Minor");
        element(xml, "certainty", "Observed");
        element(xml, "expires", time(s, at.plusSeconds(HOURS_IT_HOLDS * 3_600L)));
        element(xml, "senderName", "Tafelzicht");
        element(xml, "headline", s.content().title());
        element(xml, "description", s.content().text());
        if (page != null) {
            element(xml, "web", page);
        }
        area(xml, s.municipalities());
        xml.writeEndElement();
    }

    private static void area(XMLStreamWriter xml, List<Municipality> municipalities) throws XMLStreamException {
        xml.writeStartElement("area");
        element(
                xml,
                "areaDesc",
                municipalities.isEmpty()
                        ? "Nederland"
                        : String.join(
                                ", ",
                                municipalities.stream().map(Municipality::name).toList()));
        for (var m : municipalities) {
            xml.writeStartElement("geocode");
            element(xml, "valueName", "CBS");
            element(xml, "value", m.code());
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static void element(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(NOT_XML.matcher(value).replaceAll(" "));
        xml.writeEndElement();
    }

    /** In the local time of the audience, with its offset. */
    private static String time(ResponseState s, Instant at) {
        return TIME.withZone(Zones.ofAll(
                        s.municipalities().stream().map(Municipality::code).toList()))
                .format(at);
    }
}
