package nl.tafelzicht.subject.election.format;

import java.io.InputStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import nl.tafelzicht.election.ElectionDates;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.engine.xml.GuardedXml;
import nl.tafelzicht.subject.election.domain.Definition;
import nl.tafelzicht.subject.election.domain.Definition.District;
import nl.tafelzicht.subject.election.domain.Definition.NamedList;
import nl.tafelzicht.subject.election.domain.Election;

/**
 * EML_NL 110a, the definition of an election, and 230b, its lists of candidates; of 1.2.x and 1.3. Read as a stream,
 * without DTDs or entities. Of the candidates only the number is stored.
 */
public final class EmlElection {

    public static final String DEFINITION = "110a";
    public static final String LISTS = "230b";

    private static final String EML = "urn:oasis:names:tc:evs:schema:eml";
    private static final Set<String> KINDS = Set.of(DEFINITION, LISTS);
    private static final Set<String> DISTRICTS = Set.of("KIESKRING", "PROVINCIAAL_KIESKRING", "WATERSCHAP_KIESKRING");
    /** An xs:date may name a zone. */
    private static final Pattern DATE = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(?:Z|[+-]\\d{2}:\\d{2})?");

    private static final Pattern ID = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}_.-]{0,59}");
    private static final Pattern CATEGORY = Pattern.compile("[A-Z]{2}");
    private static final Pattern KNOWN_VERSION = Pattern.compile("1\\.[23](\\.\\d+)*");
    private static final int LONGEST_NAME = 200;

    private final XMLStreamReader xml;
    private final Map<String, District> districts = new LinkedHashMap<>();
    private final Map<String, NamedList> parties = new LinkedHashMap<>();
    /** By their numbers; by their names, while they have none. */
    private final Map<String, NamedList> lists = new LinkedHashMap<>();

    private final List<Explanation> warnings = new ArrayList<>();
    private String kind;
    private String id;
    private String name;
    private String category;
    private LocalDate date;
    private String domain;

    /**
     * @param kind {@link #DEFINITION} or {@link #LISTS}
     * @param election the {@code ElectionIdentifier}
     * @param definition what the file says of the election; of a 230b including its lists
     */
    public record Read(String kind, String election, Definition definition, List<Explanation> warnings) {}

    /** A file that is refused completely. */
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Explanation why;
        private final long line;

        Unreadable(long line, Explanation why) {
            super(why.code(), null, false, false);
            this.why = why;
            this.line = line;
        }

        public Explanation why() {
            return why;
        }

        /** From 1; 0 when the error is not in one line. */
        public long line() {
            return line;
        }
    }

    private EmlElection(XMLStreamReader xml) {
        this.xml = xml;
    }

    /** @throws Unreadable when it is neither, not well-formed, exceeds a bound, or lacks a mandatory part */
    public static Read read(InputStream in) throws Unreadable {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            return new EmlElection(GuardedXml.open(factory, in)).read();
        } catch (XMLStreamException e) {
            long line =
                    e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNumber());
            throw new Unreadable(line, Explanation.of(GuardedXml.isOutOfBounds(e) ? "xml-out-of-bounds" : "not-xml"));
        }
    }

    private Read read() throws XMLStreamException, Unreadable {
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.DTD -> throw refused(Explanation.of("has-doctype"));
                case XMLStreamConstants.ENTITY_REFERENCE -> throw refused(Explanation.of("has-entities"));
                case XMLStreamConstants.START_ELEMENT -> start();
                default -> {}
            }
        }
        if (date == null) {
            throw new Unreadable(0, Explanation.of("no-election-date"));
        }
        if (id == null || category == null) {
            throw new Unreadable(0, explained("no-election"));
        }
        if (name == null) {
            warnings.add(explained("election-without-name", "election", id));
            name = id;
        }
        var named = (kind.equals(LISTS) ? lists : parties)
                .values().stream()
                        .sorted(Comparator.comparing(
                                NamedList::number, Comparator.nullsLast(Comparator.naturalOrder())))
                        .toList();
        var definition = new Definition(name, category, date, domain, List.copyOf(districts.values()), named);
        return new Read(kind, id, definition, List.copyOf(warnings));
    }

    private void start() throws XMLStreamException, Unreadable {
        if (kind == null) {
            takeKind();
            return;
        }
        switch (xml.getLocalName()) {
            case "Schema" -> takeVersion();
            case "ElectionIdentifier" -> takeId();
            case "ElectionName" -> name = text();
            case "ElectionCategory" -> takeCategory();
            case "ElectionDomain" -> domain = text();
            case "ElectionDate" -> takeDate();
            case "Region" -> takeRegion();
            case "RegisteredAppellation" -> takeParty();
            case "Affiliation" -> takeList();
            default -> {}
        }
    }

    private void takeKind() throws Unreadable {
        if (!xml.getLocalName().equals("EML") || !EML.equals(xml.getNamespaceURI())) {
            throw refused(Explanation.of("not-eml", "root", quoted(xml.getLocalName())));
        }
        var said = String.valueOf(attribute("Id"));
        if (!KINDS.contains(said)) {
            throw refused(explained("not-an-election-file", "id", quoted(said)));
        }
        kind = said;
    }

    /** Skips elements of later editions. */
    private void takeVersion() {
        var version = String.valueOf(attribute("Version"));
        if (!KNOWN_VERSION.matcher(version).matches()) {
            warnings.add(explained("eml-version", "version", quoted(version)));
        }
    }

    /** An id begins with a letter or digit: what begins with underscores may mean something to a program. */
    public static boolean isId(String said) {
        return ID.matcher(said).matches();
    }

    private void takeId() throws Unreadable {
        var said = String.valueOf(attribute("Id"));
        if (id != null && !id.equals(said)) {
            throw refused(explained("several-elections-defined"));
        }
        if (!isId(said)) {
            throw refused(explained("not-an-election-id", "id", quoted(said)));
        }
        id = said;
    }

    private void takeCategory() throws XMLStreamException, Unreadable {
        category = text();
        if (category == null || !CATEGORY.matcher(category).matches()) {
            throw refused(explained("not-a-category", "category", quoted(String.valueOf(category))));
        }
    }

    private void takeDate() throws XMLStreamException, Unreadable {
        var said = String.valueOf(text());
        var m = DATE.matcher(said);
        try {
            date = LocalDate.parse(m.matches() ? m.group(1) : said);
            if (!ElectionDates.isPossible(date)) {
                throw refused(ElectionDates.refusal(date));
            }
        } catch (DateTimeException e) {
            throw refused(Explanation.of("not-an-election-date", "date", quoted(said)));
        }
    }

    private void takeRegion() throws XMLStreamException, Unreadable {
        if (!DISTRICTS.contains(attribute("RegionCategory"))) {
            return;
        }
        var number = attribute("RegionNumber");
        String called = null;
        while (!isEnd("Region")) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT
                    && xml.getLocalName().equals("RegionName")) {
                called = text();
            }
        }
        if (number == null || number.isBlank()) {
            warnings.add(explained("district-without-number", "name", String.valueOf(called)));
            return;
        }
        if (districts.size() == Definition.MOST_DISTRICTS && !districts.containsKey(number)) {
            throw refused(explained("too-many-districts", "most", Definition.MOST_DISTRICTS));
        }
        districts.put(number, new District(number, called == null ? number : called));
    }

    private void takeParty() throws XMLStreamException, Unreadable {
        var party = text();
        if (party == null) {
            return;
        }
        checkRoom(parties.size());
        parties.put(party, new NamedList(null, party, null));
    }

    /** A list occurs in each district in which it takes part; its candidates may differ there. */
    private void takeList() throws XMLStreamException, Unreadable {
        Integer number = null;
        String called = null;
        int candidates = 0;
        while (!isEnd("Affiliation")) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "AffiliationIdentifier" -> number = number(attribute("Id"));
                case "RegisteredName" -> called = text();
                case "Candidate" -> {
                    if (++candidates > Definition.MOST_CANDIDATES) {
                        throw refused(explained("too-many-candidates", "most", Definition.MOST_CANDIDATES));
                    }
                }
                default -> {}
            }
        }
        if (number == null && called == null) {
            throw refused(explained("list-without-name"));
        }
        var key = number == null ? called : number.toString();
        var before = lists.get(key);
        if (before == null) {
            checkRoom(lists.size());
        }
        int most = before == null ? candidates : Math.max(candidates, before.candidates());
        lists.put(key, new NamedList(number, called == null ? "Lijst " + number : called, most));
    }

    private void checkRoom(int known) throws Unreadable {
        if (known == Definition.MOST_LISTS) {
            throw refused(explained("too-many-lists", "most", Definition.MOST_LISTS));
        }
    }

    private boolean isEnd(String element) {
        return xml.getEventType() == XMLStreamConstants.END_ELEMENT
                && xml.getLocalName().equals(element);
    }

    private static Integer number(String said) {
        return said != null && said.strip().matches("[1-9]\\d{0,3}") ? Integer.valueOf(said.strip()) : null;
    }

    private String attribute(String named) {
        return xml.getAttributeValue(null, named);
    }

    /** @return {@code null} for none */
    private String text() throws XMLStreamException, Unreadable {
        var text = xml.getElementText().strip();
        if (text.length() > LONGEST_NAME) {
            throw refused(explained("name-too-long", "most", LONGEST_NAME));
        }
        return text.isEmpty() ? null : text;
    }

    private Unreadable refused(Explanation why) {
        return new Unreadable(Math.max(0, xml.getLocation().getLineNumber()), why);
    }

    private static Explanation explained(String code, Object... namesAndValues) {
        return Explanation.beside(Election.class, code, namesAndValues);
    }

    private static String quoted(String value) {
        return '"' + (value.length() > 60 ? value.substring(0, 60) + "…" : value) + '"';
    }
}
