package nl.tafelzicht.subject.narrative.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.subject.narrative.domain.NarrativeKind;

/**
 * Reads a STIX 2.1 bundle from an untrusted source: campaigns and incidents, and reports that contain neither, become
 * alerts. Nothing about it is trusted: invalid objects are left out with the reason, and references are followed one
 * step only, so that circles end.
 */
public final class StixReader {

    /** Size of a bundle in bytes. */
    public static final int MAX_BYTES = 5 * 1024 * 1024;

    private static final int MOST_OBJECTS = 10_000;
    private static final int LONGEST_CLAIM = 4_000;
    private static final int MOST_REFERENCES = 50;
    private static final int LONGEST_TEXT = 20_000;
    private static final int MOST_REASONS = 1_000;
    private static final Pattern ID =
            Pattern.compile("([a-z][a-z0-9-]{1,60}[a-z0-9])--[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-5][0-9a-fA-F]{3}-[89abA"
                    + "B][0-9a-fA-F]{3}-[0-9a-fA-F]{12}");
    private static final String TLP = "(RED|AMBER[\\s_+-]*STRICT|AMBER|GREEN|CLEAR|WHITE)\\b";
    private static final Pattern TLP_WORD = Pattern.compile("(?i)\\b" + TLP);
    private static final Pattern TLP_IN_TEXT = Pattern.compile("(?i)\\bTLP[^A-Za-z]{0,10}" + TLP);
    private static final Set<String> ALERTS = Set.of("campaign", "incident");
    /** Types that are read for what they add to an alert. */
    private static final Set<String> BESIDE =
            Set.of("report", "relationship", "attack-pattern", "location", "identity", "marking-definition");

    /** A bundle that can't be read at all. */
    public static final class NotABundle extends Exception {
        private static final long serialVersionUID = 1;

        NotABundle(String why) {
            super(why);
        }
    }

    /** An object that was left out, and why. */
    public record Rejected(String id, String type, String reason) {}

    /**
     * @param url or {@code null}
     * @param text of the post, or {@code null}
     */
    public record Seen(String platform, String url, String text) {}

    /**
     * An alert to be made.
     *
     * @param municipalities CBS codes
     * @param kind {@code null} when no label determines it
     * @param creator its maker according to the bundle, or {@code null}
     * @param modified when its maker last changed it, or {@code null}
     */
    public record Alert(
            String id,
            String claim,
            String language,
            NarrativeKind kind,
            Instant firstSeen,
            List<String> techniques,
            List<String> municipalities,
            List<Seen> seen,
            Tlp marking,
            String creator,
            Instant modified) {}

    /**
     * Its maker revokes an alert that may have been imported before.
     *
     * @param modified when, or {@code null}
     */
    public record Revoked(String id, Instant modified) {}

    public record Result(List<Alert> alerts, List<Revoked> revoked, List<Rejected> rejected, List<String> warnings) {}

    private final Map<String, String> codesByName;
    private final Map<String, JsonNode> objects = new LinkedHashMap<>();
    private final Map<String, Set<String>> related = new HashMap<>();
    private final List<Revoked> revoked = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();
    private final Set<String> warnings = new LinkedHashSet<>();

    private StixReader(Map<String, String> codesByName) {
        this.codesByName = codesByName;
    }

    /** @param codesByName CBS codes by municipality name in lower case, for locations without a code */
    public static Result read(byte[] bundle, Map<String, String> codesByName) throws NotABundle {
        JsonNode root;
        try {
            root = Json.tree(bundle);
        } catch (IOException e) {
            throw new NotABundle("the body is not JSON in UTF-8, is nested too deep, holds a text that is too long, or "
                    + "names a field twice");
        }
        if (root == null || !"bundle".equals(text(root, "type"))) {
            throw new NotABundle("a STIX bundle has type bundle");
        }
        if (!root.path("objects").isArray()) {
            throw new NotABundle("the bundle has no objects");
        }
        if (root.path("objects").size() > MOST_OBJECTS) {
            throw new NotABundle("the bundle has more than " + MOST_OBJECTS + " objects");
        }
        var reader = new StixReader(codesByName);
        root.path("objects").forEach(reader::index);
        return reader.alerts();
    }

    private void reject(String id, String type, String reason) {
        if (rejected.size() < MOST_REASONS) {
            rejected.add(new Rejected(clean(id), clean(type), reason));
        } else {
            warnings.add("more than " + MOST_REASONS + " objects were left out; the rest is not listed");
        }
    }

