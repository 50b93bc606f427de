package nl.tafelzicht.subject.report;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.place.Zones;
import nl.tafelzicht.engine.command.CommandAnswer;
import nl.tafelzicht.engine.command.CommandRequest;
import nl.tafelzicht.engine.command.Commands;
import nl.tafelzicht.engine.command.DerivedIds;
import nl.tafelzicht.engine.http.api.HttpDependencies;
import nl.tafelzicht.engine.http.api.LocationResolver;
import nl.tafelzicht.engine.http.api.Problem;
import nl.tafelzicht.engine.json.Json;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.report.domain.ReportCommand;
import nl.tafelzicht.subject.report.domain.ReportContent;
import nl.tafelzicht.subject.report.domain.ReportKind;
import nl.tafelzicht.subject.report.domain.Source;

/**
 * Reports of people without an account. Each gets a receipt, with which its sender can add to it and see that it was
 * read, but not by whom. The receipt is not stored; the report's id is derived from it, and not the other way round. No
 * address and no name reaches the journal.
 */
public final class PublicReports {

    /** Crockford's base 32: no letter looks like another or like a digit. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int RECEIPT_LENGTH = 16;
    private static final UUID NOBODYS = new UUID(0, 0);

    /** @param place where, in the reporter's words */
    public record PublicReport(ReportKind kind, String text, String municipality, String place, String contact) {}

    /** What the sender may see. */
    public record Receipt(
            String receipt,
            Instant receivedAt,
            boolean read,
            Instant readAt,
            int additions,
            ReportKind.Advice advice,
            ZoneId zone) {}

    public record Sent(Receipt receipt, boolean repeated) {}

    private final Vertx vertx;
    private final HttpDependencies dependencies;
    private final LocationResolver locations;
    private final PublicDesk desk;

    public PublicReports(Vertx vertx, HttpDependencies dependencies, LocationResolver locations, PublicDesk desk) {
        this.vertx = vertx;
        this.dependencies = dependencies;
        this.locations = locations;
        this.desk = desk;
    }

    /**
     * @param key of this submission, a UUID that only its sender knows: sent again, it has effect once
     * @param source the sender's address, for rate limits
     * @param proof of the work that was done for it, or {@code null}
     */
    public Future<Sent> submit(PublicReport r, UUID key, String source, String proof) {
        if (key.equals(NOBODYS)) {
            throw Problem.field("Idempotency-Key", Explanation.of("nil-key"));
        }
        var place = locations.find(null, null, r.municipality);
        var code = receipt(key, r);
        var id = idOf(code);
        var known = dependencies.picture().get().entity(Report.KIND, id.toString());
        if (known != null) {
            return Future.succeededFuture(new Sent(receipt(code, known), true));
        }
        var answer = desk.ask(
                source,
                Proof.holds(
                        proof,
                        key,
                        r.text.replace("\r\n", "\n").strip(),
                        dependencies.sessionClock().instant()),
                r.kind,
                place.municipality());
        if (answer.later() != null) {
            return Future.failedFuture(Problem.later(429, Explanation.of("intake-busy"), answer.later()));
        }
        if (answer.place() == PublicIntake.Place.NOWHERE) {
            return Future.failedFuture(Problem.later(503, Explanation.of("intake-full"), PublicDesk.FULL_FOR));
        }
        Boolean above = answer.place() == PublicIntake.Place.TABLE ? true : null;
        var content = new ReportContent(
                r.kind,
                r.text.strip(),
                Severity.ATTENTION,
                null,
                null,
                place.municipality(),
                null,
                r.place,
                null,
                r.kind == ReportKind.ACCESS_BLOCKED ? true : null,
                null,
                null,
                Source.PUBLIC,
                r.kind.usualMarking(),
                Set.of(),
                null,
                above,
                above);
        return (r.contact == null
                        ? Future.<Void>succeededFuture()
                        : ReporterContacts.of(dependencies).put(id, r.contact.strip()))
                .compose(kept -> Commands.send(
                        vertx,
                        Report.KIND,
                        new CommandRequest<>(
                                id, id.toString(), new ReportCommand.Submit(content, null), CommandRequest.PUBLIC)))
                .map(done -> {
                    if (done instanceof CommandAnswer.Refused refused) {
                        throw Problem.refused(refused.refusal());
                    }
                    var d = done instanceof CommandAnswer.Done it ? it : null;
                    return new Sent(receipt(code, done.entity(Report.KIND)), d == null || d.repeated());
                });
    }

    /** Fails with 404 for an unknown receipt. */
    public Future<Receipt> find(String code) {
        return report(code).map(report -> receipt(normal(code), report));
    }

    /** Fails with 404 for an unknown receipt. */
    public Future<Receipt> add(String code, String text) {
        return report(code)
                .compose(report -> Commands.send(
                        vertx,
                        Report.KIND,
                        new CommandRequest<>(
                                UUID.randomUUID(),
                                report.id(),
                                new ReportCommand.Add(text.strip()),
                                CommandRequest.PUBLIC)))
                .compose(answer -> {
                    if (answer instanceof CommandAnswer.Refused refused) {
                        throw Problem.refused(refused.refusal());
                    }
                    return find(code);
                });
    }

    private Future<Report> report(String code) {
        return dependencies
                .storedEntities()
                .find(Report.KIND, idOf(normal(code)).toString())
                .map(report -> {
                    if (report == null || report.state().source() != Source.PUBLIC) {
                        throw Problem.of(404, Explanation.of("unknown-receipt"));
                    }
                    return report;
                });
    }

    private static Receipt receipt(String code, Report report) {
        var s = report.state();
        return new Receipt(
                code.replaceAll("(.{4})(?!$)", "$1-"),
                s.at(),
                s.readAt() != null,
                s.readAt(),
                s.additions().size(),
                s.advice(),
                Zones.of(s.municipality() == null ? null : s.municipality().code()));
    }

    private static UUID idOf(String code) {
        return DerivedIds.of("public-report", code);
    }

    /**
     * Derived from the key and the content, so that sending it again gives the same receipt, and other content under
     * the same key is a report of its own; 80 bits, so that nobody can guess another's.
     */
    private static String receipt(UUID key, PublicReport r) {
        var seed = DerivedIds.of(
                "receipt",
                key.toString(),
                Json.text(new PublicReport(
                        r.kind, r.text.replace("\r\n", "\n").strip(), r.municipality, r.place, r.contact)));
        var number = new BigInteger(seed.toString().replace("-", ""), 16);
        var code = new StringBuilder();
        for (int i = 0; i < RECEIPT_LENGTH; i++) {
            var part = number.divideAndRemainder(BigInteger.valueOf(ALPHABET.length()));
            code.append(ALPHABET.charAt(part[1].intValue()));
            number = part[0];
        }
        return code.toString();
    }

    /** The receipt in the form in which it was given out, however it was typed. */
    private static String normal(String code) {
        return code.toUpperCase(Locale.ROOT)
                .replaceAll("[^0-9A-Z]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
    }
}
