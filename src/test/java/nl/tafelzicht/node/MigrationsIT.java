package nl.tafelzicht.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import nl.tafelzicht.support.PostgresServer;
import nl.tafelzicht.support.TestFolder;
import nl.tafelzicht.support.TestHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a start can do without Flyway. */
class MigrationsIT {

    private static Path folder;
    private static PostgresServer postgres;

    @BeforeAll
    static void start() throws Exception {
        folder = TestFolder.make("tafelzicht-migrations-");
        postgres = PostgresServer.start(folder.resolve("postgres"), folder.resolve("postgres.log"), Map.of());
        Database.outside(postgres.url()).migrate().close();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
        TestHub.delete(folder);
    }

    @Test
    void whereEverythingIsThereItIsNotAsked() throws SQLException {
        try (var connection = postgres.connect()) {
            assertThat(Migrations.areIn(connection)).isTrue();
        }
    }

    @Test
    void anEmptyDatabaseGetsItsTables() throws Exception {
        postgres.execute("create database empty");
        try (var connection = inEmpty()) {
            assertThat(Migrations.areIn(connection)).isFalse();
        }
        Database.outside(postgres.url().replaceFirst("/postgres$", "/empty"))
                .migrate()
                .close();
        try (var connection = inEmpty()) {
            assertThat(Migrations.areIn(connection)).isTrue();
        }
    }

    private static Connection inEmpty() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + postgres.port() + "/empty?user=postgres");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from flyway_schema_history where version = '" + Migrations.LATEST + "'",
                "delete from flyway_schema_history where version = '2'",
                "delete from flyway_schema_history",
                "update flyway_schema_history set success = false where version = '3'",
                "update flyway_schema_history set checksum = checksum + 1 where version = '1'",
                "update flyway_schema_history set checksum = null where version = '1'",
                "update flyway_schema_history set script = 'V4__other.sql' where version = '4'",
                "update flyway_schema_history set version = null where version = '5'",
                "insert into flyway_schema_history (installed_rank, version, description, type, script, checksum, "
                        + "installed_by, execution_time, success) select 99, '99', 'newer', 'SQL', 'V99__newer.sql', 1, "
                        + "'x', 1, true",
            })
    void flywayDecidesWhenSomethingIsNotAsItShouldBe(String change) throws SQLException {
        try (var connection = postgres.connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            assertThat(statement.executeUpdate(change)).isPositive();
            assertThat(Migrations.areIn(connection)).isFalse();
            connection.rollback();
        }
    }

    @Test
    void theNewestIsTheNewestOfTheFolder() throws Exception {
        var files = Path.of(
                Migrations.class.getClassLoader().getResource(Migrations.FOLDER).toURI());
        try (var all = Files.list(files)) {
            assertThat(all.map(file -> file.getFileName().toString()))
                    .hasSize(Migrations.LATEST)
                    .anyMatch(name -> name.startsWith("V" + Migrations.LATEST + "__"));
        }
    }
}
