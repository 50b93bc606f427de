package nl.tafelzicht.node;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import nl.tafelzicht.engine.archive.Hashes;
import nl.tafelzicht.engine.json.Json;

/**
 * The settings that all nodes of a hub need alike, since any of them decides and tells for all: by the options' names,
 * so that who runs the hub sees which differ. No secret, and no address with one in it.
 */
final class Alike {

    private static final int FINGERPRINT = 12;

    private Alike() {}

    static Map<String, String> of(Config config) {
        var r = config.reports();
        var n = config.notifications();
        var all = new TreeMap<String, String>();
        all.put("exercise", String.valueOf(config.exercise()));
        all.put("accounts", config.demoAccounts() ? "demo" : "own");
        all.put("opening-grace", config.openingGrace().toMinutes() + " min");
        all.put("silence-limit", config.silenceLimit().toMinutes() + " min");
        all.put("session-hours", String.valueOf(config.sessionLife().toHours()));
        all.put("statement-minutes", String.valueOf(config.statementPeriod().toMinutes()));
        all.put("escalation-rules", fingerprint(config.rules().reports()));
        all.put("escalation-minutes", new TreeMap<>(config.rules().minutes()).toString());
        all.put("duplicate", r.duplicateMetres() + " m, " + r.duplicateTime().toMinutes() + " min");
        all.put(
                "public",
                r.perSource() + " a source, " + r.perMinute() + " a minute, " + r.perSecond() + " a second, " + r.most()
                        + " in all");
        all.put("contact-days", String.valueOf(r.contactKept().toDays()));
        all.put("platforms", fingerprint(config.narratives().platforms()));
        all.put(
                "boundaries",
                config.boundaries() == null
                        ? "none"
                        : Hashes.sha256(config.boundaries().areas()).substring(0, FINGERPRINT));
        all.put("neighbourhoods", config.counts().neighbourhoods().source());
        all.put("timestamp-service", host(config.counts().timestampService()));
        all.put("report-hosts", String.join(" ", config.counts().sources().hosts()));
        all.put("report-networks", config.counts().sources().networks().toString());
        all.put("register-from", String.valueOf(config.narratives().registerFrom()));
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

    private static String fingerprint(Object value) {
        return Hashes.sha256(Json.sorted(Json.MAPPER.valueToTree(value))).substring(0, FINGERPRINT);
    }
}
