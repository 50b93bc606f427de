package nl.tafelzicht.subject.escalation;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.EntityKey;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.engine.command.CommandMetrics;
import nl.tafelzicht.engine.command.CommandRequest;
import nl.tafelzicht.engine.command.CommandVerticle;
import nl.tafelzicht.engine.journal.JournalStore;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.escalation.domain.Addressee;
import nl.tafelzicht.subject.escalation.domain.Cause;
import nl.tafelzicht.subject.escalation.domain.Escalation;
import nl.tafelzicht.subject.escalation.domain.EscalationCommand;
import nl.tafelzicht.subject.escalation.domain.EscalationDecider;
import nl.tafelzicht.subject.escalation.domain.EscalationEvent;
import nl.tafelzicht.subject.escalation.domain.EscalationRules;
import nl.tafelzicht.subject.incident.domain.Incident;
import nl.tafelzicht.subject.incident.domain.IncidentEvent;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.report.domain.ReportDecider;
import nl.tafelzicht.subject.report.domain.ReportEvent;

/**
 * Handles the commands of escalations. The people addressed may see the subject from then on: an event of the report or
 * incident, written together with the escalation, says so.
 */
public final class EscalationVerticle extends CommandVerticle<Escalation> {

    private final EscalationRules rules;

    public EscalationVerticle(
            CurrentPicture picture, JournalStore journal, CommandMetrics metrics, EscalationRules rules, Clock clock) {
        super(Escalation.KIND, picture, journal, metrics, clock);
        this.rules = rules;
    }

    @Override
    public Collection<EntityKey> named(Picture picture, CommandRequest<Escalation> request) {
        if (request.command() instanceof EscalationCommand.Raise r) {
            return r.cause().kind().equals(Cause.REPORT)
                    ? List.of(new EntityKey(Report.KIND, r.cause().id()))
                    : List.of();
        }
        var escalation = picture.entity(Escalation.KIND, request.subject());
        return escalation != null && escalation.state().subject().kind().equals(Cause.REPORT)
                ? List.of(
                        new EntityKey(Report.KIND, escalation.state().subject().id()))
                : List.of();
    }

    @Override
    public Decision<Write> decide(Picture picture, CommandRequest<Escalation> request, Instant now) {
        var escalation = picture.entity(Escalation.KIND, request.subject());
        if (escalation == null && !(request.command() instanceof EscalationCommand.Raise)) {
            return unknown();
        }
        var decision = own(
                request.subject(),
                EscalationDecider.decide(escalation, (EscalationCommand) request.command(), rules, now));
        if (!(decision instanceof Decision.Accepted<Write> a) || a.events().isEmpty()) {
            return decision;
        }
        var writes = new ArrayList<>(a.events());
        var to = addressed(writes.get(0).event());
        if (to == null) {
            return decision;
        }
        var subject =
                escalation == null ? ((EscalationEvent.Raised) writes.get(0).event()).cause() : null;
        share(
                picture,
                subject != null ? subject.kind() : escalation.state().subject().kind(),
                subject != null ? subject.id() : escalation.state().subject().id(),
                to.roleSet(),
                writes);
        return new Decision.Accepted<>(writes);
    }

    /** @return the new addressee after an event, or {@code null} when it stays */
    private static Addressee addressed(Object event) {
        if (event instanceof EscalationEvent.Raised e) {
            return e.addressee();
        }
        if (event instanceof EscalationEvent.HandedOver e) {
            return e.addressee();
        }
        return event instanceof EscalationEvent.SteppedUp e ? e.addressee() : null;
    }

    private static void share(Picture picture, String kind, String id, Set<Role> roles, ArrayList<Write> writes) {
        var report = kind.equals(Cause.REPORT) ? picture.entity(Report.KIND, id) : null;
        if (report != null && !report.visibility().roles().containsAll(roles)) {
            writes.add(new Write(Report.KIND, id, new ReportEvent.Shared(roles)));
        } else if (report != null && !report.current()) {
            writes.add(new Write(Report.KIND, id, ReportDecider.returned(report, report)));
        }
        if (kind.equals(Cause.INCIDENT)
                && picture.entity(Incident.KIND, id) != null
                && !picture.entity(Incident.KIND, id).visibility().roles().containsAll(roles)) {
            writes.add(new Write(Incident.KIND, id, new IncidentEvent.Shared(roles)));
        }
    }
}