    /** Shortens ids of others, which are repeated in answers. */
    private static String clean(String text) {
        if (text == null) {
            return null;
        }
        var out = new StringBuilder();
        text.codePoints()
                .limit(120)
                .forEach(c -> out.appendCodePoint(
                        c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? '\ufffd' : c));
        return text.codePointCount(0, text.length()) > 120 ? out.append('…').toString() : out.toString();
    }

    private void index(JsonNode node) {
        var id = text(node, "id");
        var type = text(node, "type");
        if (!node.isObject() || id == null || type == null) {
            reject(id, type, "has no id or no type");
            return;
        }
        var match = ID.matcher(id);
        if (!match.matches() || !match.group(1).equals(type)) {
            reject(id, type, "the id is not " + clean(type) + "-- and a UUID");
        } else if (objects.containsKey(id)) {
            anotherVersion(id, type, node);
        } else if (!ALERTS.contains(type) && !BESIDE.contains(type)) {
            reject(id, type, "objects of type " + clean(type) + " are not taken");
        } else {
            objects.put(id, node);
        }
    }

    /** Of several versions of an object the last modified one counts, in any order; if none is newer, the first. */
    private void anotherVersion(String id, String type, JsonNode node) {
        var known = moment(objects.get(id), "modified");
        var other = moment(node, "modified");
        if (other != null && (known == null || other.isAfter(known))) {
            objects.put(id, node);
        }
        if (other == null || other.equals(known)) {
            reject(id, type, "the id is there more than once");
        } else {
            warnings.add(clean(id) + " is there in several versions; the newest counts");
        }
    }

