package nl.tafelzicht.subject.count.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Refusal;
import nl.tafelzicht.subject.count.domain.CountState.CountFile;
import nl.tafelzicht.subject.count.domain.CountState.Lateness;
import nl.tafelzicht.subject.count.domain.CountState.Session;
import nl.tafelzicht.subject.count.domain.CountState.SessionStatus;

/**
 * The rules of a municipality's count. Pure.
 *
 * <pre>
 * session: planned ─► open ⇄ adjourned      finding: {@link FindingState}
 *             │         └─► closed ◄┘
 *             └─ another time or place
 * </pre>
 */
public final class CountDecider {

    /** A session that has not opened this long after its hour is late. */
    public static final Duration GRACE = Duration.ofMinutes(15);
    /** Tolerance for clocks that are ahead of ours. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private CountDecider() {}

    /** @param count its present state, or {@code null} when nothing is known of it yet */
    public static Decision<CountEvent> decide(MunicipalCount count, CountCommand command, Instant now) {
        if (command instanceof CountCommand.Announce c) {
            return announce(count, c);
        }
        if (command instanceof CountCommand.TakeFile c) {
            return take(count, c);
        }
        if (count == null) {
            return Decision.refuse(Refusal.unknown(Explanation.of("unknown", "kind", MunicipalCount.KIND)));
        }
        var s = count.state();
        if (command instanceof CountCommand.PlanSession c) {
            return plan(s, c, now);
        }
        if (command instanceof CountCommand.ChangeSession c) {
            return change(s, c);
        }
        if (command instanceof CountCommand.PublishProvisional c) {
            return publish(s, c);
        }
        if (command instanceof CountCommand.Explain c) {
            var flaw = settled(count, c.finding());
            return flaw != null
                    ? Decision.refuse(flaw)
                    : Decision.accept(new CountEvent.FindingExplained(c.finding(), c.text(), c.role()));
        }
        if (command instanceof CountCommand.Recount c) {
            return recount(count, c);
        }
        if (command instanceof CountCommand.CheckFingerprint c) {
            return check(s, c);
        }
        if (command instanceof CountCommand.Object c) {
            return object(count, c, now);
        }
        if (command instanceof CountCommand.Answer c) {
            return answer(count, c);
        }
        return decideMore(count, command, now);
    }

    private static Decision<CountEvent> decideMore(MunicipalCount count, CountCommand command, Instant now) {
        var s = count.state();
        if (command instanceof CountCommand.AnnounceReAdd c) {
            return s.reAdd() != null
                    ? Decision.refuse(transition(
                            Explanation.of("re-add-announced", "hour", s.reAdd().hour())))
                    : Decision.accept(new CountEvent.ReAddAnnounced(c.hour(), c.role()));
        }
        if (command instanceof CountCommand.DrawReAdd c) {
            return draw(s, c);
        }
        if (command instanceof CountCommand.RecordReAdd c) {
            boolean isDrawn = s.reAdd() != null && s.reAdd().lists().stream().anyMatch(d -> d.list() == c.list());
            return isDrawn
                    ? Decision.accept(new CountEvent.ReAdded(c.list(), c.difference(), c.note(), c.role()))
                    : Decision.refuse(Refusal.unknown(Explanation.of("not-drawn", "list", c.list())));
        }
        if (command instanceof CountCommand.ArchiveReport c) {
            return archive(count, c);
        }
        if (command instanceof CountCommand.SeekReport c) {
            return seek(count, c);
        }
        return checkDeadlines(s, now);
    }

    private static Refusal transition(Explanation why) {
        return new Refusal(Refusal.Reason.TRANSITION, null, why, why.code(), List.of());
    }

