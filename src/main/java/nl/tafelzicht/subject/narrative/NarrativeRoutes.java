package nl.tafelzicht.subject.narrative;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.engine.access.Rights;
import nl.tafelzicht.engine.access.Rights.Right;
import nl.tafelzicht.engine.archive.Hashes;
import nl.tafelzicht.engine.http.api.Authentication;
import nl.tafelzicht.engine.http.api.EntityEndpoint;
import nl.tafelzicht.engine.http.api.HttpDependencies;
import nl.tafelzicht.engine.http.api.LocationResolver;
import nl.tafelzicht.engine.http.api.Negotiation;
import nl.tafelzicht.engine.http.api.OpenApi;
import nl.tafelzicht.engine.http.api.Pagination;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.subject.narrative.domain.Assertion;
import nl.tafelzicht.subject.narrative.domain.Narrative;
import nl.tafelzicht.subject.narrative.domain.NarrativeCommand;
import nl.tafelzicht.subject.narrative.domain.NarrativeContent;
import nl.tafelzicht.subject.narrative.domain.NarrativeKind;
import nl.tafelzicht.subject.narrative.domain.NarrativeScope;
import nl.tafelzicht.subject.narrative.domain.NarrativeSource;
import nl.tafelzicht.subject.narrative.domain.NarrativeStatus;
import nl.tafelzicht.subject.narrative.domain.Observation;
import nl.tafelzicht.subject.narrative.domain.Sighting;
import nl.tafelzicht.subject.narrative.format.Disarm;
import nl.tafelzicht.subject.narrative.format.StixBundle;
import nl.tafelzicht.subject.station.Stations;

/** Alerts about narratives. */
public final class NarrativeRoutes {

    private static final String FIELD = "narrative";
    public static final String STIX = "application/stix+json";

    private record AboutWhat(List<String> stations, List<String> municipalities, List<String> subjects) {}

    public record SeenAt(
            String platform,
            String url,
            Instant seenAt,
            String language,
            String archivedText,
            String sha256,
            List<String> attachments) {}

    private record NewNarrative(
            String claim,
            NarrativeKind kind,
            String language,
            List<Assertion> assertions,
            AboutWhat about,
            Instant firstSeen,
            List<SeenAt> sightings,
            List<NarrativeSource> sources,
            List<String> techniques,
            String marking,
            Set<String> recipients) {}

    private record NarrativeChange(
            String claim,
            NarrativeKind kind,
            String language,
            List<Assertion> assertions,
            AboutWhat about,
            List<String> techniques,
            String marking,
            Set<String> recipients,
            String assessment,
            NarrativeStatus state,
            String reason,
            Boolean pastToo) {}

    private record NewObservation(Instant at, String platform, Long views, Long shares, Long posts, String note) {}

    private record Merge(List<String> narratives) {}

    private final HttpDependencies dependencies;
    private final OpenApi api;
    private final EntityEndpoint entities;
    private final LocationResolver locations;

    public NarrativeRoutes(
            HttpDependencies dependencies, OpenApi api, EntityEndpoint entities, LocationResolver locations) {
        this.dependencies = dependencies;
        this.api = api;
        this.entities = entities;
        this.locations = locations;
    }

    public void install(Router router) {
        router.get("/narratives").handler(this::list);
        router.post("/narratives").handler(this::report);
        router.get("/narratives/:id").handler(this::get);
        router.patch("/narratives/:id").handler(this::amend);
        router.post("/narratives/:id/merges").handler(this::merge);
        router.post("/narratives/:id/sightings").handler(this::sight);
        router.post("/narratives/:id/observations").handler(this::observe);
        router.post("/narratives/:id/sources")
                .handler(rc -> add(rc, "addNarrativeSource", NarrativeSource.class, NarrativeCommand.AddSource::new));
        router.post("/narratives/:id/comments")
                .handler(rc -> add(
                        rc,
                        "commentNarrative",
                        EntityEndpoint.Text.class,
                        (text, role) -> new NarrativeCommand.Comment(text.text(), role)));
        router.get("/techniques").handler(rc -> Pagination.end(rc, Disarm.TECHNIQUES, null));
    }

