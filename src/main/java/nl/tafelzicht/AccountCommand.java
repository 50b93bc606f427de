package nl.tafelzicht;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.tafelzicht.election.Refusal;
import nl.tafelzicht.engine.access.AccountRules;
import nl.tafelzicht.engine.access.AccountStore;
import nl.tafelzicht.engine.access.AccountTerms;
import nl.tafelzicht.engine.access.Passwords;
import nl.tafelzicht.node.Database;
import nl.tafelzicht.node.DatabaseOptions;
import nl.tafelzicht.node.Lifecycle;
import nl.tafelzicht.node.LogOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The accounts of the hub's own log-in. A change ends the account's sessions, on every node within seconds. */
@Command(
        name = "account",
        description = "Add, change, remove or list accounts, or show who changed them. The password of one "
                + "that is added or changed, at least 12 characters, is read from standard input: asked "
                + "for on a terminal, otherwise one line.",
        mixinStandardHelpOptions = true)
final class AccountCommand implements Callable<Integer> {

    private static final int MOST_AT_A_TIME = 1_000;
    /** Names of options on the command line, by the names of the fields in the rules. */
    private static final Map<String, String> NAMES = Map.of(
            "name",
            "the name of an account",
            "password",
            "the password, read from standard input,",
            "roles",
            "--role",
            "municipalities",
            "--municipality",
            "station",
            "--station",
            "clearance",
            "--clearance",
            "organisation",
            "--organisation");

    @Parameters(
            index = "0",
            description = "add, remove, list or history; add changes an account that exists. The password is read "
                    + "from standard input.")
    private String action;

    @Parameters(
            index = "1",
            arity = "0..1",
            description = "name of the account; of none for list, of one or none for history")
    private String name;

    @Mixin
    private DatabaseOptions where;

    @Option(names = "--role", split = ",", description = "one or more roles, such as municipality")
    private List<String> roles = List.of();

    @Option(names = "--municipality", split = ",", description = "codes for which the roles hold, or *")
    private List<String> municipalities = List.of();

    @Option(names = "--station", description = "the station of a chair")
    private String station;

    @Option(names = "--clearance", defaultValue = "GREEN", description = "CLEAR, GREEN, AMBER, AMBER+STRICT or RED")
    private String clearance;

    @Option(names = "--organisation", defaultValue = "")
    private String organisation;

    @Option(
            names = "--actor",
            description = "who makes this change, for the history; otherwise the user of this machine")
    private String actor = System.getProperty("user.name");

    @Mixin
    private LogOptions log;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (var database = Lifecycle.migrated(where.open())) {
            check(
                    action.equals("history") || action.equals("list") == (name == null),
                    action.equals("list") ? "list names no account" : "name the account");
            check(!actor.isBlank() && actor.chars().noneMatch(Character::isISOControl), "--actor is a name");
            var vertx = Vertx.vertx();
            try {
                act(new AccountStore(PgBuilder.pool()
                        .connectingTo(database.options())
                        .using(vertx)
                        .build()));
            } finally {
                await(vertx.close());
            }
        }
        return 0;
    }

    private void act(AccountStore store) throws IOException {
        switch (action) {
            case "list" -> list(store);
            case "history" -> history(store);
            case "add" -> put(store);
            case "remove" ->
                check(
                        await(store.remove(actor.strip(), name, before -> Future.succeededFuture())),
                        "there is no account " + name);
            default ->
                throw new ParameterException(spec.commandLine(), "say add, remove, list or history, not " + action);
        }
    }

    private static void list(AccountStore store) throws IOException {
        var after = "";
        List<AccountStore.Kept> page;
        do {
            page = await(store.list("", "", after, MOST_AT_A_TIME)).accounts();
            for (var account : page) {
                after = account.name();
                System.out.println(line(Stream.of(account.name()), account.terms()));
            }
        } while (page.size() == MOST_AT_A_TIME);
    }

    private void history(AccountStore store) throws IOException {
        var changes = new ArrayList<AccountStore.Change>();
        List<AccountStore.Change> page;
        do {
            var before = changes.isEmpty()
                    ? Long.MAX_VALUE
                    : changes.get(changes.size() - 1).number();
            page = await(store.history(name, before, MOST_AT_A_TIME));
            changes.addAll(page);
        } while (page.size() == MOST_AT_A_TIME);
        Collections.reverse(changes);
        for (var change : changes) {
            boolean otherPassword = change.password() && change.change().equals("changed");
            System.out.println(line(
                    Stream.of(
                            change.at().truncatedTo(ChronoUnit.SECONDS).toString(),
                            change.by(),
                            change.change() + (otherPassword ? ", with another password" : ""),
                            change.name()),
                    change.terms()));
        }
    }

    private static String line(Stream<String> first, AccountTerms terms) {
        var rest = Stream.of(
                String.join(",", terms.roles()),
                String.join(",", terms.municipalities()),
                terms.station() == null ? "" : terms.station(),
                terms.clearance(),
                terms.organisation());
        return Stream.concat(first, rest).collect(Collectors.joining("\t")).stripTrailing();
    }

    /** Whether any account exists that somebody can log in with. */
    static boolean isThereOne(Database database) throws IOException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select exists (select from account)")) {
            rows.next();
            return rows.getBoolean(1);
        } catch (SQLException e) {
            throw new IOException("the database can't be used: " + e.getMessage(), e);
        }
    }

    private void put(AccountStore store) throws IOException {
        allow(AccountRules.misfitOfName(name));
        var terms = new AccountTerms(roles, municipalities, station, clearance, organisation);
        AccountRules.misfits(terms).forEach(this::allow);
        var password = password();
        allow(AccountRules.misfitOfPassword(password));
        var hash = Passwords.hash(password);
        if (!await(store.add(actor.strip(), name, terms, hash))) {
            await(store.change(actor.strip(), name, terms, hash, before -> Future.succeededFuture()));
        }
    }

    private void allow(Refusal refusal) {
        check(refusal == null, refusal == null ? "" : NAMES.get(refusal.field()) + " " + refusal.detail());
    }

    private static <T> T await(Future<T> asked) throws IOException {
        try {
            return asked.toCompletionStage().toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw new IOException("the database can't be used: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String password() throws IOException {
        var console = System.console();
        if (console != null) {
            return new String(console.readPassword("password: "));
        }
        return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    }

    private void check(boolean right, String message) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
