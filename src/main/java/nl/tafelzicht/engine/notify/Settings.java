package nl.tafelzicht.engine.notify;

import java.net.URI;

/**
 * Where notifications go.
 *
 * @param smtp {@code smtp://user:password@host:port}, or {@code smtps://} for TLS from the start; {@code null} for no
 *     e-mail
 * @param from the sender's address
 * @param webhook that every escalation is posted to, or {@code null}
 * @param webhookSecret with which it is signed
 * @param page the hub's public address, for links; or {@code null}
 */
public record Settings(URI smtp, String from, URI webhook, String webhookSecret, String page) {

    public static final Settings NONE = new Settings(null, null, null, null, null);

    boolean tellsNobody() {
        return smtp == null && webhook == null;
    }
}
