package nl.tafelzicht.subject.report;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The table that lists every report, including those that left the picture. PostgreSQL writes each row together with
 * the event that causes it; this class only reads. Thread-safe.
 */
final class ReportList {

    private final Pool pool;

    /**
     * A search; {@code null} for a field that does not matter.
     *
     * @param municipalities that the reader may see, or {@code null} for the whole country; {@code stations} likewise,
     *     in addition
     * @param current whether the report is in the picture
     * @param words that must all occur in it, in any order
     */
    record Query(
            Set<String> municipalities,
            Set<String> stations,
            String municipality,
            String kind,
            String state,
            String station,
            String incident,
            String source,
            Boolean overLimit,
            Boolean current,
            String words) {

        /** Reports about a station. */
        static Query of(String station) {
            return new Query(null, null, null, null, null, station, null, null, null, null, null);
        }
    }

    /** @param changed {@code seq} of its last change */
    record Row(String id, long changed) {}

    ReportList(Pool pool) {
        this.pool = pool;
    }

    /** Reports whose last change is before {@code before}, latest change first. */
    Future<List<Row>> page(Query q, long before, int limit) {
        var where = new StringBuilder("changed < $1");
        var values = new ArrayList<Object>(List.of(before));
        if (q.municipalities != null) {
            values.add(q.municipalities.toArray(String[]::new));
            values.add(q.stations.toArray(String[]::new));
            where.append(" and (municipality = any($2) or station = any($3))");
        }
        is(where, values, "municipality", q.municipality);
        is(where, values, "kind", q.kind);
        is(where, values, "state", q.state);
        is(where, values, "station", q.station);
        is(where, values, "incident", q.incident);
        is(where, values, "source", q.source);
        is(where, values, "over_limit", q.overLimit);
        is(where, values, "current", q.current);
        if (q.words != null) {
            values.add(q.words);
            where.append(" and words @@ plainto_tsquery('simple', $")
                    .append(values.size())
                    .append(")");
        }
        values.add(limit);
        return pool.preparedQuery("select id, changed from report_list where " + where
                        + " order by changed desc limit $" + values.size())
                .execute(Tuple.from(values))
                .map(rows -> rows.stream()
                        .map(row -> new Row(row.getString(0), row.getLong(1)))
                        .toList());
    }

    /** The number of reports from the public. */
    Future<Long> countOfPublic() {
        return pool.query("select coalesce((select reports from report_total where source = 'public'), 0)")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private static void is(StringBuilder where, List<Object> values, String column, Object value) {
        if (value == null) {
            return;
        }
        values.add(value);
        where.append(" and ").append(column).append(" = $").append(values.size());
    }
}
