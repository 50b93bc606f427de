package nl.tafelzicht.subject.report;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Erases contact details of reporters within ten minutes after their time is over. */
final class ContactErasureVerticle extends VerticleBase {

    private static final long LOOK_MILLIS = 600_000;

    private final ReporterContacts contacts;

    ContactErasureVerticle(ReporterContacts contacts) {
        this.contacts = contacts;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(LOOK_MILLIS, t -> contacts.erase());
        return Future.succeededFuture();
    }
}
