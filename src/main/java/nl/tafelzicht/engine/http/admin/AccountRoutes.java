package nl.tafelzicht.engine.http.admin;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Refusal;
import nl.tafelzicht.engine.access.AccountChanges;
import nl.tafelzicht.engine.access.AccountRules;
import nl.tafelzicht.engine.access.AccountStore;
import nl.tafelzicht.engine.access.AccountTerms;
import nl.tafelzicht.engine.access.Principal;
import nl.tafelzicht.engine.access.Sessions;
import nl.tafelzicht.engine.http.api.AccountChangeProblem;
import nl.tafelzicht.engine.http.api.Bodies;
import nl.tafelzicht.engine.http.api.HttpDependencies;
import nl.tafelzicht.engine.http.api.OpenApi;
import nl.tafelzicht.engine.http.api.Pagination;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.http.api.RateLimits;
import nl.tafelzicht.engine.json.Json;

/**
 * Manages the accounts of the hub's own log-in, for administrators. The rules are those of the command line. The
 * auditor may read who was given what, by whom.
 */
public final class AccountRoutes {

    private static final int LONGEST_NAME = 200;
    /** Changes made by one account; mass changes are made on the command line. */
    private static final RateLimits.Rate CHANGES =
            new RateLimits.Rate("too-many-account-changes", 120, Duration.ofMinutes(1));

    private final AccountChanges changes;
    private final AccountStore accounts;
    private final Sessions sessions;
    private final boolean demoAccounts;
    private final RateLimits limits;
    private final OpenApi api;

    private record New(
            String name,
            List<String> roles,
            List<String> municipalities,
            String station,
            String clearance,
            String organisation,
            String password) {

        AccountTerms terms() {
            return new AccountTerms(roles, municipalities, station, clearance, organisation);
        }
    }

    private record Reset(String password) {}

    /** @param password that the hub made: it is shown in this answer only */
    private record Account(
            String name,
            List<String> roles,
            List<String> municipalities,
            String station,
            String clearance,
            String organisation,
            Instant changedAt,
            String changedBy,
            String password) {

        static Account of(AccountStore.Kept kept) {
            return of(kept.name(), kept.terms(), kept.changedAt(), kept.changedBy(), null);
        }

        static Account of(String name, AccountTerms t, Instant at, String by, String password) {
            return new Account(
                    name,
                    t.roles(),
                    t.municipalities(),
                    t.station(),
                    t.clearance(),
                    t.organisation(),
                    at,
                    by,
                    password);
        }
    }

    private record Change(
            long number,
            Instant at,
            String by,
            String change,
            boolean password,
            List<String> roles,
            List<String> municipalities,
            String station,
            String clearance,
            String organisation) {

        static Change of(AccountStore.Change c) {
            var t = c.terms();
            return new Change(
                    c.number(),
                    c.at(),
                    c.by(),
                    c.change(),
                    c.password(),
                    t.roles(),
                    t.municipalities(),
                    t.station(),
                    t.clearance(),
                    t.organisation());
        }
    }

    /** @param issuer the name of the service with the other accounts; {@code null} for none */
    private record Listed(List<Account> items, String next, long total, boolean demoAccounts, String issuer) {}

    private record Password(String password) {}

    public AccountRoutes(HttpDependencies dependencies, OpenApi api, RateLimits limits) {
        this.changes = dependencies.accounts();
        this.accounts = changes.store();
        this.sessions = dependencies.sessions();
        this.demoAccounts = dependencies.options().demoAccounts();
        this.limits = limits;
        this.api = api;
    }

    public void install(Router router) {
        router.get("/accounts").handler(this::list);
        router.post("/accounts").handler(this::add);
        router.put("/accounts/:name").handler(this::change);
        router.delete("/accounts/:name").handler(this::remove);
        router.post("/accounts/:name/passwords").handler(this::reset);
        router.get("/accounts/:name/changes").handler(this::history);
        router.delete("/accounts/:name/sessions").handler(this::endSessions);
    }

    private void list(RoutingContext rc) {
        Operating.readable(rc);
        var query = api.parameters("listAccounts", "query", rc.queryParams());
        int limit = query.get("limit").asInt();
        accounts.list(
                        query.path("q").asText("").strip(),
                        query.path("role").asText(""),
                        query.path("after").asText(""),
                        limit + 1)
                .onSuccess(found -> {
                    var page = found.accounts().stream()
                            .limit(limit)
                            .map(Account::of)
                            .toList();
                    boolean more = found.accounts().size() > limit;
                    rc.end(Buffer.buffer(Json.bytes(new Listed(
                            page,
                            more ? page.get(limit - 1).name() : null,
                            found.total(),
                            demoAccounts,
                            sessions.issuer() == null
                                    ? null
                                    : sessions.issuer().settings().name()))));
                })
                .onFailure(rc::fail);
    }

