package nl.tafelzicht.notify;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.mail.Authenticator;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** E-mail over SMTP; on a worker thread, since the library waits for the server. STARTTLS is used when offered, and asked for when there is a password. */
final class Mail implements Channel {

    private static final String PATIENCE_MILLIS = "10000";

    private final Vertx vertx;
    private final Session session;
    private final String from;

    Mail(Vertx vertx, URI smtp, String from) {
        this.vertx = vertx;
        this.from = from;
        boolean tls = smtp.getScheme().equals("smtps");
        var properties = new Properties();
        properties.setProperty("mail.transport.protocol", "smtp");
        properties.setProperty("mail.smtp.host", smtp.getHost());
        properties.setProperty("mail.smtp.port", String.valueOf(smtp.getPort() > 0 ? smtp.getPort() : tls ? 465 : 587));
        properties.setProperty("mail.smtp.ssl.enable", String.valueOf(tls));
        properties.setProperty("mail.smtp.starttls.enable", "true");
        properties.setProperty("mail.smtp.starttls.required", String.valueOf(!tls && smtp.getUserInfo() != null));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.auth", String.valueOf(smtp.getUserInfo() != null));
        for (var what : new String[] {"connectiontimeout", "timeout", "writetimeout"}) properties.setProperty("mail.smtp." + what, PATIENCE_MILLIS);
        session = Session.getInstance(properties, smtp.getUserInfo() == null ? null : login(smtp.getUserInfo()));
    }

    private static Authenticator login(String userInfo) {
        var parts = userInfo.split(":", 2);
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(parts[0], parts.length > 1 ? parts[1] : "");
            }
        };
    }

    @Override
    public Future<Void> send(Notification n) {
        return vertx.executeBlocking(() -> {
            Transport.send(message(n));
            return null;
        }, false);
    }

    private MimeMessage message(Notification n) throws MessagingException {
        var id = "<" + n.id() + "@tafelzicht>";
        var message = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", id); // the same when it is sent again, so that a reader's program shows it once
            }
        };
        message.setFrom(new InternetAddress(from));
        message.setRecipient(RecipientType.TO, new InternetAddress(n.target()));
        message.setSubject(n.subject(), StandardCharsets.UTF_8.name());
        message.setText(n.body(), StandardCharsets.UTF_8.name());
        message.setHeader("Auto-Submitted", "auto-generated");
        return message;
    }
}
