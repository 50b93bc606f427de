package nl.tafelzicht.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import nl.tafelzicht.node.Database;
import nl.tafelzicht.node.postgres.LocalPostgres;

/**
 * The files of a PostgreSQL with the tables of a hub and nothing in them, made once in a build and copied for each test
 * that wants some: {@code initdb} and the tables take longer than all else that a hub does when it starts. Thread-safe,
 * and safe between the processes of a build.
 */
public final class Initialised {

    private Initialised() {}

    /**
     * The data folder of a hub: the files of its embedded PostgreSQL, and its password. Does nothing where there is a
     * folder already.
     */
    public static void hub(Path data) throws IOException {
        if (!Files.exists(data)) {
            copy(OncePerBuild.folder("initialised-hub", Initialised::makeHub), data);
        }
    }

    /** An embedded PostgreSQL with the tables of a hub and nothing in them, on files that stay in this folder. */
    public static Database database(Path folder) throws IOException {
        var data = folder.resolve("data");
        hub(data);
        return Database.embedded(data, false);
    }

    /** The files of a {@link PostgresServer}. Does nothing where there are some already. */
    static void server(Path files) throws IOException {
        if (!Files.exists(files)) {
            copy(
                    OncePerBuild.folder(
                            "initialised-server",
                            folder -> PostgresServer.initialise(
                                    folder, folder.resolveSibling(folder.getFileName() + ".log"))),
                    files);
        }
    }

    private static void makeHub(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (var database = Database.embedded(folder, false)) {
            database.migrate();
        }
        cheapen(folder);
        Files.deleteIfExists(folder.resolve("postgres.log"));
    }

    /**
     * The same password, checked in one round: a hub opens a dozen connections when it starts, and thousands of rounds
     * for each take a sixth of that. And without the databases from which others are made, which are two thirds of what
     * is copied.
     */
    private static void cheapen(Path data) throws IOException {
        try (var postgres = new LocalPostgres(data, false, () -> {})) {
            postgres.start();
            try (var connection = postgres.connection();
                    var statement = connection.createStatement()) {
                statement.execute("set scram_iterations = 1");
                statement.execute("alter role " + LocalPostgres.USER + " password '" + postgres.password() + "'");
                statement.execute("update pg_database set datistemplate = false where datname like 'template_'");
                statement.execute("drop database template0");
                statement.execute("drop database template1");
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var all = Files.walk(from)) {
            for (var file : all.toList()) {
                var place = to.resolve(from.relativize(file).toString());
                if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    Files.copy(file, place, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
                } else if (file.equals(from)) {
                    Files.createDirectories(place);
                } else {
                    Files.copy(file, place, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
    }
}
