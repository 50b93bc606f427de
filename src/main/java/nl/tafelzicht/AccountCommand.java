package nl.tafelzicht;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.engine.access.Accounts;
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

    private static final int SHORTEST_PASSWORD = 12;
    private static final String PUT = """
            insert into account (name, password_hash, roles, municipalities, station, clearance, organisation) \
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict (name) do update set password_hash = excluded.password_hash, roles = excluded.roles, \
            municipalities = excluded.municipalities,
                station = excluded.station, clearance = excluded.clearance, organisation = excluded.organisation""";
    private static final String REMOVE = "delete from account where name = ?";
    private static final String LIST =
            "select name, array_to_string(roles, ','), array_to_string(municipalities, ','), "
                    + "coalesce(station, ''), clearance, organisation from account order by name";
    private static final String HISTORY =
            "select to_char(at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), by, change || "
                    + "case when password and change = 'changed' then ', with another password' else '' end, "
                    + "name, array_to_string(roles, ','), array_to_string(municipalities, ','), "
                    + "coalesce(station, ''), clearance, organisation from account_change where name = "
                    + "coalesce(?, name) order by number";
    private static final String ACTOR = "select set_config('tafelzicht.actor', ?, true)";
    private static final String END_SESSIONS =
            "insert into revocation (account, expires_at) values (?, now() + interval '8 days')";

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
    public Integer call() throws IOException, SQLException {
        try (var database = Lifecycle.migrated(where.open())) {
            try (var connection = database.connect()) {
                connection.setAutoCommit(false);
                check(
                        action.equals("history") || action.equals("list") == (name == null),
                        action.equals("list") ? "list names no account" : "name the account");
                check(!actor.isBlank() && actor.chars().noneMatch(Character::isISOControl), "--actor is a name");
                say(connection);
                switch (action) {
                    case "list" -> list(connection);
                    case "history" -> history(connection);
                    case "add" -> put(connection);
                    case "remove" -> remove(connection);
                    default ->
                        throw new ParameterException(
                                spec.commandLine(), "say add, remove, list or history, not " + action);
                }
                connection.commit();
            }
        }
        return 0;
    }

    private static void list(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(LIST)) {
            while (rows.next()) {
                System.out.println(String.join(
                                "\t",
                                rows.getString(1),
                                rows.getString(2),
                                rows.getString(3),
                                rows.getString(4),
                                rows.getString(5),
                                rows.getString(6))
                        .stripTrailing());
            }
        }
    }

    private void history(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(HISTORY)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    System.out.println(IntStream.rangeClosed(1, 9)
                            .mapToObj(i -> text(rows, i))
                            .collect(Collectors.joining("\t"))
                            .stripTrailing());
                }
            }
        }
    }

    private static String text(ResultSet row, int column) {
        try {
            return row.getString(column);
        } catch (SQLException e) {
            throw new IllegalStateException("a column that was asked for is there", e);
        }
    }

    /** In this transaction alone. */
    private void say(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(ACTOR)) {
            statement.setString(1, actor.strip());
            statement.executeQuery().close();
        }
    }

    /** Whether there is somebody who can log in. */
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

    private void put(Connection connection) throws SQLException, IOException {
        check(
                !name.isBlank() && name.chars().noneMatch(Character::isISOControl),
                "the name of an account has no control characters in it");
        check(!roles.isEmpty(), "--role is mandatory");
        roles.forEach(Accounts::role);
        check(
                municipalities.stream().allMatch(m -> m.equals("*") || m.matches("GM\\d{4}")),
                "--municipality is GM and four digits, or *");
        check(station == null || station.matches("GM\\d{4}-\\d+(\\.\\d+)?"), "--station is an id such as GM0363-12");
        Tlp.of(clearance);
        var password = password();
        check(
                password != null && password.length() >= SHORTEST_PASSWORD,
                "the password, read from standard input, has at least " + SHORTEST_PASSWORD + " characters");
        try (var statement = connection.prepareStatement(PUT)) {
            statement.setString(1, name);
            statement.setString(2, Passwords.hash(password));
            statement.setArray(3, connection.createArrayOf("text", roles.toArray()));
            statement.setArray(4, connection.createArrayOf("text", municipalities.toArray()));
            statement.setString(5, station);
            statement.setString(6, clearance);
            statement.setString(7, organisation);
            statement.executeUpdate();
        }
        endSessions(connection);
    }

    private void remove(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(REMOVE)) {
            statement.setString(1, name);
            check(statement.executeUpdate() == 1, "there is no account " + name);
        }
        endSessions(connection);
    }

    private void endSessions(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(END_SESSIONS)) {
            statement.setString(1, name);
            statement.executeUpdate();
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
