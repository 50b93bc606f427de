package nl.tafelzicht.subject.response.domain;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * The life cycle of a response.
 *
 * <pre>
 * proposed ─► approved (by somebody else) ─► published (rebuttal)          ─► withdrawn
 *   │  ▲                                  └► sent (flag, notices) + outcome
 *   │  └ revised                          monitoring (a monitor response, as soon as it is approved) ─► withdrawn
 *   ├─► rejected
 *   └─► withdrawn (also from approved)
 * </pre>
 */
public enum ResponseStatus {
    PROPOSED,
    APPROVED,
    REJECTED,
    PUBLISHED,
    SENT,
    MONITORING,
    WITHDRAWN;

    /** Whether it is finished: it is neither pending nor in force. */
    public boolean isOver() {
        return this == REJECTED || this == WITHDRAWN;
    }

    /** The next possible steps, in the words of the API. */
    Set<String> next(ResponseKind kind) {
        return switch (this) {
            case PROPOSED -> Set.of("revisions", "approvals", "rejections", "withdrawals");
            case APPROVED ->
                kind == ResponseKind.REBUTTAL
                        ? Set.of("publications", "withdrawals")
                        : Set.of("dispatches", "withdrawals");
            case PUBLISHED, MONITORING -> Set.of("withdrawals");
            case SENT -> kind.isForPlatform() ? Set.of("outcomes") : Set.of();
            case REJECTED, WITHDRAWN -> Set.of();
        };
    }

    /** The statuses in which its facts must be true. */
    static final Set<ResponseStatus> STANDING = EnumSet.of(APPROVED, PUBLISHED);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
