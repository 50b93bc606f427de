package nl.tafelzicht.subject.response;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.place.Zones;
import nl.tafelzicht.engine.http.api.HttpDependencies;
import nl.tafelzicht.engine.http.api.Negotiation;
import nl.tafelzicht.engine.http.api.Pagination;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.subject.narrative.domain.Assertion;
import nl.tafelzicht.subject.narrative.domain.Fact;
import nl.tafelzicht.subject.narrative.domain.Narrative;
import nl.tafelzicht.subject.narrative.domain.NarrativeKind;
import nl.tafelzicht.subject.response.domain.LegalGround;
import nl.tafelzicht.subject.response.domain.Outcome;
import nl.tafelzicht.subject.response.domain.Response;
import nl.tafelzicht.subject.response.domain.ResponseKind;
import nl.tafelzicht.subject.response.domain.ResponseSettings;
import nl.tafelzicht.subject.response.domain.ResponseStatus;
import nl.tafelzicht.subject.response.format.CapAlert;

/**
 * What the public may read: rebuttals, as soon as they are published; and what was flagged to platforms, from a
 * configured moment. Without personal data: of a flag no address, no text written by a person, and no name; only kind,
 * ground, platform, time and outcome.
 */
public final class PublicRegister {

    private final HttpDependencies dependencies;

    /**
     * @param factsAt time of the facts
     * @param answers assertions of the claim that it answers, first seen at {@code claimSince}
     * @param holds {@code false} while somebody examines whether it still holds
     */
    public record Rebuttal(
            String id,
            String title,
            String text,
            List<String> municipalities,
            ZoneId zone,
            Instant publishedAt,
            Instant factsAt,
            long factsSeq,
            List<CitedFact> facts,
            boolean holds,
            Instant withdrawnAt,
            List<Assertion> answers,
            Instant claimSince) {}

    public record CitedFact(Fact.Key key, Integer count, Integer of, Instant at) {}

    public record Flag(
            ResponseKind kind,
            String platform,
            LegalGround ground,
            NarrativeKind narrative,
            Instant sentAt,
            List<Outcome.Decision> outcomes) {}

    public record Register(
            Instant from, boolean published, List<Flag> flags, Map<String, Long> counts, List<Rebuttal> rebuttals) {}

    public PublicRegister(HttpDependencies dependencies) {
        this.dependencies = dependencies;
    }

    public void install(Router router) {
        router.get("/public/register").handler(rc -> rc.end(Buffer.buffer(Json.bytes(register()))));
        router.get("/public/rebuttals").handler(rc -> Pagination.end(rc, rebuttals(), null));
        router.get("/public/rebuttals/:id").handler(this::rebuttal);
    }

    /** Newest first, including those that were withdrawn. */
    public List<Rebuttal> rebuttals() {
        return published()
                .sorted(Comparator.comparing(
                                (Response r) -> r.state().carriedOut().at())
                        .reversed())
                .map(this::rebuttal)
                .toList();
    }

    private Stream<Response> published() {
        return dependencies
                .picture()
                .get()
                .all(Response.KIND)
                .filter(r ->
                        r.state().kind() == ResponseKind.REBUTTAL && r.state().carriedOut() != null);
    }

    private Rebuttal rebuttal(Response r) {
        var s = r.state();
        var claim = dependencies
                .picture()
                .get()
                .entity(Narrative.KIND, s.narrative())
                .state();
        var facts = s.basis().stream()
                .map(f -> new CitedFact(f.key(), f.count(), f.of(), f.at()))
                .toList();
        var at = s.basis().stream()
                .map(Fact::at)
                .filter(java.util.Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(s.carriedOut().at());
        return new Rebuttal(
                s.id(),
                s.content().title(),
                s.content().text(),
                s.municipalities().stream().map(m -> m.name()).toList(),
                Zones.ofAll(s.municipalities().stream().map(m -> m.code()).toList()),
                s.carriedOut().at(),
                at,
                s.basisSeq(),
                facts,
                s.challenge() == null && s.state() == ResponseStatus.PUBLISHED,
                s.withdrawn() == null ? null : s.withdrawn().at(),
                claim.assertions(),
                claim.firstSeen());
    }

    private void rebuttal(RoutingContext rc) {
        var found = published()
                .filter(r -> r.id().equals(rc.pathParam("id")))
                .findFirst()
                .orElseThrow(() -> Problem.of(404, Explanation.of("unknown-rebuttal")));
        if (!Negotiation.prefers(rc, CapAlert.MEDIA_TYPE, "application/json")) {
            rc.end(Buffer.buffer(Json.bytes(rebuttal(found))));
            return;
        }
        var page = dependencies.options().pageUrl();
        rc.response()
                .putHeader("Content-Type", CapAlert.MEDIA_TYPE + ";charset=utf-8")
                .end(CapAlert.of(
                        found.state(),
                        "tafelzicht",
                        page == null ? null : page + "/feiten",
                        dependencies.options().exercise()));
    }

    public Register register() {
        var from = dependencies.subjects().get(ResponseSettings.class).registerFrom();
        boolean open = from != null && !dependencies.clock().instant().isBefore(from);
        var flags = open ? flags() : List.<Flag>of();
        var counts = flags.stream()
                .collect(Collectors.groupingBy(f -> f.kind().toString(), TreeMap::new, Collectors.counting()));
        return new Register(from, open, flags, counts, rebuttals());
    }

    private List<Flag> flags() {
        var now = dependencies.picture().get();
        return now.all(Response.KIND)
                .filter(r -> r.state().kind().isForPlatform() && r.state().carriedOut() != null)
                .sorted(Comparator.comparing(
                                (Response r) -> r.state().carriedOut().at())
                        .reversed())
                .map(r -> new Flag(
                        r.state().kind(),
                        r.state().content().platform(),
                        r.state().content().ground(),
                        now.entity(Narrative.KIND, r.state().narrative())
                                .state()
                                .kind(),
                        r.state().carriedOut().at(),
                        r.state().outcomes().stream().map(Outcome::decision).toList()))
                .toList();
    }
}
