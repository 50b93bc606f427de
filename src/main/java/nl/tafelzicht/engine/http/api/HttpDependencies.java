package nl.tafelzicht.engine.http.api;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import nl.tafelzicht.engine.access.AccountChanges;
import nl.tafelzicht.engine.access.Sessions;
import nl.tafelzicht.engine.archive.Attachments;
import nl.tafelzicht.engine.command.DisclosureLog;
import nl.tafelzicht.engine.eventsourcing.SubjectSettings;
import nl.tafelzicht.engine.journal.JournalStore;
import nl.tafelzicht.engine.live.LiveMetrics;
import nl.tafelzicht.engine.notify.Addresses;
import nl.tafelzicht.engine.operation.Nodes;
import nl.tafelzicht.engine.operation.Setting;
import nl.tafelzicht.engine.operation.Storage;
import nl.tafelzicht.engine.picture.CurrentPicture;
import nl.tafelzicht.engine.picture.PastPictures;
import nl.tafelzicht.engine.picture.StoredEntities;
import nl.tafelzicht.engine.place.Boundaries;
import nl.tafelzicht.engine.place.Gazetteer;
import nl.tafelzicht.engine.seal.SignedCheckpoints;

/**
 * The services that routes depend on. All event loops of a node share them.
 *
 * @param pool of connections to the database, for what stands beside the journal
 * @param journalId of the journal that {@code seq} refers to
 * @param clock of the election day
 * @param sessionClock real time
 * @param notReady gives the reason why no traffic should go to this node; {@code null} when it has all of the journal
 *     and shows it
 * @param parts objects that subjects create once for a node
 * @param subjects settings of subjects, each by its own type
 * @param settings that this node runs with
 */
public record HttpDependencies(
        CurrentPicture picture,
        JournalStore journal,
        Pool pool,
        String journalId,
        Sessions sessions,
        Clock clock,
        Clock sessionClock,
        LiveMetrics liveMetrics,
        PrometheusMeterRegistry metrics,
        Supplier<String> notReady,
        Addresses addresses,
        Gazetteer gazetteer,
        PastPictures past,
        StoredEntities storedEntities,
        DisclosureLog disclosures,
        Attachments attachments,
        NodeParts parts,
        SubjectSettings subjects,
        SignedCheckpoints statements,
        Nodes nodes,
        AccountChanges accounts,
        Storage storage,
        List<Setting> settings,
        Options options) {

    /**
     * @param port 0 for any free one
     * @param origins from which browsers may come, beside the address that they asked for
     * @param speed how much faster than real time the clock of the day goes; 1 on the day itself
     * @param exercise whether this is an exercise, which every page then says
     * @param demoAccounts whether the log-in page may name the demo accounts
     * @param socketsPerAccount screens that an account may have open at this node; {@code sockets} that all may have
     *     together
     * @param pageUrl the hub's public address, without a slash at its end; or {@code null}
     * @param boundaries that the map draws, or {@code null} for the schematic ones
     * @param trustProxy whether {@code X-Forwarded-For} and {@code -Proto} come from our own proxy
     */
    public record Options(
            String host,
            int port,
            List<String> origins,
            double speed,
            boolean exercise,
            boolean demoAccounts,
            boolean trustProxy,
            int socketsPerAccount,
            int sockets,
            String pageUrl,
            Boundaries boundaries,
            Tls tls) {}
}