    private Narrative visible(RoutingContext rc) {
        return entities.visible(rc, Narrative.KIND, rc.pathParam("id"));
    }

    private void list(RoutingContext rc) {
        var query = api.parameters("listNarratives", "query", rc.queryParams());
        Predicate<Narrative> wanted = n -> true;
        if (query.has("municipality")) {
            wanted = wanted.and(n -> n.state().about().municipalities().stream()
                    .anyMatch(m -> m.code().equals(query.get("municipality").asText())));
        }
        if (query.has("state")) {
            wanted = wanted.and(
                    n -> n.status().toString().equals(query.get("state").asText()));
        }
        if (query.has("kind")) {
            wanted = wanted.and(
                    n -> n.state().kind().toString().equals(query.get("kind").asText()));
        }
        if (query.has("standing")) {
            wanted = wanted.and(n -> n.state().standing() != null
                    && n.state()
                            .standing()
                            .toString()
                            .equals(query.get("standing").asText()));
        }
        if (!wantsStix(rc)) {
            entities.page(rc, Narrative.KIND, dependencies.picture().get().all(Narrative.KIND), wanted, query);
        } else {
            stix(
                    rc,
                    entities.ofPage(
                            rc, Narrative.KIND, dependencies.picture().get().all(Narrative.KIND), wanted, query));
        }
    }

    private void get(RoutingContext rc) {
        var narrative = visible(rc);
        if (wantsStix(rc)) {
            stix(rc, List.of(narrative));
        } else {
            entities.show(rc, narrative);
        }
    }

    public static boolean wantsStix(RoutingContext rc) {
        return Negotiation.prefers(rc, STIX, "application/json");
    }

    private void stix(RoutingContext rc, List<Narrative> narratives) {
        var viewpoint = Authentication.viewpoint(Authentication.principal(rc));
        rc.response().putHeader("Content-Type", STIX + ";version=2.1");
        rc.end(Buffer.buffer(Json.bytes(StixBundle.of(
                narratives.stream().map(n -> n.stateFor(viewpoint::sees)).toList(),
                dependencies.clock().instant()))));
    }

    private void report(RoutingContext rc) {
        var principal = Authentication.principal(rc);
        if (principal.roles().stream().allMatch(role -> Rights.reach(role, Right.ALERT) == Rights.Reach.NONE)) {
            throw Problem.of(403, Explanation.of("may-not-alert"));
        }
        var body = entities.body(rc, "reportNarrative", NewNarrative.class);
        var about = about(body.about);
        var role = alertRole(rc, about);
        var marking = body.marking == null ? Tlp.GREEN : Tlp.of(body.marking);
        checkTechniques(body.techniques);
        var recipients = entities.recipients(rc, marking, body.recipients);
        sightings(rc, body.sightings)
                .onSuccess(sightings -> {
                    var sources = body.sources != null
                            ? body.sources
                            : List.of(new NarrativeSource(
                                    sourceOf(role), principal.organisation(), NarrativeSource.Reliability.F, 6));
                    var content = new NarrativeContent(
                            body.claim.strip(),
                            body.kind,
                            body.language == null ? "nl" : body.language,
                            distinct(body.assertions),
                            about,
                            body.firstSeen,
                            sightings,
                            sources,
                            distinct(body.techniques),
                            marking,
                            recipients,
                            principal.organisation());
                    entities.create(
                            rc,
                            Narrative.KIND,
                            FIELD,
                            "/narratives",
                            entities.eventId(rc, "reportNarrative", ""),
                            new NarrativeCommand.Report(content, role));
                })
                .onFailure(rc::fail);
    }

    private static NarrativeSource.Kind sourceOf(Role role) {
        return switch (role) {
            case PARTNER -> NarrativeSource.Kind.FACT_CHECKER;
            case TABLE_OPERATOR, TABLE_MEMBER -> NarrativeSource.Kind.TABLE;
            default -> NarrativeSource.Kind.MUNICIPALITY;
        };
    }

