package nl.tafelzicht.exchange;

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
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.narrative.NarrativeKind;
import nl.tafelzicht.json.Json;

/**
 * Reads a STIX 2.1 bundle that anyone may have made: campaigns and incidents, and reports that hold neither, are alerts to be. Everything about it is
 * doubted: what does not fit is left out with its reason, and what refers to what is followed one step and no further, so that circles end.
 */
public final class StixReader {

    /** Of a bundle. */
    public static final int MAX_BYTES = 5 * 1024 * 1024;
    private static final int MOST_OBJECTS = 10_000;
    private static final int LONGEST_CLAIM = 4_000;
    private static final int MOST_REFERENCES = 50;
    private static final int LONGEST_TEXT = 20_000;
    private static final int MOST_REASONS = 1_000;
    private static final Pattern ID = Pattern.compile("([a-z][a-z0-9-]{1,60}[a-z0-9])--[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-5][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}");
    private static final Set<String> ALERTS = Set.of("campaign", "incident");
    /** Read for what they say of an alert. */
    private static final Set<String> BESIDE = Set.of("report", "relationship", "attack-pattern", "location", "identity", "marking-definition");

    /** A bundle that can't be read at all. */
    public static final class NotABundle extends Exception {
        private static final long serialVersionUID = 1;

        NotABundle(String why) {
            super(why);
        }
    }

    /** What is left out, and why. */
    public record Rejected(String id, String type, String reason) { }

    /** @param url or {@code null}; {@code text} what it said there, or {@code null} */
    public record Seen(String platform, String url, String text) { }

    /**
     * An alert to be.
     *
     * @param municipalities CBS codes
     * @param kind           {@code null} when no label tells
     * @param creator        who made it, by the bundle's word, or {@code null}
     */
    public record Alert(String id, String claim, String language, NarrativeKind kind, Instant firstSeen, List<String> techniques, List<String> municipalities, List<Seen> seen, Tlp marking, String creator) { }

    public record Result(List<Alert> alerts, List<Rejected> rejected, List<String> warnings) { }

