package nl.tafelzicht.subject.station;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

/**
 * How municipalities can be reached on the day, as their files of stations say (EML 110b, or the column
 * {@code Contactgegevens gemeente}). It may name a person, so it is stored beside the journal, one text for each
 * municipality, and can be erased; a newer file replaces it. Thread-safe.
 */
final class MunicipalityContacts {

    private static final String PUT =
            "insert into municipality_contact (municipality, contact, said_by) values ($1, $2, "
                    + "$3) on conflict (municipality) do update set contact = excluded.contact, said_by = excluded.said_by, "
                    + "said_at = now()";
    private static final String GET =
            "select contact, said_by, said_at from municipality_contact where municipality = $1";
    private static final String ERASE = "delete from municipality_contact where municipality = $1";

    private final Pool pool;

    /** @param by who imported the file */
    record Contact(String contact, String by, Instant at) {}

    MunicipalityContacts(Pool pool) {
        this.pool = pool;
    }

    /** @param contacts by the codes of their municipalities */
    Future<Void> put(Map<String, String> contacts, String by) {
        return contacts.isEmpty()
                ? Future.succeededFuture()
                : pool.preparedQuery(PUT)
                        .executeBatch(contacts.entrySet().stream()
                                .map(e -> Tuple.tuple(List.of(e.getKey(), e.getValue(), by)))
                                .toList())
                        .mapEmpty();
    }

    /** @return {@code null} when no file said it, or it was erased */
    Future<Contact> get(String municipality) {
        return pool.preparedQuery(GET).execute(Tuple.of(municipality)).map(rows -> {
            if (rows.size() == 0) {
                return null;
            }
            var row = rows.iterator().next();
            OffsetDateTime at = row.getOffsetDateTime(2);
            return new Contact(row.getString(0), row.getString(1), at.toInstant());
        });
    }

    Future<Void> erase(String municipality) {
        return pool.preparedQuery(ERASE).execute(Tuple.of(municipality)).mapEmpty();
    }
}
