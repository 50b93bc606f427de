package nl.tafelzicht.subject.count.format;

import com.fasterxml.aalto.UncheckedStreamException;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.engine.xml.GuardedXml;
import nl.tafelzicht.subject.count.domain.Count;
import nl.tafelzicht.subject.count.domain.Count.Phase;
import nl.tafelzicht.subject.count.domain.CountList;
import nl.tafelzicht.subject.count.domain.CountUnit;
import nl.tafelzicht.subject.count.domain.CountingMethod;
import nl.tafelzicht.subject.count.domain.UncountedReason;

/**
 * Reads EML_NL 510, the count of an election, of 1.2.x and 1.3; of a 520, which says who was elected, only the heading.
 * Read as a stream, without DTDs or entities; completely or not at all. Additions of later editions in other namespaces
 * are skipped.
 */
public final class Eml510 {

    private static final String EML = "urn:oasis:names:tc:evs:schema:eml";
    /** The Electoral Council's additions. */
    private static final String EXTENSIONS = "http://www.kiesraad.nl/extensions";

    private static final Map<String, CountingMethod> METHODS = Map.of(
            "centrale stemopneming", CountingMethod.CENTRAL, "decentrale stemopneming", CountingMethod.DECENTRAL);
    private static final Map<String, Phase> PHASES =
            Map.of("eerste zitting", Phase.FIRST_SESSION, "corrigendum", Phase.CORRIGENDUM);
    /** The element with the earlier value of a changed number; a draft of 1.3 has another name for it. */
    private static final Pattern BEFORE = Pattern.compile("(?:Initial|Previous)([A-Z][A-Za-z]+)");

    private static final Pattern KIND = Pattern.compile("510[a-dqrs]|520");
    private static final String RESULT = "520";
    private static final String BLANK = "blanco";
    private static final String INVALID = "ongeldig";
    /** Larger than any election has had: 26 lists, 80 candidates, 530 stations. */
    static final int MOST_LISTS = 200;

    static final int MOST_CANDIDATES = 200;
    /** Characters of a name or an id; the longest name of a list has 60. */
    static final int MOST_SIGNS = 500;

    static final int MOST_UNITS = 5_000;

    private final XMLStreamReader xml;
    private final List<CountUnit> units = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final Set<String> notStated = new LinkedHashSet<>();
    private String kind;
    private String createdAt;
    private String authority;
    private String authorityName;
    private String election;
    private String electionName;
    private String electionDate;
    private String contest;
    private CountingMethod method;
    private Phase phase;
    private List<CountList> lists;
    private CountUnit total;

    /** A file that is refused completely. */
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Explanation why;
        private final long line;

