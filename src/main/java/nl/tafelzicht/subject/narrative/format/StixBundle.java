package nl.tafelzicht.subject.narrative.format;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.subject.narrative.domain.NarrativeState;
import nl.tafelzicht.subject.narrative.domain.Sighting;

/**
 * Writes narrative alerts in the exchange format of the field: a STIX 2.1 bundle. An alert is a campaign; its DISARM
 * techniques are attack patterns that it uses, its municipalities are locations that it targets, its sightings are
 * external references with the hash of the archived text; a report combines them. Each object has the alert's marking.
 * Nothing internal of the desk is included: no names, comments, responses, attachments or recipients.
 */
public final class StixBundle {

    private static final int LONGEST_NAME = 250;

    private final Map<String, Map<String, Object>> objects = new LinkedHashMap<>();
    private final Instant now;
    private final String creator;

    private StixBundle(Instant now) {
        this.now = now;
        this.creator = Stix.id("identity", "hub");
    }

    /** The caller passes only alerts that the reader may see. */
    public static Map<String, Object> of(List<NarrativeState> narratives, Instant now) {
        var bundle = new StixBundle(now);
        bundle.put(bundle.object("identity", bundle.creator, now, null)
                .with("name", "Tafelzicht")
                .with("identity_class", "system"));
        narratives.forEach(n -> bundle.add(n));
        var out = new LinkedHashMap<String, Object>();
        out.put("type", "bundle");
        out.put(
                "id",
                Stix.id(
                        "bundle",
                        now.toString(),
                        String.join(
                                ",",
                                new TreeSet<>(narratives.stream()
                                        .map(n -> n.id() + "@" + n.seq())
                                        .toList()))));
        out.put("objects", List.copyOf(bundle.objects.values()));
        return out;
    }

    private static final class Node extends LinkedHashMap<String, Object> {
        private static final long serialVersionUID = 1;

        Node with(String name, Object value) {
            if (value != null && !(value instanceof List<?> l && l.isEmpty())) {
                put(name, value);
            }
            return this;
        }
    }

    private Node object(String type, String id, Instant created, Tlp marking) {
        var node =
                new Node().with("type", type).with("spec_version", Stix.VERSION).with("id", id);
        if (!id.equals(creator)) {
            node.with("created_by_ref", creator);
        }
        node.with("created", Stix.time(created)).with("modified", Stix.time(now.isBefore(created) ? created : now));
        if (marking != null) {
            node.with("object_marking_refs", List.of(marking(marking)));
        }
        return node;
    }

    private String put(Node node) {
        objects.putIfAbsent((String) node.get("id"), node);
        return (String) node.get("id");
    }

    private String marking(Tlp tlp) {
        var id = Stix.MARKINGS.get(tlp);
        var word = tlp.toString().toLowerCase(Locale.ROOT);
        put(new Node()
                .with("type", "marking-definition")
                .with("spec_version", Stix.VERSION)
                .with("id", id)
                .with("created", "2022-10-01T00:00:00.000Z")
                .with("name", "TLP:" + tlp)
                .with(
                        "extensions",
                        Map.of(Stix.TLP_EXTENSION, Map.of("extension_type", "property-extension", "tlp_2_0", word))));
        return id;
    }

    private void add(NarrativeState n) {
        var refs = new ArrayList<String>();
        var last = n.sightings().stream()
                .map(Sighting::seenAt)
                .filter(at -> at.isAfter(n.firstSeen()))
                .max(Instant::compareTo)
                .orElse(n.firstSeen());
        var campaign = put(object("campaign", Stix.id("campaign", n.id()), n.at(), n.marking())
                .with("name", shortened(n.claim()))
                .with("description", n.claim())
                .with("first_seen", Stix.time(n.firstSeen()))
                .with("last_seen", Stix.time(last))
                .with("lang", n.language())
                .with("labels", List.of(n.kind().toString(), "state:" + n.state()))
                .with(
                        "external_references",
                        n.sightings().stream().map(StixBundle::reference).toList()));
        refs.add(campaign);
        for (var technique : n.techniques()) {
            var pattern = put(object("attack-pattern", Stix.id("attack-pattern", technique), n.at(), null)
                    .with("name", Disarm.name(technique) == null ? technique : Disarm.name(technique))
                    .with(
                            "external_references",
                            List.of(Map.of("source_name", Disarm.SOURCE, "external_id", technique))));
            refs.add(pattern);
            refs.add(put(relationship(campaign, "uses", pattern, n)));
        }
        for (var municipality : n.about().municipalities()) {
            var location = put(location(municipality, n));
            refs.add(location);
            refs.add(put(relationship(campaign, "targets", location, n)));
        }
        put(object("report", Stix.id("report", n.id()), n.at(), n.marking())
                .with("name", shortened(n.claim()))
                .with("report_types", List.of("campaign"))
                .with("published", Stix.time(now))
                .with("lang", n.language())
                .with("description", n.assessment())
                .with("object_refs", refs));
    }

    private Node relationship(String from, String how, String to, NarrativeState n) {
        return object("relationship", Stix.id("relationship", from, how, to), n.at(), n.marking())
                .with("relationship_type", how)
                .with("source_ref", from)
                .with("target_ref", to);
    }

    private Node location(Municipality m, NarrativeState n) {
        return object("location", Stix.id("location", m.code()), n.at(), null)
                .with("name", m.name())
                .with("country", "NL")
                .with("administrative_area", m.name())
                .with("external_references", List.of(Map.of("source_name", Stix.CBS, "external_id", m.code())));
    }

    private static Map<String, Object> reference(Sighting s) {
        return new Node()
                .with("source_name", s.platform())
                .with("url", s.url())
                .with("description", s.archivedText() == null ? "seen " + s.seenAt() : s.archivedText())
                .with("hashes", s.sha256() == null || s.url() == null ? null : Map.of("SHA-256", s.sha256()));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_NAME
                ? text
                : text.substring(
                                0,
                                Character.isHighSurrogate(text.charAt(LONGEST_NAME - 2))
                                        ? LONGEST_NAME - 2
                                        : LONGEST_NAME - 1)
                        + "…";
    }
}