    private static Decision<CountEvent> draw(CountState s, CountCommand.DrawReAdd c) {
        if (s.reAdd() == null || c.period().isBefore(s.reAdd().hour())) {
            return Decision.refuse(transition(Explanation.of("re-add-not-yet")));
        }
        if (s.newest() == null) {
            return Decision.refuse(Refusal.unknown(Explanation.of("no-count-file")));
        }
        return s.reAdd().seed() != null
                ? Decision.nothing()
                : Decision.accept(new CountEvent.ReAddDrawn(
                        c.period(),
                        c.seed(),
                        ReAdd.draw(c.seed(), s.id(), s.newest().head().lists()),
                        c.role()));
    }

    /** The same file again is the same report. */
    private static Decision<CountEvent> archive(MunicipalCount count, CountCommand.ArchiveReport c) {
        if (count.report(c.sha256()) != null) {
            return Decision.nothing();
        }
        return count.reports().size() == MunicipalCount.MOST_REPORTS
                ? Decision.refuse(Refusal.invalid(
                        "body", Explanation.of("count-reports-full", "most", MunicipalCount.MOST_REPORTS)))
                : Decision.accept(new CountEvent.ReportArchived(
                        c.sha256(), c.bytes(), c.station(), c.title(), c.url(), c.role()));
    }

    private static Decision<CountEvent> seek(MunicipalCount count, CountCommand.SeekReport c) {
        var report = count.report(c.sha256());
        if (report == null) {
            return Decision.refuse(Refusal.unknown(Explanation.of("no-such-report")));
        }
        return c.found() == (report.goneSince() == null)
                ? Decision.nothing()
                : Decision.accept(new CountEvent.ReportSought(c.sha256(), c.found(), c.role()));
    }

    private static Decision<CountEvent> announce(MunicipalCount count, CountCommand.Announce c) {
        if (count != null && !count.state().election().equals(c.identity().election())) {
            return Decision.refuse(otherElection(count, c.identity().election()));
        }
        boolean saysNothingNew = count != null
                && (c.method() == null || c.method() == count.state().method())
                && (c.expectedBy() == null
                        || c.expectedBy().equals(count.state().expectedBy()));
        return saysNothingNew
                ? Decision.nothing()
                : Decision.accept(new CountEvent.Announced(c.identity(), c.method(), c.expectedBy(), c.role()));
    }

    private static Refusal otherElection(MunicipalCount count, String election) {
        return Refusal.invalid(
                "election",
                Explanation.of(
                        "election-alike",
                        "election",
                        election,
                        "other",
                        count.state().election()));
    }

    /** The same file again changes nothing, even if others came after it. */
    private static Decision<CountEvent> take(MunicipalCount count, CountCommand.TakeFile c) {
        var files = count == null ? List.<CountFile>of() : count.state().files();
        if (count != null && !count.state().election().equals(c.identity().election())) {
            return Decision.refuse(otherElection(count, c.identity().election()));
        }
        if (files.stream().anyMatch(f -> f.head().fingerprint().equals(c.head().fingerprint()))) {
            return Decision.nothing();
        }
        if (files.size() != c.after()) {
            return Decision.refuse(new Refusal(
                    Refusal.Reason.TRANSITION, null, Explanation.of("count-overtaken"), "overtaken", List.of()));
        }
        if (files.size() == MunicipalCount.MOST_FILES) {
            return Decision.refuse(
                    Refusal.invalid("body", Explanation.of("count-files-full", "most", MunicipalCount.MOST_FILES)));
        }
        int kept = Math.min(c.findings().size(), MunicipalCount.MOST_FINDINGS);
        return Decision.accept(new CountEvent.FileTaken(
                c.identity(),
                c.head(),
                List.copyOf(c.findings().subList(0, kept)),
                c.findings().size() - kept,
                c.role()));
    }

