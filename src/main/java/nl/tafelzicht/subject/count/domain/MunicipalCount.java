package nl.tafelzicht.subject.count.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Latest;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Visibility;
import nl.tafelzicht.subject.count.domain.CountEvent.Identity;
import nl.tafelzicht.subject.count.domain.CountState.Check;
import nl.tafelzicht.subject.count.domain.CountState.CountFile;
import nl.tafelzicht.subject.count.domain.CountState.Late;
import nl.tafelzicht.subject.count.domain.CountState.Lateness;
import nl.tafelzicht.subject.count.domain.CountState.Provisional;
import nl.tafelzicht.subject.count.domain.CountState.Session;
import nl.tafelzicht.subject.count.domain.CountState.SessionStatus;
import nl.tafelzicht.subject.count.domain.CountState.Tally;
import nl.tafelzicht.subject.count.domain.FindingState.Said;
import nl.tafelzicht.subject.count.domain.FindingState.Status;

/**
 * The count of an election in a municipality: its progress, the findings in its files, and the objections. Viewers get
 * its {@link CountState}; findings and objections are read separately, since there can be thousands.
 */
public record MunicipalCount(
        CountState state,
        List<FindingState> findings,
        List<Objection> objections,
        List<OfficialReport> reports,
        int version)
        implements Entity {

    public static final Kind<MunicipalCount> KIND = new Kind<>("count", "counts", 65, MunicipalCount.class);

    /** A first session, and a corrigendum a day for weeks. */
    public static final int MOST_FILES = 30;
    /** In one file; a file with more is no usable count. */
    public static final int MOST_FINDINGS = 2_000;
    /** In all files together. */
    public static final int MOST_FINDINGS_KEPT = 10_000;

    public static final int MOST_SESSIONS = 30;
    public static final int MOST_OBJECTIONS = 1_000;
    /** Twice the number of stations of the largest municipality: corrigenda are reports too. */
    public static final int MOST_REPORTS = 1_200;

    public static final int MOST_PROVISIONAL = 10;
    public static final int MOST_CHECKS = 5;

    @Override
    public String id() {
        return state.id();
    }

    @Override
    public long seq() {
        return state.seq();
    }

    @Override
    public Visibility visibility() {
        return Visibility.of(
                state.municipality() == null ? null : state.municipality().code(), Visibility.LOCAL, Tlp.GREEN);
    }

    /** The id of a municipality's count of an election; letters, digits, {@code _} and {@code -} only. */
    public static String id(Identity identity) {
        var whose = identity.municipality() == null
                ? identity.authority()
                : identity.municipality().code();
        return (identity.election() + "-" + whose).replaceAll("[^A-Za-z0-9_-]", "_");
    }

    /** The count with an id, or with the id of one of its files. */
    public static String ofFile(String id) {
        int dot = id.indexOf('.');
        return dot < 0 ? id : id.substring(0, dot);
    }

    /** @return {@code null} when there is no such finding */
    public FindingState finding(int id) {
        return id < 1 || id > findings.size() ? null : findings.get(id - 1);
    }

    /** @return {@code null} when it is not in the archive */
    public OfficialReport report(String sha256) {
        return reports.stream()
                .filter(r -> r.sha256().equals(sha256))
                .findFirst()
                .orElse(null);
    }

    /**
     * The count as it was known at a moment: its files, sessions, figures, open findings and unanswered objections.
     * Only the last remark on a finding is kept: before that remark, the finding counts as open.
     */
    public CountState asOf(Instant moment) {
        var then = findings.stream()
                .filter(f -> isIn(f.file(), moment))
                .map(f -> f.asOf(moment, f.correctedBy() != null && isIn(f.correctedBy(), moment)))
                .toList();
        var objected =
                objections.stream().filter(o -> !o.notedAt().isAfter(moment)).toList();
        long open = objected.stream()
                .filter(o -> o.reaction() == null || o.reaction().at().isAfter(moment))
                .count();
        return state.asOf(moment, Fold.tally(then), objected.size(), (int) open);
    }

    /** Whether a file had arrived by a moment; the oldest files are no longer kept, and had. */
    private boolean isIn(int file, Instant moment) {
        return state.files().stream().noneMatch(f -> f.number() == file && f.at().isAfter(moment));
    }

    public static MunicipalCount evolve(MunicipalCount before, String id, CountEvent event, EventMetadata o) {
        return new Fold(before, id, event, o).after();
    }

    /** One step of the fold. */
    private static final class Fold {
        private final CountEvent event;
        private final EventMetadata o;
        private final CountState s;
        private List<FindingState> findings;
        private List<Objection> objections;
        private List<OfficialReport> reports;
        private ReAdd reAdd;
        private CountingMethod method;
        private Instant expectedBy;
        private List<Late> late;
        private List<Session> sessions;
        private List<Provisional> provisional;
        private List<CountFile> files;
        private int revisions;

        Fold(MunicipalCount before, String id, CountEvent event, EventMetadata o) {
            this.event = event;
            this.o = o;
            this.s = before == null ? empty(id, event) : before.state;
            this.findings = before == null ? List.of() : before.findings;
            this.objections = before == null ? List.of() : before.objections;
            this.reports = before == null ? List.of() : before.reports;
            this.reAdd = s.reAdd();
            this.method = s.method();
            this.expectedBy = s.expectedBy();
            this.late = s.late();
            this.sessions = s.sessions();
            this.provisional = s.provisional();
            this.files = s.files();
            this.revisions = s.revisions();
        }

        private static CountState empty(String id, CountEvent event) {
            var identity =
                    event instanceof CountEvent.Announced a ? a.identity() : ((CountEvent.FileTaken) event).identity();
            return new CountState(
                    id,
                    identity.municipality(),
                    identity.authority(),
                    identity.election(),
                    identity.electionName(),
                    null,
                    null,
                    List.of(),
                    List.of(),
                    List.of(),
                    0,
                    List.of(),
                    Map.of(),
                    0,
                    0,
                    null,
                    0,
                    0,
                    null,
                    0);
        }

        MunicipalCount after() {
            apply();
            return new MunicipalCount(
                    new CountState(
                            s.id(),
                            s.municipality(),
                            s.authority(),
                            s.election(),
                            s.electionName(),
                            method,
                            expectedBy,
                            late,
                            sessions,
                            provisional,
                            revisions,
                            files,
                            tally(findings),
                            objections.size(),
                            (int) objections.stream()
                                    .filter(x -> x.reaction() == null)
                                    .count(),
                            reAdd,
                            reports.size(),
                            (int) reports.stream()
                                    .filter(r -> r.goneSince() != null)
                                    .count(),
                            o.at(),
                            o.seq()),
                    findings,
                    objections,
                    reports,
                    o.version());
        }

        private void apply() {
            if (event instanceof CountEvent.Announced e) {
                method = e.method() == null ? method : e.method();
                expectedBy = e.expectedBy() == null ? expectedBy : e.expectedBy();
                noLonger(Lateness.COUNT, null);
            } else if (event instanceof CountEvent.SessionPlanned e) {
                sessions = with(new Session(
                        e.number(),
                        SessionStatus.PLANNED,
                        e.beginsAt(),
                        e.place(),
                        e.location(),
                        e.isPublic(),
                        null,
                        o.actor(),
                        e.role(),
                        o.at()));
                noLonger(Lateness.SESSION, e.number());
            } else if (event instanceof CountEvent.SessionChanged e) {
                var was = sessions.get(e.number() - 1);
                sessions = with(new Session(
                        e.number(),
                        e.status(),
                        was.at(),
                        was.place(),
                        was.location(),
                        was.isPublic(),
                        e.note(),
                        o.actor(),
                        e.role(),
                        o.at()));
                noLonger(Lateness.SESSION, e.number());
            } else if (event instanceof CountEvent.ProvisionalPublished e) {
                provisional = Latest.and(
                        provisional,
                        new Provisional(
                                e.where(),
                                e.stations(),
                                e.of(),
                                e.extrapolated(),
                                e.reason(),
                                o.actor(),
                                e.role(),
                                o.at()),
                        MOST_PROVISIONAL);
                revisions++;
                noLonger(Lateness.COUNT, null);
            } else if (event instanceof CountEvent.FileTaken e) {
                take(e);
            } else if (event instanceof CountEvent.FoundLate e) {
                late = Latest.and(late, new Late(e.what(), e.session(), o.at()), MOST_SESSIONS + 1);
            } else {
                applyToParts();
            }
        }

        private void applyToParts() {
            if (event instanceof CountEvent.FindingExplained e) {
                settle(e.finding(), Status.EXPLAINED, e.text(), e.role());
            } else if (event instanceof CountEvent.RecountOrdered e) {
                settle(e.finding(), Status.RECOUNT_ORDERED, e.text(), e.role());
            } else if (event instanceof CountEvent.Recounted e) {
                settle(e.finding(), Status.RECOUNTED, e.text(), e.role());
            } else if (event instanceof CountEvent.FingerprintChecked e) {
                var check = new Check(e.matches(), e.paper(), o.actor(), e.role(), o.at());
                files = files.stream()
                        .map(f -> f.number() == e.file() ? checked(f, check) : f)
                        .toList();
            } else if (event instanceof CountEvent.ObjectionNoted e) {
                objections = Latest.and(
                        objections,
                        new Objection(
                                objections.size() + 1,
                                e.station(),
                                e.occasion(),
                                e.madeAt(),
                                e.text(),
                                o.actor(),
                                e.role(),
                                o.at(),
                                null),
                        MOST_OBJECTIONS);
            } else if (event instanceof CountEvent.ObjectionAnswered e) {
                var reaction = new Objection.Reaction(e.text(), o.actor(), e.role(), o.at());
                objections = objections.stream()
                        .map(x -> x.number() == e.objection() ? x.answered(reaction) : x)
                        .toList();
            } else {
                applyToPapers();
            }
        }

        private void applyToPapers() {
            if (event instanceof CountEvent.ReAddAnnounced e) {
                reAdd = new ReAdd(e.hour(), null, null, List.of());
            } else if (event instanceof CountEvent.ReAddDrawn e) {
                reAdd = reAdd.drawn(e.period(), e.seed(), e.lists());
            } else if (event instanceof CountEvent.ReAdded e) {
                reAdd = reAdd.added(new ReAdd.Drawn(e.list(), e.difference(), e.note(), o.actor(), e.role(), o.at()));
            } else if (event instanceof CountEvent.ReportArchived e) {
                reports = Latest.and(
                        reports,
                        new OfficialReport(
                                e.sha256(),
                                e.bytes(),
                                e.station(),
                                e.title(),
                                e.url(),
                                o.actor(),
                                e.role(),
                                o.at(),
                                null),
                        MOST_REPORTS);
            } else if (event instanceof CountEvent.ReportSought e) {
                reports = reports.stream()
                        .map(r -> r.sha256().equals(e.sha256()) ? r.seen(e.found() ? null : o.at()) : r)
                        .toList();
            }
        }

        private void noLonger(Lateness what, Integer session) {
            late = late.stream()
                    .filter(l -> l.what() != what
                            || session != null
                                    && l.session() != null
                                    && l.session().intValue() != session)
                    .toList();
        }

        private List<Session> with(Session session) {
            var all = new ArrayList<>(sessions);
            if (session.number() > all.size()) {
                all.add(session);
            } else {
                all.set(session.number() - 1, session);
            }
            return List.copyOf(all);
        }

        private void settle(int finding, Status status, String text, Role role) {
            var said = new Said(text, o.actor(), role, o.at());
            findings = findings.stream()
                    .map(f -> f.id() == finding ? f.to(status, said) : f)
                    .toList();
        }

        private static CountFile checked(CountFile f, Check check) {
            return new CountFile(
                    f.id(),
                    f.number(),
                    f.head(),
                    f.replaces(),
                    f.found(),
                    f.leftOut(),
                    Latest.and(f.checks(), check, MOST_CHECKS),
                    f.by(),
                    f.role(),
                    f.at());
        }

        /**
         * A later file replaces the earlier ones: findings that it no longer has are corrected, the others continue
         * unchanged.
         */
        private void take(CountEvent.FileTaken e) {
            int number = files.size() + 1;
            var still = new HashSet<>(e.found());
            var all = new ArrayList<FindingState>();
            Set<Finding> known = new HashSet<>();
            for (var f : findings) {
                if (f.state() == Status.CORRECTED) {
                    all.add(f);
                } else if (still.contains(f.finding())) {
                    all.add(f);
                    known.add(f.finding());
                } else {
                    all.add(f.correctedBy(number));
                }
            }
            var news = e.found().stream().filter(f -> !known.contains(f)).toList();
            int kept = Math.min(news.size(), Math.max(0, MOST_FINDINGS_KEPT - all.size()));
            news.subList(0, kept)
                    .forEach(f -> all.add(new FindingState(all.size() + 1, number, f, Status.OPEN, null, null)));
            findings = List.copyOf(all);
            var found = new EnumMap<Finding.Group, Integer>(Finding.Group.class);
            e.found().forEach(f -> found.merge(f.group(), 1, Integer::sum));
            var file = new CountFile(
                    s.id() + "." + number,
                    number,
                    e.head(),
                    s.newest() == null ? null : s.newest().id(),
                    byName(found),
                    e.leftOut() + news.size() - kept,
                    List.of(),
                    o.actor(),
                    e.role(),
                    o.at());
            files = Latest.and(files, file, MOST_FILES);
            method = e.head().method() == null ? method : e.head().method();
            noLonger(Lateness.COUNT, null);
        }

        private static Map<String, Integer> byName(Map<Finding.Group, Integer> found) {
            var all = new LinkedHashMap<String, Integer>();
            for (var group : Finding.Group.values()) {
                all.put(group.toString(), found.getOrDefault(group, 0));
            }
            return all;
        }

        private static Map<String, Tally> tally(List<FindingState> findings) {
            if (findings.isEmpty()) {
                return Map.of();
            }
            var all = new LinkedHashMap<String, Tally>();
            for (var group : Finding.Group.values()) {
                long open = findings.stream()
                        .filter(f -> f.finding().group() == group && f.state().isOpen())
                        .count();
                long both = findings.stream()
                        .filter(f -> f.finding().group() == group)
                        .count();
                all.put(group.toString(), new Tally((int) open, (int) (both - open)));
            }
            return all;
        }
    }
}
