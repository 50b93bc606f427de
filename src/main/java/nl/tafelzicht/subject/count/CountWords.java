package nl.tafelzicht.subject.count;

import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import nl.tafelzicht.election.place.Zones;
import nl.tafelzicht.engine.html.Choice;
import nl.tafelzicht.engine.html.Moment;
import nl.tafelzicht.engine.html.Texts;
import nl.tafelzicht.engine.html.Texts.Part;
import nl.tafelzicht.engine.http.publicsite.PlaceTime;
import nl.tafelzicht.engine.http.publicsite.PublicShell;
import nl.tafelzicht.subject.count.PublicCounts.Page;
import nl.tafelzicht.subject.count.PublicCounts.PublicCount;
import nl.tafelzicht.subject.count.PublicCounts.PublicDrawn;
import nl.tafelzicht.subject.count.PublicCounts.PublicFigures;
import nl.tafelzicht.subject.count.PublicCounts.PublicFile;
import nl.tafelzicht.subject.count.PublicCounts.PublicReAdd;
import nl.tafelzicht.subject.count.PublicCounts.PublicSession;
import nl.tafelzicht.subject.count.domain.CountEvent.Identity;
import nl.tafelzicht.subject.count.domain.CountState.SessionStatus;
import nl.tafelzicht.subject.count.domain.Fingerprint;
import nl.tafelzicht.subject.count.domain.MunicipalCount;

/** The public page of the count in one language, as the template {@code counting} needs it. */
final class CountWords {

    /**
     * @param choices the municipalities that count
     * @param overview of all municipalities, or {@code null} when one is chosen
     * @param counts those of the chosen municipality
     * @param report path of the form for reporting an error
     */
    record Content(List<Choice> choices, Overview overview, List<Count> counts, List<Part> asOf, String report) {
        boolean announced() {
            return !choices.isEmpty();
        }
    }

    record Overview(List<Row> rows) {}

    /** @param nextAt time of the session in {@code next}, or {@code null} */
    record Row(String code, String name, String election, String stations, Moment nextAt, String next, int files) {}

    record Count(
            String id,
            String name,
            String election,
            String method,
            String stations,
            List<Session> sessions,
            List<Published> published,
            ReAdd reAdd) {}

    record Session(Moment at, String place, String status, boolean closed) {}

    /** One of its components is set. */
    record Published(Figures figures, File file, Manifest manifest) {}

    record Figures(List<Part> said, boolean extrapolated, String where, String reason) {}

    record File(List<Part> said, boolean replaces, String fingerprint) {}

    record Manifest(String id, String said) {}

    /** @param awaited the text until lists were drawn, or {@code null} */
    record ReAdd(List<Part> awaited, boolean drawn, List<String> lists, String seed) {}

    private final Texts texts;
    private final PlaceTime time;
    private final String report;

    CountWords(PublicShell shell, String report) {
        this.texts = shell.texts();
        this.time = shell.time("EEEE d MMMM HH:mm");
        this.report = report;
    }

    /** @param chosen code of a municipality, or empty for all */
    Content content(Page page, String chosen) {
        var choices = page.items().stream()
                .map(PublicCount::municipality)
                .distinct()
                .map(m -> new Choice(m.code(), m.name(), m.code().equals(chosen)))
                .toList();
        var counts = page.items().stream()
                .filter(c -> c.municipality().code().equals(chosen))
                .map(this::count)
                .toList();
        var overview = chosen.isEmpty()
                ? new Overview(page.items().stream().map(this::row).toList())
                : null;
        var asOf = texts.parts("counting.asOf", Map.of("time", time.moment(page.at(), Zones.NETHERLANDS)));
        return new Content(choices, overview, counts, asOf, report);
    }

    private Row row(PublicCount c) {
        var next = next(c);
        return new Row(
                c.municipality().code(),
                c.municipality().name(),
                c.election(),
                stations(c),
                next.map(s -> time.moment(s.at(), zone(c))).orElse(null),
                next.map(s -> texts.say("counting.session." + s.status()))
                        .orElse(texts.say(c.sessions().isEmpty() ? "counting.noSession" : "counting.session.closed")),
                c.files().size());
    }

    /** The session that is open, or the next one that one can still attend. */
    private static Optional<PublicSession> next(PublicCount c) {
        return c.sessions().stream()
                .filter(s -> s.status() != SessionStatus.CLOSED)
                .min(Comparator.comparing((PublicSession s) -> s.status() != SessionStatus.OPEN)
                        .thenComparing(PublicSession::at));
    }

    private static ZoneId zone(PublicCount c) {
        return Zones.of(c.municipality().code());
    }

    private String stations(PublicCount c) {
        return texts.say(
                "counting.of",
                Map.of("counted", c.stations().counted(), "total", c.stations().total()));
    }

    private Count count(PublicCount c) {
        var zone = zone(c);
        return new Count(
                c.election() + "-" + c.municipality().code(),
                c.municipality().name(),
                c.electionName() == null ? c.election() : c.electionName(),
                c.method() == null ? null : texts.say("counting.method." + c.method()),
                stations(c),
                c.sessions().stream().map(s -> session(s, zone)).toList(),
                published(c, zone),
                c.reAdd() == null ? null : reAdd(c.reAdd(), zone));
    }

    private Session session(PublicSession s, ZoneId zone) {
        return new Session(
                time.moment(s.at(), zone),
                Objects.toString(s.place(), ""),
                texts.say("counting.session." + s.status()),
                !s.isPublic());
    }

    private List<Published> published(PublicCount c, ZoneId zone) {
        var figures = c.provisional().stream().map(p -> new Published(figures(p, zone), null, null));
        var files = c.files().stream().map(f -> new Published(null, file(f, zone), null));
        var reports = c.reports() == 0 ? Stream.<Published>of() : Stream.of(new Published(null, null, manifest(c)));
        return Stream.of(figures, files, reports).flatMap(all -> all).toList();
    }

    private Figures figures(PublicFigures p, ZoneId zone) {
        var said = texts.parts(
                "counting.figures", Map.of("stations", p.stations(), "of", p.of(), "time", time.moment(p.at(), zone)));
        return new Figures(said, p.extrapolated(), Objects.toString(p.where(), ""), p.reason());
    }

    private File file(PublicFile f, ZoneId zone) {
        var said = texts.parts("counting.file", Map.of("n", f.number(), "time", time.moment(f.at(), zone)));
        return new File(said, f.replaces() != null, new Fingerprint(f.fingerprint()).toString());
    }

    private Manifest manifest(PublicCount c) {
        return new Manifest(
                MunicipalCount.id(new Identity(c.municipality(), null, c.election(), null)),
                texts.say("counting.reports", Map.of("n", c.reports())));
    }

    private ReAdd reAdd(PublicReAdd r, ZoneId zone) {
        if (r.seed() == null) {
            var awaited = texts.parts("counting.reAddAt", Map.of("time", time.moment(r.hour(), zone)));
            return new ReAdd(awaited, false, List.of(), null);
        }
        return new ReAdd(null, true, r.lists().stream().map(this::drawn).toList(), r.seed());
    }

    private String drawn(PublicDrawn d) {
        var values = new HashMap<String, Integer>();
        values.put("list", d.list());
        values.put("difference", d.difference());
        return texts.say(d.difference() == null ? "counting.drawn" : "counting.added", values);
    }
}
