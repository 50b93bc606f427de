package nl.tafelzicht.engine.access;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Refusal;

/**
 * Accounts that are changed while the hub runs, by whoever runs it.
 *
 * <pre>what was said ─► rules ─► password hashed, one at a time ─► kept, recorded, sessions ended ─► every node told
 * </pre>
 *
 * A password costs a processor for tens of milliseconds: here only one is hashed at once, off the event loops, so that
 * log-ins, which have their own, go on. Thread-safe.
 */
public final class AccountChanges {

    /** Beyond this many waiting changes, a caller is told to try again later. */
    private static final int MOST_WAITING = 40;

    private static final int MOST_WAITING_OF_ONE = 20;
    private static final Duration CROWDED = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final AccountStore store;
    private final DemoAccounts demo;
    private final Sessions sessions;
    private final FairGate gate = new FairGate(1, MOST_WAITING, MOST_WAITING_OF_ONE);

    /** The change was not made; it says why. */
    public static final class Refused extends RuntimeException {
        private final transient Refusal refusal;

        Refused(Refusal refusal) {
            super(refusal.explanation().in(Locale.ENGLISH), null, false, false);
            this.refusal = refusal;
        }

        public Refusal refusal() {
            return refusal;
        }
    }

    /** Too many changes of passwords are waiting. */
    public static final class Crowded extends RuntimeException {
        Crowded() {
            super("too many passwords wait to be hashed", null, false, false);
        }

        public Duration retryAfter() {
            return CROWDED;
        }
    }

    /** @param demo the demo accounts, which are not stored and can't be changed; or {@code null} */
    public AccountChanges(Vertx vertx, AccountStore store, DemoAccounts demo, Sessions sessions) {
        this.vertx = vertx;
        this.store = store;
        this.demo = demo;
        this.sessions = sessions;
    }

    public AccountStore store() {
        return store;
    }

    /** @return completes when done, or fails with {@link Refused} or {@link Crowded} */
    public Future<Void> add(Principal by, String name, AccountTerms terms, String password) {
        return notOfTheDemo(name)
                .compose(mine -> store.find(name))
                .compose(known -> known == null ? hash(by, password) : refused(exists(name)))
                .compose(hash -> store.add(by.name(), name, terms, hash))
                .compose(added -> added ? told() : refused(exists(name)));
    }

    /**
     * Changes everything but the password.
     *
     * @return completes when done, or fails with {@link Refused}
     */
    public Future<Void> change(Principal by, String name, AccountTerms terms) {
        return notOfTheDemo(name)
                .compose(mine -> store.change(
                        by.name(),
                        name,
                        terms,
                        null,
                        before -> refusedIf(AccountRules.harm(
                                by.name(), name, before.terms().roles(), terms.roles(), before.otherAdmins()))))
                .compose(AccountChanges::there)
                .compose(changed -> told());
    }

    /**
     * @param made whether the hub made the password, so that nobody knows it yet
     * @return completes when done, or fails with {@link Refused} or {@link Crowded}
     */
    public Future<Void> reset(Principal by, String name, String password, boolean made) {
        return notOfTheDemo(name)
                .compose(mine -> refusedIf(AccountRules.harmOfReset(by.name(), name, made)))
                .compose(may -> store.find(name))
                .compose(known -> there(known != null))
                .compose(known -> hash(by, password))
                .compose(hash -> store.setPassword(by.name(), name, hash))
                .compose(AccountChanges::there)
                .compose(changed -> told());
    }

    /** @return completes when done, or fails with {@link Refused} */
    public Future<Void> remove(Principal by, String name) {
        return notOfTheDemo(name)
                .compose(mine -> store.remove(
                        by.name(),
                        name,
                        before -> refusedIf(AccountRules.harm(
                                by.name(), name, before.terms().roles(), List.of(), before.otherAdmins()))))
                .compose(AccountChanges::there)
                .compose(removed -> told());
    }

    private Future<String> hash(Principal by, String password) {
        Supplier<Future<String>> work = () -> vertx.executeBlocking(() -> Passwords.hash(password), false);
        var begun = gate.enter(by.name(), work);
        return begun == null ? Future.failedFuture(new Crowded()) : begun;
    }

    private Future<Void> told() {
        return sessions.accountsChanged().otherwiseEmpty(); // otherwise each node finds out by itself within seconds
    }

    private Future<Void> notOfTheDemo(String name) {
        return demo == null || demo.find(name) == null
                ? Future.succeededFuture()
                : refused(conflict("demo-account", name));
    }

    private static Refusal exists(String name) {
        return conflict("account-exists", name);
    }

    private static Refusal conflict(String code, String name) {
        return new Refusal(Refusal.Reason.TRANSITION, null, Explanation.of(code, "name", name), null, List.of());
    }

    private static Future<Void> there(boolean known) {
        return known ? Future.succeededFuture() : refused(Refusal.unknown(Explanation.of("unknown-account")));
    }

    private static Future<Void> refusedIf(Refusal refusal) {
        return refusal == null ? Future.succeededFuture() : refused(refusal);
    }

    private static <T> Future<T> refused(Refusal refusal) {
        return Future.failedFuture(new Refused(refusal));
    }
}