    /** A person of a municipality may alert to claims about that municipality. */
    private static Role alertRole(RoutingContext rc, NarrativeScope about) {
        var principal = Authentication.principal(rc);
        var codes = codes(about);
        var everywhere = Rights.roleFor(principal, Right.ALERT, null, null);
        if (everywhere.isPresent()) {
            return everywhere.get();
        }
        return codes.stream()
                .map(code -> Rights.roleFor(principal, Right.ALERT, null, code))
                .filter(java.util.Optional::isPresent)
                .map(java.util.Optional::get)
                .findFirst()
                .orElseThrow(() -> Problem.of(403, Explanation.of("own-municipality-alerts")));
    }

    private static Set<String> codes(NarrativeScope about) {
        return java.util.stream.Stream.concat(
                        about.municipalities().stream().map(Municipality::code),
                        about.stations().stream().map(s -> s.substring(0, s.indexOf('-'))))
                .collect(Collectors.toSet());
    }

    private NarrativeScope about(AboutWhat p) {
        if (p == null) {
            return new NarrativeScope(List.of(), List.of(), List.of());
        }
        var stations = locations.stations(distinct(p.stations));
        for (var id : stations) {
            if (Stations.find(dependencies.picture().get(), id) == null) {
                throw Problem.field("about/stations", Explanation.of("no-station-named", "station", id));
            }
        }
        var towns = distinct(p.municipalities).stream()
                .map(code -> {
                    try {
                        return locations.municipality(code);
                    } catch (Problem unknown) {
                        throw Problem.field(
                                "about/municipalities", Explanation.of("unknown-municipality", "code", code));
                    }
                })
                .toList();
        return new NarrativeScope(stations, towns, distinct(p.subjects));
    }

    private static <T> List<T> distinct(List<T> list) {
        return list == null ? List.of() : list.stream().distinct().toList();
    }

    private static void checkTechniques(List<String> techniques) {
        for (var id : distinct(techniques)) {
            if (Disarm.name(id) == null) {
                throw Problem.field("techniques", Explanation.of("unknown-technique", "id", id));
            }
        }
    }

    /** The attachments of all alerts that a person sees. */
    private Set<String> seen(RoutingContext rc) {
        var viewpoint = Authentication.viewpoint(Authentication.principal(rc));
        return dependencies
                .picture()
                .get()
                .all(Narrative.KIND)
                .filter(n -> viewpoint.sees(n.visibility()))
                .flatMap(n -> n.stateFor(viewpoint::sees).sightings().stream())
                .flatMap(s -> s.attachments().stream())
                .map(Sighting.Attachment::sha256)
                .collect(Collectors.toSet());
    }

    /** Attachments are named by their hash, and must be uploaded before the alert. */
    private Future<List<Sighting>> sightings(RoutingContext rc, List<SeenAt> given) {
        var seen = distinct(given);
        var hashes = seen.stream()
                .flatMap(s -> distinct(s.attachments).stream())
                .distinct()
                .toList();
        return dependencies
                .attachments()
                .find(hashes, Authentication.principal(rc).name(), hashes.isEmpty() ? Set.of() : seen(rc))
                .map(found -> {
                    var byHash = found.stream()
                            .map(a -> new Sighting.Attachment(a.sha256(), a.type(), a.bytes()))
                            .collect(Collectors.toMap(Sighting.Attachment::sha256, a -> a));
                    var sightings = new ArrayList<Sighting>();
                    for (var s : seen) {
                        for (var hash : distinct(s.attachments)) {
                            if (!byHash.containsKey(hash)) {
                                throw Problem.field(
                                        "attachments", Explanation.of("unknown-attachment", "sha256", hash));
                            }
                        }
                        var hash = s.archivedText == null ? null : Hashes.sha256(s.archivedText);
                        if (s.sha256 != null && !s.sha256.equals(hash)) {
                            throw Problem.field(
                                    "sha256",
                                    s.archivedText == null
                                            ? Explanation.of("needs-archived-text")
                                            : Explanation.of("wrong-hash", "sha256", hash));
                        }
                        sightings.add(new Sighting(
                                s.platform,
                                s.url,
                                s.seenAt == null ? dependencies.clock().instant() : s.seenAt,
                                s.language,
                                s.archivedText,
                                hash,
                                distinct(s.attachments).stream()
                                        .map(byHash::get)
                                        .toList()));
                    }
                    return sightings;
                });
    }

