package nl.tafelzicht.subject.station.format;

import java.io.InputStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import nl.tafelzicht.election.ElectionDates;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.place.Zones;
import nl.tafelzicht.engine.place.Gazetteer;
import nl.tafelzicht.engine.xml.GuardedXml;
import nl.tafelzicht.subject.station.domain.StationEntry;
import nl.tafelzicht.subject.station.domain.StationEntry.Location;
import nl.tafelzicht.subject.station.domain.StationType;
import nl.tafelzicht.subject.station.format.RowReader.Wrong;
import nl.tafelzicht.subject.station.format.StationFile.Mention;
import nl.tafelzicht.subject.station.format.StationFile.Unreadable;

/**
 * EML_NL 110b, the Electoral Council's format for polling stations, of 1.2.x and 1.3; with or without the
 * {@code sb:Location} extension. Without it a station has only a name and at most a postcode, and is placed
 * approximately. A file is of one municipality; it may have several elections, one after the other. Read as a stream,
 * without DTDs or entities.
 */
public final class Eml110b {

    private static final String EML = "urn:oasis:names:tc:evs:schema:eml";
    private static final LocalTime OPENS = LocalTime.of(7, 30); // Kieswet J 1
    private static final LocalTime CLOSES = LocalTime.of(21, 0);
    /** An xs:date may name a zone. */
    private static final Pattern DATE_WITH_ZONE = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(Z|[+-]\\d{2}:\\d{2})");