    private final Map<String, String> codesByName;
    private final Map<String, JsonNode> objects = new LinkedHashMap<>();
    private final Map<String, Set<String>> related = new HashMap<>();
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
            throw new NotABundle("the body is not JSON in UTF-8, is nested too deep, holds a text that is too long, or names a field twice");
        }
        if (root == null || !"bundle".equals(text(root, "type"))) throw new NotABundle("a STIX bundle has type bundle");
        if (!root.path("objects").isArray()) throw new NotABundle("the bundle has no objects");
        if (root.path("objects").size() > MOST_OBJECTS) throw new NotABundle("the bundle has more than " + MOST_OBJECTS + " objects");
        var reader = new StixReader(codesByName);
        root.path("objects").forEach(reader::index);
        return reader.alerts();
    }

    private void reject(String id, String type, String reason) {
        if (rejected.size() < MOST_REASONS) rejected.add(new Rejected(clean(id), clean(type), reason));
        else warnings.add("more than " + MOST_REASONS + " objects were left out; the rest is not listed");
    }

    /** Ids of others are repeated in answers, no longer than ids are. */
    private static String clean(String text) {
        return text == null ? null : text.length() > 120 ? text.substring(0, 120) + "…" : text;
    }

    private void index(JsonNode node) {
        var id = text(node, "id");
        var type = text(node, "type");
        if (!node.isObject() || id == null || type == null) {
            reject(id, type, "has no id or no type");
            return;
        }
        var match = ID.matcher(id);
        if (!match.matches() || !match.group(1).equals(type)) reject(id, type, "the id is not " + clean(type) + "-- and a UUID");
        else if (objects.containsKey(id)) reject(id, type, "the id is there more than once");
        else if (!ALERTS.contains(type) && !BESIDE.contains(type)) reject(id, type, "objects of type " + clean(type) + " are not taken");
        else objects.put(id, node);
    }

    private Result alerts() {
        var wrapped = new HashSet<String>();
        var circles = circles();
        objects.values().stream().filter(n -> is(n, "relationship")).forEach(n -> relate(text(n, "source_ref"), text(n, "target_ref"), text(n, "id"), "relationship"));
        for (var report : objects.values().stream().filter(n -> is(n, "report")).toList()) {
            if (circles.contains(text(report, "id"))) continue;
            var refs = strings(report.path("object_refs"));
            var alerts = refs.stream().filter(ref -> objects.containsKey(ref) && ALERTS.contains(text(objects.get(ref), "type"))).toList();
            if (!alerts.isEmpty()) wrapped.add(text(report, "id"));
            var subjects = alerts.isEmpty() ? List.of(text(report, "id")) : alerts.size() == 1 ? alerts : List.<String>of(); // of several, it does not tell what belongs to which
            for (var subject : subjects) for (var ref : refs) if (!ref.equals(subject)) related.computeIfAbsent(subject, s -> new LinkedHashSet<>()).add(ref);
        }
        var alerts = new ArrayList<Alert>();
        for (var node : objects.values()) {
            boolean report = is(node, "report") && !wrapped.contains(text(node, "id")) && !circles.contains(text(node, "id"));
            if (!report && !ALERTS.contains(text(node, "type"))) continue;
            var alert = alert(node);
            if (alert != null) alerts.add(alert);
        }
        return new Result(alerts, rejected, List.copyOf(warnings));
    }

    private void relate(String from, String to, String id, String type) {
        if (from == null || to == null || !objects.containsKey(from) || !objects.containsKey(to)) reject(id, type, "refers to an object that is not in the bundle, or was left out");
        else if (from.equals(to)) reject(id, type, "relates an object to itself");
        else related.computeIfAbsent(from, f -> new LinkedHashSet<>()).add(to);
    }

    /** Reports that hold one another in a circle, which no honest one does. */
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
                if (seen.add(next)) todo.addAll(held.get(next));
            }
        }
        in.forEach(id -> reject(id, "report", "reports that hold one another in a circle"));
        return in;
    }

    private List<String> reports(JsonNode report) {
        return strings(report.path("object_refs")).stream().filter(ref -> objects.containsKey(ref) && is(objects.get(ref), "report")).toList();
    }

    private Alert alert(JsonNode node) {
        var id = text(node, "id");
        var type = text(node, "type");
        if (node.path("revoked").asBoolean()) return refuse(id, type, "is revoked");
        var description = text(node, "description");
        var claim = description != null && !description.isBlank() && !is(node, "report") ? description : text(node, "name");
        if (claim == null || claim.isBlank()) return refuse(id, type, "has neither name nor description");
        if (claim.length() > LONGEST_CLAIM) return refuse(id, type, "its claim is longer than " + LONGEST_CLAIM + " characters");
        if (claim.indexOf(0) >= 0) return refuse(id, type, "holds a character that is none (U+0000)");
        var marking = marking(node, id);
        if (marking == Tlp.RED) return refuse(id, type, "is marked RED, which goes to people by name and not in a bundle");
        var beside = related.getOrDefault(id, Set.of()).stream().map(objects::get).toList();
        var techniques = beside.stream().filter(n -> is(n, "attack-pattern")).flatMap(n -> technique(n).stream()).distinct().limit(MOST_REFERENCES).toList();
        var towns = beside.stream().filter(n -> is(n, "location")).flatMap(n -> town(n).stream()).distinct().limit(MOST_REFERENCES).toList();
        var creator = objects.get(text(node, "created_by_ref"));
        return new Alert(id, claim.strip(), language(node), kind(node), time(node, id), techniques, towns, seen(node), marking, creator == null || !is(creator, "identity") ? null : shortened(text(creator, "name"), 200));
    }

    private Alert refuse(String id, String type, String reason) {
        reject(id, type, reason);
        return null;
    }

    /** The strictest; GREEN without one; a marking that we do not know may mean anything, and is taken for AMBER. */
    private Tlp marking(JsonNode node, String id) {
        Tlp strictest = null;
        for (var ref : strings(node.path("object_marking_refs"))) {
            var tlp = Stix.BY_MARKING.get(ref);
            if (tlp == null) warnings.add(clean(id) + " has a marking that is not TLP; it is taken for AMBER");
            var is = tlp == null ? Tlp.AMBER : tlp;
            strictest = strictest == null || is.compareTo(strictest) > 0 ? is : strictest;
        }
        return strictest == null ? Tlp.GREEN : strictest;
    }

    private List<String> technique(JsonNode pattern) {
        for (var reference : pattern.path("external_references")) {
            var id = text(reference, "external_id");
            if (text(reference, "source_name") == null || !text(reference, "source_name").toUpperCase(java.util.Locale.ROOT).startsWith(Disarm.SOURCE)) continue;
            if (Disarm.name(id) != null) return List.of(id);
            warnings.add("technique " + clean(id) + " is not on the list, and left out");
        }
        return List.of();
    }

    private List<String> town(JsonNode location) {
        for (var reference : location.path("external_references")) {
            var code = text(reference, "external_id");
            if (Stix.CBS.equals(text(reference, "source_name")) && codesByName.containsValue(code)) return List.of(code);
        }
        for (var field : List.of("city", "administrative_area", "name")) {
            var name = text(location, field);
            if (name != null && codesByName.containsKey(name.toLowerCase(java.util.Locale.ROOT))) return List.of(codesByName.get(name.toLowerCase(java.util.Locale.ROOT)));
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
            if (name == null || name.isBlank() || !web || seen.size() >= MOST_REFERENCES) continue;
            seen.add(new Seen(shortened(name, 100), url, shortened(text(reference, "description"), LONGEST_TEXT)));
        }
        return seen;
    }

    private static NarrativeKind kind(JsonNode node) {
        var labels = strings(node.path("labels"));
        for (var kind : NarrativeKind.values()) if (labels.contains(kind.toString())) return kind;
        return null;
    }

    private static String language(JsonNode node) {
        var lang = text(node, "lang");
        return lang != null && lang.matches("[a-z]{2}(-.{1,20})?") ? lang.substring(0, 2) : "en";
    }

    private Instant time(JsonNode node, String id) {
        for (var field : List.of("first_seen", "created")) {
            var at = text(node, field);
            if (at == null) continue;
            try {
                return Instant.parse(at);
            } catch (DateTimeException e) {
                warnings.add(clean(id) + ": " + field + " is not a time, and left out");
            }
        }
        return null;
    }

    private static String shortened(String text, int most) {
        return text == null || text.length() <= most ? text : text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    private static boolean is(JsonNode node, String type) {
        return type.equals(text(node, "type"));
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).isTextual() ? node.path(field).textValue() : null;
    }

    private static List<String> strings(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).filter(JsonNode::isTextual).map(JsonNode::textValue).limit(MOST_OBJECTS).toList();
    }
}
