package nl.tafelzicht.node;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import nl.tafelzicht.engine.archive.Hashes;

/**
 * The settings that must be equal on all nodes of a hub, since any node decides and answers for all, by the names of
 * the options, so that an administrator sees differences. No secret, and no address that contains one.
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
