package nl.tafelzicht.engine.live;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many screens an account may have open at this node, and all accounts together. Each node counts for itself, so
 * that no node waits for another: with three nodes an account may have three times as many. Thread-safe; remembers only
 * accounts with an open screen.
 */
public final class SocketBudget {

    private final int perAccount;
    private final int most;
    private final ConcurrentMap<String, Integer> accounts = new ConcurrentHashMap<>();
    private final AtomicInteger all = new AtomicInteger();

    /** The answer to a request for a place. */
    public enum Place {
        FREE,
        /** This account has the most that it may have. */
        ACCOUNT_FULL,
        /** The node has the most that it may have. */
        NODE_FULL
    }

    public SocketBudget(int perAccount, int most) {
        this.perAccount = perAccount;
        this.most = most;
    }

    /** Takes a place, if there is one; it must be given back. */
    Place take(String account) {
        if (all.incrementAndGet() > most) {
            all.decrementAndGet();
            return Place.NODE_FULL;
        }
        if (accounts.merge(account, 1, Integer::sum) <= perAccount) {
            return Place.FREE;
        }
        giveBack(account);
        return Place.ACCOUNT_FULL;
    }

    void giveBack(String account) {
        accounts.computeIfPresent(account, (name, taken) -> taken == 1 ? null : taken - 1);
        all.decrementAndGet();
    }

    int taken() {
        return all.get();
    }

    int accounts() {
        return accounts.size();
    }
}
