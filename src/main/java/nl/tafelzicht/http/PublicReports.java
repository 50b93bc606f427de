package nl.tafelzicht.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import nl.tafelzicht.command.CommandAnswer;
import nl.tafelzicht.command.CommandRequest;
import nl.tafelzicht.command.Commands;
import nl.tafelzicht.command.DerivedIds;
import nl.tafelzicht.command.ReportVerticle;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.report.Report;
import nl.tafelzicht.election.report.ReportCommand;
import nl.tafelzicht.election.report.ReportContent;
import nl.tafelzicht.election.report.ReportKind;
import nl.tafelzicht.election.report.Source;

/**
 * Reports of people without an account. Each gets a receipt, with which it can be added to, and its sender sees that it was read: never by whom. The
 * receipt is not kept; the report's id follows from it, and nobody can go the other way. No address and no name reaches the journal.
 */
final class PublicReports {

    /** Crockford's base 32: no letter looks like another or like a digit. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int RECEIPT_LENGTH = 16;

    /** @param place where, in the reporter's words */
    record PublicReport(ReportKind kind, String text, String municipality, String place, String contact) { }

    /** What the sender may know. */
    record Receipt(String receipt, Instant receivedAt, boolean read, Instant readAt, int additions, ReportKind.Advice advice) { }

    record Sent(Receipt receipt, boolean repeated) { }

    private final Vertx vertx;
    private final Services services;
    private final Places places;
    private final SourceLimits limits;

    PublicReports(Vertx vertx, Services services, Places places, SourceLimits limits) {
        this.vertx = vertx;
        this.services = services;
        this.places = places;
        this.limits = limits;
    }

    /**
     * @param key    of this submission, a UUID that only its sender knows: sent again, it has effect once
     * @param source the sender's address, to count by
     */
    Future<Sent> submit(PublicReport r, UUID key, String source) {
        var place = places.find(null, null, r.municipality);
        boolean over = limits.isOver(source);
        var code = receipt(key);
        var id = idOf(code);
        var content = new ReportContent(r.kind, r.text.strip(), Severity.ATTENTION, null, null, place.municipality(), null, r.place, null, r.kind == ReportKind.ACCESS_BLOCKED ? true : null, null, null,
                Source.PUBLIC, ReportRoutes.usualMarking(r.kind), Set.of(), null, over ? true : null);
        return (r.contact == null ? Future.<Void>succeededFuture() : services.contacts().put(id, r.contact.strip()))
                .compose(kept -> Commands.send(vertx, ReportVerticle.ADDRESS, new CommandRequest(id, id.toString(), new ReportCommand.Submit(content, null), CommandRequest.PUBLIC)))
                .map(answer -> {
                    if (answer instanceof CommandAnswer.Refused refused) throw Problem.refused(refused.refusal());
                    var done = answer instanceof CommandAnswer.Done d ? d : null;
                    var report = (Report) (done != null ? done.entity() : ((CommandAnswer.Unchanged) answer).entity());
                    return new Sent(receipt(code, report), done == null || done.repeated());
                });
    }

    /** @throws Problem 404 for a receipt of nothing */
    Receipt find(String code) {
        return receipt(normal(code), report(code));
    }

    Future<Receipt> add(String code, String text) {
        var report = report(code);
        return Commands.send(vertx, ReportVerticle.ADDRESS, new CommandRequest(UUID.randomUUID(), report.id(), new ReportCommand.Add(text.strip()), CommandRequest.PUBLIC)).map(answer -> {
            if (answer instanceof CommandAnswer.Refused refused) throw Problem.refused(refused.refusal());
            return find(code);
        });
    }

    private Report report(String code) {
        var report = services.picture().get().report(idOf(normal(code)).toString());
        if (report == null || report.state().source() != Source.PUBLIC) throw Problem.of(404, "there is no report with this receipt");
        return report;
    }

    private static Receipt receipt(String code, Report report) {
        var s = report.state();
        return new Receipt(code.replaceAll("(.{4})(?!$)", "$1-"), s.at(), s.readAt() != null, s.readAt(), s.additions().size(), s.advice());
    }

    private static UUID idOf(String code) {
        return DerivedIds.of("public-report", code);
    }

    /** From the key, so that sending it again gives the same; 80 bits, so that nobody guesses another's. */
    private static String receipt(UUID key) {
        var seed = DerivedIds.of("receipt", key.toString());
        var number = new BigInteger(seed.toString().replace("-", ""), 16);
        var code = new StringBuilder();
        for (int i = 0; i < RECEIPT_LENGTH; i++) {
            var part = number.divideAndRemainder(BigInteger.valueOf(ALPHABET.length()));
            code.append(ALPHABET.charAt(part[1].intValue()));
            number = part[0];
        }
        return code.toString();
    }

    /** As it was given out, whatever somebody types. */
    private static String normal(String code) {
        return code.toUpperCase(Locale.ROOT).replaceAll("[^0-9A-Z]", "").replace('O', '0').replace('I', '1').replace('L', '1');
    }
}