    private static Decision<CountEvent> plan(CountState s, CountCommand.PlanSession c, Instant now) {
        if (!c.at().isAfter(now)) {
            return Decision.refuse(Refusal.invalid("at", Explanation.of("in-the-past")));
        }
        int number = c.number() == null ? s.sessions().size() + 1 : c.number();
        if (number > MunicipalCount.MOST_SESSIONS) {
            return Decision.refuse(
                    Refusal.invalid("number", Explanation.of("sessions-full", "most", MunicipalCount.MOST_SESSIONS)));
        }
        if (c.number() != null) {
            var session = session(s, c.number());
            if (session == null) {
                return Decision.refuse(noSession(c.number()));
            }
            if (session.status() != SessionStatus.PLANNED && session.status() != SessionStatus.ADJOURNED) {
                return Decision.refuse(transition(session));
            }
            if (session.at().equals(c.at())
                    && session.place().equals(c.place())
                    && session.isPublic() == c.isPublic()
                    && java.util.Objects.equals(session.location(), c.location())) {
                return Decision.nothing();
            }
        }
        return Decision.accept(
                new CountEvent.SessionPlanned(number, c.at(), c.place(), c.location(), c.isPublic(), c.role()));
    }

    private static Decision<CountEvent> change(CountState s, CountCommand.ChangeSession c) {
        var session = session(s, c.number());
        if (session == null) {
            return Decision.refuse(noSession(c.number()));
        }
        if (session.status() == c.status()) {
            return Decision.nothing();
        }
        return next(session.status()).contains(c.status())
                ? Decision.accept(new CountEvent.SessionChanged(c.number(), c.status(), c.note(), c.role()))
                : Decision.refuse(transition(session));
    }

    private static Session session(CountState s, int number) {
        return number < 1 || number > s.sessions().size() ? null : s.sessions().get(number - 1);
    }

    private static Refusal noSession(int number) {
        return Refusal.unknown(Explanation.of("no-such-session", "session", number));
    }

    private static Set<SessionStatus> next(SessionStatus status) {
        return switch (status) {
            case PLANNED -> EnumSet.of(SessionStatus.OPEN);
            case OPEN -> EnumSet.of(SessionStatus.ADJOURNED, SessionStatus.CLOSED);
            case ADJOURNED -> EnumSet.of(SessionStatus.OPEN, SessionStatus.CLOSED);
            case CLOSED -> EnumSet.of(SessionStatus.OPEN); // to correct a mistaken tap
        };
    }

    private static Refusal transition(Session session) {
        return new Refusal(
                Refusal.Reason.TRANSITION,
                "status",
                Explanation.of("session-is", "session", session.number(), "status", session.status()),
                session.status().toString(),
                next(session.status()).stream().map(SessionStatus::toString).toList());
    }

    /** Each revision needs a reason: silent revisions caused the unrest of 2025. */
    private static Decision<CountEvent> publish(CountState s, CountCommand.PublishProvisional c) {
        if (c.stations() > c.of()) {
            return Decision.refuse(Refusal.invalid("stations", Explanation.of("more-than-all", "of", c.of())));
        }
        if (s.revisions() > 0 && (c.reason() == null || c.reason().isBlank())) {
            return Decision.refuse(Refusal.invalid("reason", Explanation.of("revision-without-reason")));
        }
        return Decision.accept(new CountEvent.ProvisionalPublished(
                c.where(), c.stations(), c.of(), c.extrapolated(), c.reason(), c.role()));
    }

    /** @return why the finding can no longer be changed, or {@code null} */
    private static Refusal settled(MunicipalCount count, int finding) {
        var known = count.finding(finding);
        if (known == null) {
            return Refusal.unknown(Explanation.of("no-such-finding", "finding", finding));
        }
        return known.state() == FindingState.Status.CORRECTED
                ? new Refusal(
                        Refusal.Reason.TRANSITION,
                        null,
                        Explanation.of("finding-corrected", "file", known.correctedBy()),
                        known.state().toString(),
                        List.of())
                : null;
    }

