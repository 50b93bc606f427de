package nl.tafelzicht.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.zip.CRC32;

/**
 * Whether a database has the tables of this version, according to Flyway's own record. If so, a start needs no Flyway,
 * which would take a quarter of its time; in all other cases Flyway decides.
 */
final class Migrations {

    /** The newest migration in {@code db/migration}. */
    static final int LATEST = 21;

    static final String FOLDER = "db/migration/";

    private Migrations() {}

    /** @return {@code true} only when exactly the migrations of this version were applied, unchanged */
    static boolean areIn(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            try (var there = statement.executeQuery("select to_regclass('flyway_schema_history') is not null")) {
                there.next();
                if (!there.getBoolean(1)) {
                    return false;
                }
            }
            int count = 0;
            try (var rows = statement.executeQuery(
                    "select version, script, checksum, success from flyway_schema_history order by installed_rank")) {
                while (rows.next()) {
                    count++;
                    if (!String.valueOf(count).equals(rows.getString("version"))
                            || !rows.getBoolean("success")
                            || !isAs(rows.getInt("checksum"), rows.getString("script"))) {
                        return false;
                    }
                }
            }
            return count == LATEST;
        }
    }

    private static boolean isAs(int checksum, String script) {
        try (var in = Migrations.class.getClassLoader().getResourceAsStream(FOLDER + script)) {
            if (in == null) {
                return false;
            }
            var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            var crc = new CRC32();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                crc.update(line.getBytes(StandardCharsets.UTF_8));
            }
            return (int) crc.getValue() == checksum;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
