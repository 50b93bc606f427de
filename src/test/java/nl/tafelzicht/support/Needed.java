package nl.tafelzicht.support;

import org.junit.jupiter.api.Assumptions;

/**
 * What a test can't do without. Where it is absent the test is skipped, and says what it needs; on CI
 * ({@code CI=true}), which has all of it, that is a failure. Two things a CI may not have, and are asked for elsewhere
 * by name: a disk of its own ({@code FullDiskIT}), and kubectl ({@code Overlay}).
 */
public final class Needed {

    private Needed() {}

    public static void that(boolean isThere, String what) {
        if (isThere) {
            return;
        }
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError("CI is to have this, and has not: " + what);
        }
        Assumptions.assumeTrue(false, what);
    }
}