        Unreadable(long line, Explanation why) {
            super((line > 0 ? "line " + line + ": " : "") + why.in(Locale.ENGLISH));
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

    private Eml510(XMLStreamReader xml) {
        this.xml = xml;
    }

    /** @throws Unreadable when it is not a 510, not well-formed, or inconsistent */
    public static Count read(InputStream in) throws Unreadable {
        var factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        XMLStreamReader reader = null;
        try {
            reader = GuardedXml.open(factory, in);
            return new Eml510(reader).read();
        } catch (XMLStreamException e) {
            throw unreadable(reader, e.getLocation(), e);
        } catch (UncheckedStreamException e) { // from parts that are read only when they are needed
            throw unreadable(reader, null, e);
        }
    }

    private static Unreadable unreadable(XMLStreamReader reader, Location told, Exception cause) {
        var at = told != null || reader == null ? told : reader.getLocation();
        return new Unreadable(
                at == null ? 0 : Math.max(0, at.getLineNumber()),
                Explanation.of(GuardedXml.isOutOfBounds(cause) ? "xml-out-of-bounds" : "not-xml"));
    }

    private Count read() throws XMLStreamException, Unreadable {
        while (xml.hasNext()) {
            int event = xml.next();
            refuseDeclarations(event);
            if (event == XMLStreamConstants.START_ELEMENT) {
                start();
            }
        }
        if (RESULT.equals(kind)) {
            lists = List.of();
            total = new CountUnit(null, null, 0, 0, 0, 0, Map.of(), new int[0], new int[0][], Set.of(), false);
        }
        if (total == null || authority == null || election == null) {
            throw refused(Explanation.of(total == null ? "count-without-total" : "count-without-identity"));
        }
        return new Count(
                kind,
                createdAt,
                authority,
                authorityName,
                election,
                electionName,
                electionDate,
                contest,
                method,
                phase,
                lists,
                total,
                List.copyOf(units),
                List.copyOf(notStated));
    }

    private void start() throws XMLStreamException, Unreadable {
        if (kind == null) {
            checkKind();
            return;
        }
        switch (xml.getLocalName()) {
            case "CreationDateTime" -> createdAt = createdAt == null ? text() : createdAt;
            case "AuthorityIdentifier" -> takeAuthority();
            case "ElectionIdentifier" -> election = election == null ? attribute("Id") : election;
            case "ElectionName" -> electionName = electionName == null ? text() : electionName;
            case "ElectionDate" -> electionDate = electionDate == null ? text() : electionDate;
            case "ContestIdentifier" -> {
                if (contest != null && !RESULT.equals(kind)) {
                    throw refused(Explanation.of("several-contests"));
                }
                contest = attribute("Id");
            }
            case "CountingMethod" -> method = known(METHODS, attribute("MethodCode"), "unknown-counting-method");
            case "Phase" -> phase = known(PHASES, attribute("PhaseCode"), "unknown-phase");
            case "TotalVotes" -> takeTotal();
            case "ReportingUnitVotes" -> takeUnit();
            default -> {}
        }
    }

    /**
     * A word of 1.3 that is not known would change what the file is: a corrigendum replaces, a first session does not.
     */
    private <T> T known(Map<String, T> words, String said, String code) throws Unreadable {
        var meant = words.get(String.valueOf(said).strip());
        if (meant == null) {
            throw refused(Explanation.of(
                    code,
                    "said",
                    quoted(String.valueOf(said)),
                    "known",
                    words.keySet().stream().sorted().toList()));
        }
        return meant;
    }

    private void checkKind() throws Unreadable {
        if (!xml.getLocalName().equals("EML") || !EML.equals(xml.getNamespaceURI())) {
            throw refused(Explanation.of("not-eml", "root", quoted(xml.getLocalName())));
        }
        var id = String.valueOf(attribute("Id"));
        if (!KIND.matcher(id).matches()) {
            throw refused(Explanation.of("not-a-count-file", "id", quoted(id)));
        }
        kind = id;
    }

    private void takeAuthority() throws XMLStreamException, Unreadable {
        if (authority == null) {
            authority = attribute("Id");
            authorityName = text();
        }
    }

    private void takeTotal() throws XMLStreamException, Unreadable {
        if (total != null) {
            throw refused(Explanation.of("several-contests"));
        }
        total = unit(null);
    }

    private void takeUnit() throws XMLStreamException, Unreadable {
        if (total == null) {
            throw refused(Explanation.of("count-without-total"));
        }
        var unit = unit(total);
        if (unit.id() == null || unit.id().isBlank()) {
            throw refused(Explanation.of("unit-without-id"));
        }
        if (!ids.add(unit.id())) {
            throw refused(Explanation.of("unit-twice", "unit", quoted(unit.id())));
        }
        if (units.size() == MOST_UNITS) {
            throw refused(Explanation.of("count-too-large", "most", MOST_UNITS));
        }
        units.add(unit);
    }

    /** Numbers of one unit, as they are read. */
    private static final class Numbers {
        private final List<CountList> lists = new ArrayList<>();
        private final List<int[]> candidates = new ArrayList<>();
        private final List<Integer> candidateNumbers = new ArrayList<>();
        private int[] votes = new int[MOST_CANDIDATES];
        private final int[] listVotes = new int[MOST_LISTS];
        private int listNumber;
        private String listName;
        private boolean isOpen;
        private final Set<String> corrected = new HashSet<>();
        private boolean isInvestigated;

        void closeList() {
            if (isOpen) {
                lists.add(new CountList(listNumber, listName, List.copyOf(candidateNumbers)));
                candidates.add(java.util.Arrays.copyOf(votes, candidateNumbers.size()));
                candidateNumbers.clear();
            }
            isOpen = false;
        }
    }

    private CountUnit unit(CountUnit all) throws XMLStreamException, Unreadable {
        var end = xml.getLocalName();
        var numbers = new Numbers();
        var stated = new EnumMap<UncountedReason, Integer>(UncountedReason.class);
        String id = null;
        String name = null;
        Integer eligible = null;
        Integer onLists = null;
        Integer blank = null;
        Integer invalid = null;
        while (!isEnd(end)) {
            if (xml.getEventType() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            if (!EML.equals(xml.getNamespaceURI())) {
                correction(numbers);
                continue;
            }
            switch (xml.getLocalName()) {
                case "ReportingUnitIdentifier" -> {
                    id = attribute("Id");
                    name = text();
                }
                case "Selection" -> selection(numbers);
                case "Cast" -> eligible = number();
                case "TotalCounted" -> onLists = number();
                case "RejectedVotes" -> {
                    var reason = attribute("ReasonCode");
                    var value = number();
                    blank = BLANK.equals(reason) ? value : blank;
                    invalid = INVALID.equals(reason) ? value : invalid;
                }
                case "UncountedVotes" -> {
                    var reason = UncountedReason.of(attribute("ReasonCode"));
                    var value = number();
                    if (reason != null && value != null) {
                        stated.put(reason, value);
                    }
                }
                default -> {}
            }
        }
        numbers.closeList();
        checkLists(numbers.lists, all);
        noteWhatIsNotStated(eligible, onLists, blank, invalid, stated);
        return new CountUnit(
                id,
                name,
                eligible == null ? 0 : eligible,
                onLists == null ? 0 : onLists,
                blank == null ? 0 : blank,
                invalid == null ? 0 : invalid,
                Map.copyOf(stated),
                java.util.Arrays.copyOf(numbers.listVotes, numbers.lists.size()),
                numbers.candidates.toArray(int[][]::new),
                Set.copyOf(numbers.corrected),
                numbers.isInvestigated);
    }

    /** The file's statement about a change since the session before. */
    private void correction(Numbers numbers) throws XMLStreamException, Unreadable {
        if (!EXTENSIONS.equals(xml.getNamespaceURI())) {
            return;
        }
        if (xml.getLocalName().equals("Investigation")) {
            numbers.isInvestigated |= "true".equals(text());
            return;
        }
        var before = BEFORE.matcher(xml.getLocalName());
        if (before.matches()) {
            var reason = attribute("ReasonCode");
            numbers.corrected.add(
                    switch (before.group(1)) {
                        case "Cast" -> "Z";
                        case "TotalCounted" -> "E";
                        case "RejectedVotes" -> BLANK.equals(reason) ? "F" : "G";
                        default -> String.valueOf(reason);
                    });
        }
    }

    private void checkLists(List<CountList> own, CountUnit all) throws Unreadable {
        if (all == null) {
            lists = List.copyOf(own);
            return;
        }
        boolean isAlike = own.size() == lists.size();
        for (int i = 0; isAlike && i < own.size(); i++) {
            var one = own.get(i);
            var other = lists.get(i);
            isAlike = one.number() == other.number() && one.candidates().equals(other.candidates());
        }
        if (!isAlike) {
            throw refused(Explanation.of("lists-differ"));
        }
    }

    private void noteWhatIsNotStated(
            Integer eligible, Integer onLists, Integer blank, Integer invalid, Map<UncountedReason, Integer> stated) {
        note(eligible, "Cast");
        note(onLists, "TotalCounted");
        note(blank, BLANK);
        note(invalid, INVALID);
        for (var reason : List.of(
                UncountedReason.ADMITTED,
                UncountedReason.POLLING_CARDS,
                UncountedReason.PROXIES,
                UncountedReason.MORE_COUNTED,
                UncountedReason.FEWER_COUNTED,
                UncountedReason.UNEXPLAINED)) {
            note(stated.get(reason), reason.code());
        }
    }

    private void note(Integer value, String what) {
        if (value == null) {
            notStated.add(what);
        }
    }

    /** A list with its votes, or a candidate of the current list. */
    private void selection(Numbers numbers) throws XMLStreamException, Unreadable {
        boolean isList = false;
        Integer candidate = null;
        Integer votes = null;
        boolean isCorrected = false;
        while (!isEnd("Selection")) {
            if (xml.getEventType() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            if (!EML.equals(xml.getNamespaceURI())) {
                isCorrected |= EXTENSIONS.equals(xml.getNamespaceURI())
                        && BEFORE.matcher(xml.getLocalName()).matches();
                continue;
            }
            switch (xml.getLocalName()) {
                case "AffiliationIdentifier" -> {
                    numbers.closeList();
                    isList = true;
                    numbers.isOpen = true;
                    numbers.listNumber = numberOf(attribute("Id"), "AffiliationIdentifier");
                    numbers.listName = null;
                }
                case "RegisteredName" -> numbers.listName = text();
                case "CandidateIdentifier" -> candidate = numberOf(attribute("Id"), "CandidateIdentifier");
                case "ValidVotes" -> votes = number();
                default -> {}
            }
        }
        if (!numbers.isOpen || votes == null || isList == (candidate != null)) {
            throw refused(Explanation.of("selection-unclear"));
        }
        if (isCorrected) {
            var list = "list " + numbers.listNumber;
            numbers.corrected.add(isList ? list : list + " candidate " + candidate);
        }
        if (isList) {
            if (numbers.lists.size() == MOST_LISTS) {
                throw refused(Explanation.of("count-too-large", "most", MOST_LISTS));
            }
            numbers.listVotes[numbers.lists.size()] = votes;
            return;
        }
        if (numbers.candidateNumbers.size() == MOST_CANDIDATES) {
            throw refused(Explanation.of("count-too-large", "most", MOST_CANDIDATES));
        }
        numbers.votes[numbers.candidateNumbers.size()] = votes;
        numbers.candidateNumbers.add(candidate);
    }

    /**
     * Goes to the next event.
     *
     * @return whether that is the end of the element
     */
    private boolean isEnd(String name) throws XMLStreamException, Unreadable {
        int event = xml.next();
        refuseDeclarations(event);
        return event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals(name);
    }

    private void refuseDeclarations(int event) throws Unreadable {
        if (event == XMLStreamConstants.DTD) {
            throw refused(Explanation.of("has-doctype"));
        }
        if (event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw refused(Explanation.of("has-entities"));
        }
    }

    /** @return {@code null} when there is none */
    private Integer number() throws XMLStreamException, Unreadable {
        var name = xml.getLocalName();
        var text = text();
        return text == null || text.isBlank() ? null : numberOf(text.strip(), name);
    }

    private int numberOf(String text, String name) throws Unreadable {
        try {
            int number = Integer.parseInt(String.valueOf(text).strip());
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        throw refused(Explanation.of("not-a-count-number", "element", name, "value", quoted(String.valueOf(text))));
    }

    /** @return {@code null} when it is empty */
    private String text() throws XMLStreamException, Unreadable {
        int event = xml.next();
        if (event == XMLStreamConstants.END_ELEMENT) {
            return null;
        }
        String first = null;
        StringBuilder all = null;
        int depth = 0;
        while (depth > 0 || event != XMLStreamConstants.END_ELEMENT) {
            refuseDeclarations(event);
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (depth == 0 && (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA)) {
                if (first == null) {
                    first = xml.getText();
                } else {
                    all = all == null ? new StringBuilder(first) : all;
                    all.append(xml.getText());
                }
            }
            event = xml.next();
        }
        return bounded(all == null ? first : all.toString());
    }

    private String attribute(String name) throws Unreadable {
        return bounded(xml.getAttributeValue(null, name));
    }

    private String bounded(String text) throws Unreadable {
        if (text != null && text.length() > MOST_SIGNS) {
            throw refused(Explanation.of("count-too-large", "most", MOST_SIGNS));
        }
        return text;
    }

    private Unreadable refused(Explanation why) {
        var at = xml.getLocation();
        return new Unreadable(at == null ? 0 : Math.max(0, at.getLineNumber()), why);
    }

    private static String quoted(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