    private static final Pattern KNOWN_VERSION = Pattern.compile("1\\.[23](\\.\\d+)*");
    private static final Pattern ELECTION_ID = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}_.-]{0,59}");
    private static final Map<String, StationType> TYPES =
            Map.of("FixedLocation", StationType.REGULAR, "Mobile", StationType.MOBILE, "Special", StationType.SPECIAL);
    private static final Map<String, Boolean> BOOLEANS = Map.of("true", true, "1", true, "false", false, "0", false);
    private static final int LONGEST_NAME = 200;

    private static final String NUMBER = "PollingStation/@Id";
    private static final String TYPE = "ReportingUnitType";
    private static final String SHARED = "SharedLocation";

    private final XMLStreamReader xml;
    private final Gazetteer gazetteer;
    private final StationFileBuilder file = new StationFileBuilder();
    private final Coordinates coordinates = new Coordinates();
    private final LocalDate givenDate;
    private LocalDate fileDate;
    private Municipality municipality;
    private String election;
    private String electionName;
    private String category;
    private String domain;
    private boolean isMentioned;
    private int missingVoters;

    /** One {@code PollingPlace}: its own texts by element name, and those of each {@code sb:Location} in it. */
    private record PollingPlace(long line, Map<String, String> texts, List<Map<String, String>> locations) {}

    private Eml110b(XMLStreamReader xml, Gazetteer gazetteer, LocalDate date) {
        this.xml = xml;
        this.gazetteer = gazetteer;
        this.givenDate = date;
    }

    /**
     * @param date on which the stations open, instead of the file's election date; {@code null} to keep that
     * @throws Unreadable when it is not a 110b: another kind, not well-formed, or with a document type declaration
     */
    public static StationFile read(InputStream in, Gazetteer gazetteer, LocalDate date) throws Unreadable {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            return new Eml110b(GuardedXml.open(factory, in), gazetteer, date).read();
        } catch (XMLStreamException e) {
            long line =
                    e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNumber());
            throw new Unreadable(line, Explanation.of(GuardedXml.isOutOfBounds(e) ? "xml-out-of-bounds" : "not-xml"));
        }
    }

    private StationFile read() throws XMLStreamException, Unreadable {
        boolean root = true;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD) {
                throw new Unreadable(line(), Explanation.of("has-doctype"));
            }
            if (event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw new Unreadable(line(), Explanation.of("has-entities"));
            }
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            if (root) {
                checkKind();
            }
            root = false;
            switch (xml.getLocalName()) {
                case "AuthorityIdentifier" -> takeAuthority();
                case "Schema" -> takeVersion();
                case "ElectionIdentifier" -> takeElection();
                case "ElectionName" -> electionName = cut(text());
                case "ElectionCategory" -> category = cut(text());
                case "ElectionDomain" -> domain = cut(text());
                case "ElectionDate" -> takeDate();
                case "MunicipalityContactDetails" -> takeContact();
                case "PollingPlace" -> take(pollingPlace());
                default -> {}
            }
        }
        if (missingVoters > 0) {
            file.warn(Remark.of("voters-missing", Map.of("count", String.valueOf(missingVoters))));
        }
        return file.build(givenDate);
    }

    private void checkKind() throws Unreadable {
        if (!xml.getLocalName().equals("EML") || !EML.equals(xml.getNamespaceURI())) {
            throw new Unreadable(line(), Explanation.of("not-eml", "root", RowReader.quoted(xml.getLocalName())));
        }
        var kind = xml.getAttributeValue(null, "Id");
        if (!"110b".equals(kind)) {
            throw new Unreadable(line(), Explanation.of("not-110b", "id", RowReader.quoted(String.valueOf(kind))));
        }
    }

    /** Skips elements of later editions. */
    private void takeVersion() {
        var version = String.valueOf(xml.getAttributeValue(null, "Version"));
        if (!KNOWN_VERSION.matcher(version).matches()) {
            file.warn(Remark.of("eml-version", Map.of("version", version)));
        }
    }

    /** The election precedes its stations in a file. */
    private void takeElection() throws Unreadable {
        var id = xml.getAttributeValue(null, "Id");
        if (id != null && !ELECTION_ID.matcher(id).matches()) {
            throw new Unreadable(line(), Explanation.of("not-an-election", "id", RowReader.quoted(id)));
        }
        election = id;
        electionName = null;
        category = null;
        domain = null;
        fileDate = null;
        isMentioned = false;
    }

    private static String cut(String text) {
        var name = text.strip();
        return name.isEmpty() ? null : name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }

    private void takeAuthority() throws XMLStreamException, Unreadable {
        if (municipality != null) {
            return;
        }
        var id = xml.getAttributeValue(null, "Id");
        if (id == null || !id.matches("\\d{4}")) {
            throw new Unreadable(
                    line(), Explanation.of("not-an-authority", "id", RowReader.quoted(String.valueOf(id))));
        }
        municipality = gazetteer.municipality("GM" + id, text().strip());
    }

    private void takeContact() throws XMLStreamException {
        var text = text();
        if (municipality != null) {
            file.contact(municipality.code(), text);
        }
    }

    private void takeDate() throws XMLStreamException, Unreadable {
        long line = line();
        var text = text().strip();
        try {
            if (fileDate == null) {
                fileDate = LocalDate.parse(DATE_WITH_ZONE.matcher(text).replaceFirst("$1"));
                if (!ElectionDates.isPossible(fileDate)) {
                    throw new Unreadable(line, ElectionDates.refusal(fileDate));
                }
            }
        } catch (DateTimeException e) {
            throw new Unreadable(line, Explanation.of("not-an-election-date", "date", RowReader.quoted(text)));
        }
    }

    private PollingPlace pollingPlace() throws XMLStreamException, Unreadable {
        var place = new PollingPlace(line(), new HashMap<>(), new ArrayList<>());
        Map<String, String> current = place.texts;
        var name = "";
        while (!(xml.next() == XMLStreamConstants.END_ELEMENT
                && xml.getLocalName().equals("PollingPlace"))) {
            switch (xml.getEventType()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    name = xml.getLocalName();
                    if (name.equals("Location")) {
                        place.locations.add(current = new HashMap<>());
                    }
                    if (name.equals("PollingStation")) {
                        current.put(NUMBER, xml.getAttributeValue(null, "Id"));
                    }
                }
                case XMLStreamConstants.CHARACTERS -> {
                    if (!name.isEmpty()) {
                        current.merge(name, xml.getText(), String::concat);
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    if (xml.getLocalName().equals("Location")) {
                        current = place.texts;
                    }
                    name = "";
                }
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new Unreadable(line(), Explanation.of("has-entities"));
                default -> {}
            }
        }
        return place;
    }

    private void take(PollingPlace place) throws Unreadable {
        if (municipality == null) {
            throw new Unreadable(place.line, Explanation.of("no-authority"));
        }
        if (day() == null) {
            throw new Unreadable(place.line, Explanation.of("no-election-date"));
        }
        if (!isMentioned && election != null) {
            file.mention(new Mention(election, electionName, category, fileDate, domain));
            isMentioned = true;
        }
        var row = new RowReader(
                Place.line(place.line),
                place.texts::get,
                place.texts.values().stream()
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .toList(),
                file::warn);
        try {
            int number = row.number(NUMBER, 1, 999_999);
            var stated = type(row);
            if (place.locations.size() <= 1) {
                var location = place.locations.isEmpty() ? Map.<String, String>of() : place.locations.get(0);
                file.add(
                        row,
                        municipality.code(),
                        number,
                        NUMBER,
                        id -> entry(row, location, id, number, stated == null ? StationType.REGULAR : stated));
                return;
            }
            var type = stated == StationType.REGULAR ? stated : StationType.MOBILE;
            for (var location : place.locations) {
                file.add(row, municipality.code(), number, NUMBER, id -> entry(row, location, id, number, type));
            }
        } catch (Wrong wrong) {
            file.reject(wrong);
        }
    }

    private StationEntry entry(RowReader row, Map<String, String> texts, String id, int number, StationType type)
            throws Wrong {
        var name = row.mandatory("LocalityName");
        var eligible = row.voters("PollingStation", 5_000_000);
        if (row.optional("PollingStation") == null) {
            missingVoters++;
        }
        var place = row.with(texts::get);
        var zone = Zones.of(municipality.code());
        var opens = place.optional("OpenTime") == null
                ? RowReader.at(day().atTime(OPENS), zone)
                : place.time("OpenTime", zone, day());
        var closes = place.optional("ClosingTime") == null
                ? RowReader.at(day().atTime(CLOSES), zone)
                : place.time("ClosingTime", zone, day());
        if (!closes.isAfter(opens)) {
            throw place.wrong("ClosingTime", "closes-first", Map.of());
        }
        var read = new StationEntry(
                        id, number, name, type, municipality, location(row, place, number), opens, closes, eligible, 0)
                .in(null, shared(row));
        if (election == null) {
            return read;
        }
        var voters = new LinkedHashMap<String, Integer>();
        voters.put(election, eligible);
        return read.forElections(voters);
    }

    /** @return {@code null} when the file does not state it, or in an unknown word */
    private static StationType type(RowReader row) throws Wrong {
        var word = row.optional(TYPE);
        if (word != null && !TYPES.containsKey(word)) {
            row.warn(TYPE, "ignored-value", Map.of("value", word));
        }
        return word == null ? null : TYPES.get(word);
    }

    private static Boolean shared(RowReader row) throws Wrong {
        var word = row.optional(SHARED);
        if (word != null && !BOOLEANS.containsKey(word)) {
            row.warn(SHARED, "ignored-value", Map.of("value", word));
        }
        return word == null ? null : BOOLEANS.get(word);
    }

    private Location location(RowReader row, RowReader place, int number) throws Wrong {
        var house = Stream.of(place.optional("Number"), place.optional("Letter"), place.optional("NumberAddition"))
                .filter(part -> part != null)
                .collect(Collectors.joining(" "));
        var street = place.optional("StreetName");
        var address = street == null
                ? place.optional("AdditionalAddressInformation")
                : house.isEmpty() ? street : street + " " + house;
        var postcode =
                place.optional("PostalCode") == null ? row.postcode("PostalCodeNumber") : place.postcode("PostalCode");
        var town = place.optional("City");
        var point =
                coordinates.read(place, municipality.code().startsWith("GM9"), "Latitude", "Longitude", "RDx", "RDy");
        if (point != null) {
            return new Location(point.latitude(), point.longitude(), null, address, postcode, town);
        }
        var about = gazetteer.approximate(municipality.code(), number, postcode);
        return new Location(about.latitude(), about.longitude(), true, address, postcode, town);
    }

    private LocalDate day() {
        return fileDate == null ? givenDate : fileDate;
    }

    private long line() {
        return xml.getLocation().getLineNumber();
    }

    /** The element's own text; a child element or an entity in it makes the file unreadable. */
    private String text() throws XMLStreamException {
        return xml.getElementText();
    }
}
