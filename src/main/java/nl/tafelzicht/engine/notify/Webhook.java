package nl.tafelzicht.engine.notify;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Posts to the configured address, signed as the Standard Webhooks specification says: HMAC-SHA256 of
 * {@code id.timestamp.body}, in base64, after {@code v1,}. The id is the same when it is sent again. No redirect is
 * followed. Only the status of the answer is read: then the connection is closed, however much would follow.
 */
final class Webhook implements Channel {

    private static final int PATIENCE_SECONDS = 10;

    private final Vertx vertx;
    private final HttpClient http;
    private final SecretKeySpec key;
    private final Clock clock;

    Webhook(Vertx vertx, String secret, Clock clock) {
        this.vertx = vertx;
        this.http = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS))
                        .setKeepAlive(false),
                new PoolOptions().setHttp1MaxSize(Deliveries.PLACES));
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        this.clock = clock;
    }

    @Override
    public Future<Void> send(Notification n) {
        var id = "msg_" + n.id();
        var time = String.valueOf(clock.instant().getEpochSecond());
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(n.target())
                .setFollowRedirects(false)
                .setTimeout(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS))
                .putHeader("Content-Type", "application/json")
                .putHeader("webhook-id", id)
                .putHeader("webhook-timestamp", time)
                .putHeader("webhook-signature", "v1," + signature(id + "." + time + "." + n.body()));
        return http.request(options).compose(request -> {
            long deadline = vertx.setTimer(
                    DEADLINE_MILLIS - TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS),
                    t -> request.connection().close());
            return request.send(Buffer.buffer(n.body()))
                    .compose(response -> {
                        int status = response.statusCode();
                        response.request().connection().close();
                        return status / 100 == 2
                                ? Future.<Void>succeededFuture()
                                : Future.failedFuture("answered " + status);
                    })
                    .onComplete(done -> vertx.cancelTimer(deadline));
        });
    }

    private String signature(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
