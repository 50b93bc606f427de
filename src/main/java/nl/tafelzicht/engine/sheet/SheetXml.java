package nl.tafelzicht.engine.sheet;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import nl.tafelzicht.election.Explanation;

/** A part of a spreadsheet as a stream of elements, by their local names; without declarations and entities. */
final class SheetXml {

    private final XMLStreamReader xml;

    SheetXml(XMLStreamReader xml) {
        this.xml = xml;
    }

    /** Goes to the next event; returns {@code false} at the end. */
    boolean next() throws XMLStreamException, UnreadableSheet {
        if (!xml.hasNext()) {
            return false;
        }
        int event = xml.next();
        if (event == XMLStreamConstants.DTD) {
            throw new UnreadableSheet(Explanation.of("has-doctype"));
        }
        if (event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new UnreadableSheet(Explanation.of("has-entities"));
        }
        return true;
    }

    /** Goes to the start of the next element; returns {@code false} at the end. */
    boolean nextElement() throws XMLStreamException, UnreadableSheet {
        while (next()) {
            if (begins()) {
                return true;
            }
        }
        return false;
    }

    boolean begins() {
        return xml.getEventType() == XMLStreamConstants.START_ELEMENT;
    }

    boolean begins(String name) {
        return begins() && name.equals(xml.getLocalName());
    }

    boolean ends(String name) {
        return xml.getEventType() == XMLStreamConstants.END_ELEMENT && name.equals(xml.getLocalName());
    }

    boolean ends() {
        return xml.getEventType() == XMLStreamConstants.END_ELEMENT;
    }

    boolean isText() {
        int event = xml.getEventType();
        return event == XMLStreamConstants.CHARACTERS
                || event == XMLStreamConstants.CDATA
                || event == XMLStreamConstants.SPACE;
    }

    String name() {
        return xml.getLocalName();
    }

    /** An attribute in any namespace; {@code null} when there is none. */
    String attribute(String name) {
        for (int i = xml.getAttributeCount() - 1; i >= 0; i--) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return xml.getAttributeValue(i);
            }
        }
        return null;
    }

    /** @param namespace the end of its name */
    String attribute(String namespace, String name) {
        for (int i = xml.getAttributeCount() - 1; i >= 0; i--) {
            if (xml.getAttributeLocalName(i).equals(name)
                    && xml.getAttributeNamespace(i).contains(namespace)) {
                return xml.getAttributeValue(i);
            }
        }
        return null;
    }

    /** Adds the current text, up to the limit of one cell. */
    void addTextTo(StringBuilder text) {
        add(text, xml.getText());
    }

    static void add(StringBuilder text, String more) {
        text.append(more, 0, Math.min(more.length(), Math.max(0, SheetBudget.LONGEST_TEXT + 1 - text.length())));
    }

    /** The text of the element that begins here, up to its end, including that of its child elements. */
    String text() throws XMLStreamException, UnreadableSheet {
        var text = new StringBuilder();
        int depth = 1;
        while (depth > 0 && next()) {
            if (begins()) {
                depth++;
            } else if (ends()) {
                depth--;
            } else if (isText()) {
                addTextTo(text);
            }
        }
        return text.toString();
    }

    /** Goes to the end of the element that begins here. */
    void skip() throws XMLStreamException, UnreadableSheet {
        int depth = 1;
        while (depth > 0 && next()) {
            depth += begins() ? 1 : ends() ? -1 : 0;
        }
    }
}