    private static Instant moment(JsonNode node, String field) {
        try {
            return text(node, field) == null ? null : Instant.parse(text(node, field));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private Result alerts() {
        var wrapped = new HashSet<String>();
        var circles = circles();
        objects.values().stream()
                .filter(n -> is(n, "relationship"))
                .forEach(n -> relate(text(n, "source_ref"), text(n, "target_ref"), text(n, "id"), "relationship"));
        for (var report : objects.values().stream().filter(n -> is(n, "report")).toList()) {
            if (circles.contains(text(report, "id"))) {
                continue;
            }
            var refs = strings(report.path("object_refs"));
            var alerts = refs.stream()
                    .filter(ref -> objects.containsKey(ref) && ALERTS.contains(text(objects.get(ref), "type")))
                    .toList();
            if (!alerts.isEmpty()) {
                wrapped.add(text(report, "id"));
            }
            var subjects = alerts.isEmpty()
                    ? List.of(text(report, "id"))
                    : alerts.size() == 1
                            ? alerts
                            : List.<String>of(); // with several alerts, it does not tell which one it belongs to
            for (var subject : subjects) {
                for (var ref : refs) {
                    if (!ref.equals(subject)) {
                        related.computeIfAbsent(subject, s -> new LinkedHashSet<>())
                                .add(ref);
                    }
                }
            }
        }
        var alerts = new ArrayList<Alert>();
        for (var node : objects.values()) {
            boolean report =
                    is(node, "report") && !wrapped.contains(text(node, "id")) && !circles.contains(text(node, "id"));
            if (!report && !ALERTS.contains(text(node, "type"))) {
                continue;
            }
            var alert = alert(node);
            if (alert != null) {
                alerts.add(alert);
            }
        }
        return new Result(alerts, revoked, rejected, List.copyOf(warnings));
    }

    private void relate(String from, String to, String id, String type) {
        if (from == null || to == null || !objects.containsKey(from) || !objects.containsKey(to)) {
            reject(id, type, "refers to an object that is not in the bundle, or was left out");
        } else if (from.equals(to)) {
            reject(id, type, "relates an object to itself");
        } else {
            related.computeIfAbsent(from, f -> new LinkedHashSet<>()).add(to);
        }
    }

    /** Reports that contain one another in a circle, which happens only in malicious bundles. */
    private Set<String> circles() {
        var held = new HashMap<String, List<String>>();
        objects.values().stream().filter(n -> is(n, "report")).forEach(n -> held.put(text(n, "id"), reports(n)));
        var in = new HashSet<String>();
        for (var start : held.keySet()) {
            var seen = new HashSet<String>();
            var todo = new ArrayDeque<>(held.get(start));
            while (!todo.isEmpty() && seen.size() <= MOST_REFERENCES) {
                var next = todo.pop();
                if (next.equals(start)) {
                    in.add(start);
                    break;
                }
                if (seen.add(next)) {
                    todo.addAll(held.get(next));
                }
            }
        }
        in.forEach(id -> reject(id, "report", "reports that hold one another in a circle"));
        return in;
    }

    private List<String> reports(JsonNode report) {
        return strings(report.path("object_refs")).stream()
                .filter(ref -> objects.containsKey(ref) && is(objects.get(ref), "report"))
                .toList();
    }

    private Alert alert(JsonNode node) {
        var id = text(node, "id");
        var type = text(node, "type");
        if (node.path("revoked").asBoolean()) {
            revoked.add(new Revoked(id, moment(node, "modified")));
            return refuse(id, type, "is revoked");
        }
        var description = text(node, "description");
        var claim =
                description != null && !description.isBlank() && !is(node, "report") ? description : text(node, "name");
        if (claim == null || claim.isBlank()) {
            return refuse(id, type, "has neither name nor description");
        }
        if (claim.length() > LONGEST_CLAIM) {
            return refuse(id, type, "its claim is longer than " + LONGEST_CLAIM + " characters");
        }
        if (!isText(node)) {
            return refuse(id, type, "holds a character that is none (U+0000 or half of a pair)");
        }
        var creator = objects.get(text(node, "created_by_ref"));
        var marking =
                strictest(marking(node, id, Tlp.GREEN), creator == null ? Tlp.CLEAR : marking(creator, id, Tlp.CLEAR));
        if (marking == null) {
            return refuse(
                    id,
                    type,
                    "has a marking that can't be kept: one that is not in the bundle, or in a form that is none");
        }
        if (marking == Tlp.RED) {
            return refuse(id, type, "is marked RED, which goes to people by name and not in a bundle");
        }
        var beside =
                related.getOrDefault(id, Set.of()).stream().map(objects::get).toList();
        var techniques = beside.stream()
                .filter(n -> is(n, "attack-pattern"))
                .flatMap(n -> technique(n).stream())
                .distinct()
                .limit(MOST_REFERENCES)
                .toList();
        var towns = beside.stream()
                .filter(n -> is(n, "location"))
                .flatMap(n -> town(n).stream())
                .distinct()
                .limit(MOST_REFERENCES)
                .toList();
        return new Alert(
                id,
                claim.strip(),
                language(node),
                kind(node),
                time(node, id),
                techniques,
                towns,
                seen(node),
                marking,
                creator == null || !is(creator, "identity") || !isText(creator)
                        ? null
                        : shortened(text(creator, "name"), 200),
                moment(node, "modified"));
    }

    private Alert refuse(String id, String type, String reason) {
        reject(id, type, reason);
        return null;
    }

    /**
     * The strictest marking that the object has, as a whole or in part. A marking that the bundle itself defines means
     * what its definition says; one without TLP in its definition may mean anything, and counts as AMBER.
     *
     * @param otherwise when it has no marking
     * @return {@code null} when its strictness can't be determined
     */
    private Tlp marking(JsonNode node, String id, Tlp otherwise) {
        var refs = refs(node.path("object_marking_refs"));
        var parts = node.path("granular_markings");
        if (refs == null || !parts.isMissingNode() && !parts.isArray()) {
            return null;
        }
        for (var part : parts) {
            if (part.has("marking_ref") && text(part, "marking_ref") == null) {
                return null;
            }
            if (text(part, "marking_ref") != null) {
                refs.add(text(part, "marking_ref"));
            }
        }
        Tlp strictest = null;
        for (var ref : refs) {
            var is = Stix.BY_MARKING.containsKey(ref)
                    ? Stix.BY_MARKING.get(ref)
                    : objects.containsKey(ref) && is(objects.get(ref), "marking-definition")
                            ? defined(objects.get(ref), id)
                            : null;
            if (is == null) {
                return null;
            }
            strictest = strictest(strictest == null ? Tlp.CLEAR : strictest, is);
        }
        return strictest == null ? otherwise : strictest;
    }

    /**
     * A list, or a single value in its place.
     *
     * @return {@code null} when it is neither
     */
    private static List<String> refs(JsonNode list) {
        if (list.isMissingNode()) {
            return new ArrayList<>();
        }
        if (list.isTextual()) {
            return new ArrayList<>(List.of(list.textValue()));
        }
        if (!list.isArray()) {
            return null;
        }
        for (var ref : list) {
            if (!ref.isTextual()) {
                return null;
            }
        }
        return new ArrayList<>(strings(list));
    }

    private static Tlp strictest(Tlp one, Tlp other) {
        return one == null || other == null ? null : one.compareTo(other) >= 0 ? one : other;
    }

    private Tlp defined(JsonNode definition, String id) {
        var said = new ArrayList<Tlp>();
        collect(definition, said);
        if (!said.isEmpty()) {
            return said.stream().reduce(StixReader::strictest).orElseThrow();
        }
        warnings.add(clean(id) + " has a marking that is not TLP; it is taken for AMBER");
        return Tlp.AMBER;
    }

    /** Collects TLP words in any text: alone in fields like {@code tlp}, elsewhere after {@code TLP}. */
    private static void collect(JsonNode node, List<Tlp> said) {
        for (var field : node.properties()) {
            boolean own = field.getKey().toLowerCase(Locale.ROOT).contains("tlp");
            if (field.getValue().isTextual()) {
                tlp(field.getValue().textValue(), own, said);
            } else {
                collect(field.getValue(), said);
            }
        }
        if (node.isArray()) {
            node.forEach(part -> {
                if (part.isTextual()) {
                    tlp(part.textValue(), false, said);
                } else {
                    collect(part, said);
                }
            });
        }
    }

    private static void tlp(String text, boolean own, List<Tlp> said) {
        var found = (own ? TLP_WORD : TLP_IN_TEXT).matcher(text);
        while (found.find()) {
            var word = found.group(1).toUpperCase(Locale.ROOT).replaceAll("[^A-Z]+", "_");
            said.add(word.equals("WHITE") ? Tlp.CLEAR : Tlp.valueOf(word));
        }
    }

    /** Whether no text contains an invalid character. */
    private static boolean isText(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue()
                    .codePoints()
                    .noneMatch(c -> c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
        }
        for (var part : node) {
            if (!isText(part)) {
                return false;
            }
        }
        return true;
    }

    private List<String> technique(JsonNode pattern) {
        for (var reference : pattern.path("external_references")) {
            var id = text(reference, "external_id");
            if (text(reference, "source_name") == null
                    || !text(reference, "source_name").toUpperCase(Locale.ROOT).startsWith(Disarm.SOURCE)) {
                continue;
            }
            if (Disarm.name(id) != null) {
                return List.of(id);
            }
            warnings.add("technique " + clean(id) + " is not on the list, and left out");
        }
        return List.of();
    }

    private List<String> town(JsonNode location) {
        for (var reference : location.path("external_references")) {
            var code = text(reference, "external_id");
            if (Stix.CBS.equals(text(reference, "source_name")) && codesByName.containsValue(code)) {
                return List.of(code);
            }
        }
        for (var field : List.of("city", "administrative_area", "name")) {
            var name = text(location, field);
            if (name != null && codesByName.containsKey(name.toLowerCase(Locale.ROOT))) {
                return List.of(codesByName.get(name.toLowerCase(Locale.ROOT)));
            }
        }
        warnings.add("location " + clean(text(location, "id")) + " is no municipality, and left out");
        return List.of();
    }

    private static List<Seen> seen(JsonNode node) {
        var seen = new ArrayList<Seen>();
        for (var reference : node.path("external_references")) {
            var url = text(reference, "url");
            var name = text(reference, "source_name");
            boolean web = url != null && url.length() <= 2_000 && url.matches("https?://\\S+");
            if (name == null || name.isBlank() || !web || seen.size() >= MOST_REFERENCES) {
                continue;
            }
            seen.add(new Seen(shortened(name, 100), url, shortened(text(reference, "description"), LONGEST_TEXT)));
        }
        return seen;
    }

    private static NarrativeKind kind(JsonNode node) {
        var labels = strings(node.path("labels"));
        for (var kind : NarrativeKind.values()) {
            if (labels.contains(kind.toString())) {
                return kind;
            }
        }
        return null;
    }

    private static String language(JsonNode node) {
        var lang = text(node, "lang");
        return lang != null && lang.matches("[a-z]{2}(-.{1,20})?") ? lang.substring(0, 2) : "en";
    }

    private Instant time(JsonNode node, String id) {
        for (var field : List.of("first_seen", "created")) {
            var at = text(node, field);
            if (at == null) {
                continue;
            }
            try {
                return Instant.parse(at);
            } catch (DateTimeException e) {
                warnings.add(clean(id) + ": " + field + " is not a time, and left out");
            }
        }
        return null;
    }

    private static String shortened(String text, int most) {
        return text == null || text.length() <= most
                ? text
                : text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    private static boolean is(JsonNode node, String type) {
        return type.equals(text(node, "type"));
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).isTextual() ? node.path(field).textValue() : null;
    }

    private static List<String> strings(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .limit(MOST_OBJECTS)
                .toList();
    }
}
