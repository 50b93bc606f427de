package nl.tafelzicht.engine.notify;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
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
import java.util.concurrent.TimeUnit;

/**
 * E-mail over SMTP; on threads of its own, since the library blocks. A server that sends a byte now and then never
 * exceeds the library's time-out: at the deadline its connection is cut. STARTTLS is used when offered, and required
 * when there is a password.
 */
final class Mail implements Channel {

    private static final String PATIENCE_MILLIS = "10000";

    /**
     * A look-up at a name server that does not answer can't be interrupted: its thread goes on, and the notification is
     * tried again.
     */
    private static final long LOOKUP_MILLIS = 1_000;

    private final Vertx vertx;
    private final WorkerExecutor workers;
    private final Properties properties = new Properties();
    private final Authenticator login;
    private final String from;
    private final long deadlineMillis;

    Mail(Vertx vertx, URI smtp, String from) {
        this(vertx, smtp, from, DEADLINE_MILLIS);
    }

    /** @param deadlineMillis after which an attempt is cut off */
    Mail(Vertx vertx, URI smtp, String from, long deadlineMillis) {
        this.vertx = vertx;
        this.deadlineMillis = deadlineMillis;
        this.from = from;
        boolean tls = smtp.getScheme().equals("smtps");
        this.workers = vertx.createSharedWorkerExecutor("mail", Deliveries.PLACES);
        properties.setProperty("mail.transport.protocol", "smtp");
        properties.setProperty("mail.smtp.host", smtp.getHost());
        properties.setProperty("mail.smtp.port", String.valueOf(smtp.getPort() > 0 ? smtp.getPort() : tls ? 465 : 587));
        properties.setProperty("mail.smtp.ssl.enable", String.valueOf(tls));
        properties.setProperty("mail.smtp.starttls.enable", "true");
        properties.setProperty("mail.smtp.starttls.required", String.valueOf(!tls && smtp.getUserInfo() != null));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.auth", String.valueOf(smtp.getUserInfo() != null));
        for (var what : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
            properties.setProperty("mail.smtp." + what, PATIENCE_MILLIS);
        }
        for (var what : new String[] {"socketFactory", "ssl.socketFactory"}) {
            properties.setProperty("mail.smtp." + what + ".fallback", "false");
        }
        login = smtp.getUserInfo() == null ? null : login(smtp.getUserInfo());
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
        var line = new CutLine();
        long deadline = vertx.setTimer(deadlineMillis, t -> line.cut());
        return workers.<Void>executeBlocking(
                        () -> {
                            Transport.send(message(n, session(line)));
                            return null;
                        },
                        false)
                .timeout(deadlineMillis + LOOKUP_MILLIS, TimeUnit.MILLISECONDS)
                .onComplete(done -> vertx.cancelTimer(deadline));
    }

    private Session session(CutLine line) {
        var own = new Properties();
        own.putAll(properties);
        own.put("mail.smtp.socketFactory", line.plain());
        own.put("mail.smtp.ssl.socketFactory", line.encrypted());
        return Session.getInstance(own, login);
    }

    private MimeMessage message(Notification n, Session session) throws MessagingException {
        var id = "<" + n.id() + "@tafelzicht>";
        var message = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", id); // the same id for every attempt, so that a mail program shows it once
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