    private Role desk(RoutingContext rc) {
        return Rights.roleFor(Authentication.principal(rc), Right.NARRATE, null, null)
                .orElseThrow(() -> Problem.of(403, Explanation.of("narrative-desk-only")));
    }

    private void amend(RoutingContext rc) {
        var narrative = visible(rc);
        var role = desk(rc);
        var c = entities.body(rc, "amendNarrative", NarrativeChange.class);
        checkTechniques(c.techniques);
        var marking = c.marking == null ? null : Tlp.of(c.marking);
        var recipients = marking == null && c.recipients == null
                ? null
                : entities.recipients(rc, marking == null ? narrative.state().marking() : marking, c.recipients);
        var command = new NarrativeCommand.Amend(
                c.claim,
                c.kind,
                c.language,
                c.assertions == null ? null : distinct(c.assertions),
                c.about == null ? null : about(c.about),
                c.techniques == null ? null : distinct(c.techniques),
                marking,
                recipients,
                c.assessment,
                c.state,
                c.reason,
                Boolean.TRUE.equals(c.pastToo),
                role);
        entities.act(
                rc,
                Narrative.KIND,
                FIELD,
                narrative.id(),
                entities.eventId(rc, "amendNarrative", narrative.id()),
                command,
                200);
    }

    /** The role of a contributor: the desk, or the person who made the alert. */
    private Role contributor(RoutingContext rc, Narrative narrative) {
        var principal = Authentication.principal(rc);
        var role = Rights.roleFor(principal, Right.NARRATE, null, null);
        if (role.isPresent()) {
            return role.get();
        }
        return alertRole(rc, narrative.state().about());
    }

    private interface Making<T> {
        NarrativeCommand of(T body, Role role);
    }

    private <T> void add(RoutingContext rc, String operation, Class<T> type, Making<T> command) {
        var narrative = visible(rc);
        var role = contributor(rc, narrative);
        entities.act(
                rc,
                Narrative.KIND,
                FIELD,
                narrative.id(),
                entities.eventId(rc, operation, narrative.id()),
                command.of(entities.body(rc, operation, type), role),
                201);
    }

    private void sight(RoutingContext rc) {
        var narrative = visible(rc);
        var role = contributor(rc, narrative);
        var id = entities.eventId(rc, "sightNarrative", narrative.id());
        sightings(rc, List.of(entities.body(rc, "sightNarrative", SeenAt.class)))
                .onSuccess(seen -> entities.act(
                        rc,
                        Narrative.KIND,
                        FIELD,
                        narrative.id(),
                        id,
                        new NarrativeCommand.AddSighting(seen.get(0), role),
                        201))
                .onFailure(rc::fail);
    }

    private void observe(RoutingContext rc) {
        add(rc, "observeNarrative", NewObservation.class, (o, role) -> {
            if (o.views == null && o.shares == null && o.posts == null) {
                throw Problem.field("", Explanation.of("no-observation"));
            }
            return new NarrativeCommand.ObserveSpread(
                    new Observation(
                            o.at == null ? dependencies.clock().instant() : o.at,
                            o.platform,
                            o.views,
                            o.shares,
                            o.posts,
                            o.note,
                            Authentication.principal(rc).name()),
                    role);
        });
    }

    private void merge(RoutingContext rc) {
        var narrative = visible(rc);
        var role = desk(rc);
        var viewpoint = Authentication.viewpoint(Authentication.principal(rc));
        var ids = entities.body(rc, "mergeIntoNarrative", Merge.class).narratives;
        for (var id : ids) {
            var other = dependencies.picture().get().entity(Narrative.KIND, id);
            if (other == null || !viewpoint.sees(other.visibility())) {
                throw Problem.field("narratives", Explanation.of("not-an-alert", "id", id));
            }
        }
        entities.act(
                rc,
                Narrative.KIND,
                FIELD,
                narrative.id(),
                entities.eventId(rc, "mergeIntoNarrative", narrative.id()),
                new NarrativeVerticle.Merge(ids, role),
                201);
    }
}
