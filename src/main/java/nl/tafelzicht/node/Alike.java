package nl.tafelzicht.node;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import nl.tafelzicht.engine.archive.Hashes;

/**
 * The settings that all nodes of a hub need alike, since any of them decides and tells for all: by the options' names,
 * so that who runs the hub sees which differ. No secret, and no address with one in it.
 */
final class Alike {

    private static final int FINGERPRINT = 12;

    private Alike() {}

    static Map<String, String> of(Config config) {
        var n = config.notifications();
        var all = new TreeMap<>(config.subjects().alike());
        all.put("exercise", String.valueOf(config.exercise()));
        all.put("accounts", config.demoAccounts() ? "demo" : "own");
        all.put("session-hours", String.valueOf(config.sessionLife().toHours()));
        all.put("statement-minutes", String.valueOf(config.statementPeriod().toMinutes()));
        all.put(
                "boundaries",
                config.boundaries() == null
                        ? "none"
                        : Hashes.sha256(config.boundaries().areas()).substring(0, FINGERPRINT));
        all.put("smtp", n.smtp() == null ? "none" : n.smtp().getHost() + ", from " + n.from());
        all.put("webhook-url", host(n.webhook()));
        all.put("page-url", String.valueOf(n.page()));
        all.put(
                "issuer",
                config.issuer() == null
                        ? "none"
                        : config.issuer().issuer() + ", " + config.issuer().client());
        all.put(
                "sockets",
                config.screens().perAccount() + " an account, "
                        + config.screens().most() + " in all");
        return all;
    }

    private static String host(URI service) {
        return service == null ? "none" : service.getHost();
    }
}