    private static Decision<CountEvent> recount(MunicipalCount count, CountCommand.Recount c) {
        var flaw = settled(count, c.finding());
        if (flaw != null) {
            return Decision.refuse(flaw);
        }
        return Decision.accept(
                c.done()
                        ? new CountEvent.Recounted(c.finding(), c.text(), c.role())
                        : new CountEvent.RecountOrdered(c.finding(), c.text(), c.role()));
    }

    private static Decision<CountEvent> check(CountState s, CountCommand.CheckFingerprint c) {
        var file = s.files().stream().filter(f -> f.number() == c.file()).findFirst();
        if (file.isEmpty()) {
            return Decision.refuse(Refusal.unknown(Explanation.of("no-count-file")));
        }
        boolean matches = new Fingerprint(file.get().head().fingerprint()).matches(c.groups(), c.positions());
        return Decision.accept(new CountEvent.FingerprintChecked(c.file(), matches, c.paper(), c.role()));
    }

    private static Decision<CountEvent> object(MunicipalCount count, CountCommand.Object c, Instant now) {
        if (count.objections().size() == MunicipalCount.MOST_OBJECTIONS) {
            return Decision.refuse(
                    Refusal.invalid("text", Explanation.of("objections-full", "most", MunicipalCount.MOST_OBJECTIONS)));
        }
        if (c.at().isAfter(now.plus(AHEAD))) {
            return Decision.refuse(Refusal.invalid("at", Explanation.of("in-the-future")));
        }
        if ((c.occasion() == Objection.Occasion.SESSION) != (c.station() == null)) {
            return Decision.refuse(Refusal.invalid("station", Explanation.of("station-unless-session")));
        }
        var flaw = personal(c.text(), c.confirmed());
        return flaw != null
                ? Decision.refuse(flaw)
                : Decision.accept(new CountEvent.ObjectionNoted(c.station(), c.occasion(), c.at(), c.text(), c.role()));
    }

    private static Decision<CountEvent> answer(MunicipalCount count, CountCommand.Answer c) {
        if (c.objection() < 1 || c.objection() > count.objections().size()) {
            return Decision.refuse(Refusal.unknown(Explanation.of("no-such-objection", "objection", c.objection())));
        }
        var flaw = personal(c.text(), c.confirmed());
        return flaw != null
                ? Decision.refuse(flaw)
                : Decision.accept(new CountEvent.ObjectionAnswered(c.objection(), c.text(), c.role()));
    }

    /** Annex 2 is published: text that seems to contain personal data needs a confirmation first. */
    private static Refusal personal(String text, boolean confirmed) {
        var seen = PersonalData.in(text);
        return confirmed || seen.isEmpty()
                ? null
                : Refusal.invalid("text", Explanation.of("seems-personal", "found", seen));
    }

    /** Whether an hour passed at which something was expected, and that is not recorded yet. */
    public static boolean isDue(CountState s, Instant now) {
        return isCountDue(s, now) || s.sessions().stream().anyMatch(session -> isDue(s, session, now));
    }

    private static boolean isCountDue(CountState s, Instant now) {
        return s.expectedBy() != null
                && now.isAfter(s.expectedBy())
                && s.files().isEmpty()
                && s.revisions() == 0
                && !s.isLate(Lateness.COUNT);
    }

    private static boolean isDue(CountState s, Session session, Instant now) {
        return session.status() == SessionStatus.PLANNED
                && now.isAfter(session.at().plus(GRACE))
                && s.late().stream().noneMatch(l -> l.session() != null && l.session() == session.number());
    }

    private static Decision<CountEvent> checkDeadlines(CountState s, Instant now) {
        if (isCountDue(s, now)) {
            return Decision.accept(new CountEvent.FoundLate(Lateness.COUNT, null));
        }
        return s.sessions().stream()
                .filter(session -> isDue(s, session, now))
                .findFirst()
                .map(session ->
                        Decision.<CountEvent>accept(new CountEvent.FoundLate(Lateness.SESSION, session.number())))
                .orElse(Decision.nothing());
    }
}
