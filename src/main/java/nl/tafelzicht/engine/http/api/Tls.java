package nl.tafelzicht.engine.http.api;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate with which the hub itself speaks TLS, where no proxy does. Both files are PEM; when they are
 * replaced, new connections use the new ones.
 *
 * @param certificate with its chain, up to a certificate that browsers know
 * @param key its private key, PKCS 8
 */
public record Tls(Path certificate, Path key) {

    private static final Logger LOG = LoggerFactory.getLogger(Tls.class);
    private static final long LOOK_MILLIS = 5_000;

    private PemKeyCertOptions files() {
        return new PemKeyCertOptions().setCertPath(certificate.toString()).setKeyPath(key.toString());
    }

    /** HTTP/1.1 only, as without TLS. */
    public HttpServerOptions on(HttpServerOptions options) {
        return options.setSsl(true).setUseAlpn(false).setKeyCertOptions(files());
    }

    /** Checks for replaced files from now on, until the verticle ends. Called on the event loop of the server. */
    public void watch(Vertx vertx, HttpServer server) {
        var seen = new long[] {changed()};
        vertx.setPeriodic(LOOK_MILLIS, t -> {
            long now = changed();
            if (now == seen[0]) {
                return;
            }
            server.updateSSLOptions(
                            new ServerSSLOptions().setUseAlpn(false).setKeyCertOptions(files()),
                            true) // the same paths, whose content has changed
                    .onSuccess(done -> {
                        seen[0] = now;
                        LOG.info("the certificate of {} is another one from now on", certificate);
                    })
                    .onFailure(cause -> LOG.warn(
                            "the certificate that was put into {} can't be used; the one before stays: {}",
                            certificate,
                            cause.getMessage()));
        });
    }

    /** The time of the last change, 0 while a file is being replaced. */
    private long changed() {
        long made = certificate.toFile().lastModified();
        long keyMade = key.toFile().lastModified();
        return made == 0 || keyMade == 0 ? 0 : made * 31 + keyMade;
    }
}