    private void add(RoutingContext rc) {
        var by = mayChange(rc);
        var wanted = api.body("addAccount", Bodies.json(rc), New.class);
        var terms = wanted.terms();
        var password = wanted.password == null ? AccountRules.newPassword() : wanted.password;
        var wrong = new ArrayList<Refusal>();
        wrong.add(AccountRules.misfitOfName(wanted.name));
        wrong.addAll(AccountRules.misfits(terms));
        wrong.add(AccountRules.misfitOfPassword(password));
        allow(wrong);
        changes.add(by, wanted.name, terms, password)
                .onSuccess(done -> rc.response()
                        .setStatusCode(201)
                        .putHeader("Location", OpenApi.BASE + "/accounts/" + encoded(wanted.name))
                        .putHeader("Cache-Control", "no-store")
                        .end(Buffer.buffer(Json.bytes(Account.of(
                                wanted.name, terms, null, by.name(), wanted.password == null ? password : null)))))
                .onFailure(cause -> AccountChangeProblem.fail(rc, cause));
    }

    private void change(RoutingContext rc) {
        var by = mayChange(rc);
        var name = name(rc);
        var terms = api.body("changeAccount", Bodies.json(rc), AccountTerms.class);
        allow(AccountRules.misfits(terms));
        changes.change(by, name, terms)
                .onSuccess(done -> rc.end(Buffer.buffer(Json.bytes(Account.of(name, terms, null, by.name(), null)))))
                .onFailure(cause -> AccountChangeProblem.fail(rc, cause));
    }

    private void remove(RoutingContext rc) {
        var by = mayChange(rc);
        changes.remove(by, name(rc))
                .onSuccess(done -> rc.response().setStatusCode(204).end())
                .onFailure(cause -> AccountChangeProblem.fail(rc, cause));
    }

    private void reset(RoutingContext rc) {
        var by = mayChange(rc);
        var name = name(rc);
        var wanted = api.body("resetPassword", Bodies.json(rc), Reset.class);
        boolean made = wanted.password == null;
        var password = made ? AccountRules.newPassword() : wanted.password;
        allow(Collections.singletonList(AccountRules.misfitOfPassword(password)));
        changes.reset(by, name, password, made)
                .onSuccess(done -> rc.response()
                        .setStatusCode(201)
                        .putHeader("Cache-Control", "no-store")
                        .end(Buffer.buffer(Json.bytes(new Password(made ? password : null)))))
                .onFailure(cause -> AccountChangeProblem.fail(rc, cause));
    }

    private void history(RoutingContext rc) {
        Operating.readable(rc);
        var name = name(rc);
        var query = api.parameters("listAccountChanges", "query", rc.queryParams());
        int limit = query.get("limit").asInt();
        long before = query.has("after") ? query.get("after").asLong() : Long.MAX_VALUE;
        accounts.history(name, before, limit + 1)
                .onSuccess(found -> {
                    var page = found.stream().limit(limit).map(Change::of).toList();
                    Pagination.end(
                            rc, page, found.size() > limit ? page.get(limit - 1).number() : null);
                })
                .onFailure(rc::fail);
    }

    private void endSessions(RoutingContext rc) {
        Operating.required(rc);
        sessions.endAll(name(rc))
                .onSuccess(ended -> rc.response().setStatusCode(204).end())
                .onFailure(rc::fail);
    }

    private Principal mayChange(RoutingContext rc) {
        var by = Operating.required(rc);
        limits.check(CHANGES, by.name());
        return by;
    }

    private static String name(RoutingContext rc) {
        var name = rc.pathParam("name");
        if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw Problem.of(404, Explanation.of("unknown-account"));
        }
        return name;
    }

    /** @throws Problem 400 that names everything that is wrong at once */
    private static void allow(List<Refusal> wrong) {
        var errors = wrong.stream()
                .filter(Objects::nonNull)
                .map(refusal -> new Problem.FieldError(refusal.field(), refusal.explanation()))
                .toList();
        if (!errors.isEmpty()) {
            throw Problem.fields(errors);
        }
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
