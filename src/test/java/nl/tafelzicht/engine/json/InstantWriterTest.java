package nl.tafelzicht.engine.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Statements and hashes rest on how a moment is written: not a character may differ from what Java itself writes. */
class InstantWriterTest {

    private static void sameAsJava(Instant moment) {
        assertThat(Json.text(moment)).isEqualTo('"' + moment.toString() + '"');
    }

    @Property
    void momentsOfOurTime(@ForAll @LongRange(min = 0, max = 4_102_444_800_000L) long millis) {
        sameAsJava(Instant.ofEpochMilli(millis));
    }

    @Property
    void anyMoment(@ForAll long second, @ForAll @IntRange(max = 999_999_999) int nano) {
        sameAsJava(Instant.ofEpochSecond(Math.floorMod(second, Instant.MAX.getEpochSecond()), nano));
        sameAsJava(Instant.ofEpochSecond(-Math.floorMod(second, -Instant.MIN.getEpochSecond()), nano));
    }

    @Example
    void theirEdges() {
        for (var text : new String[] {
            "1970-01-01T00:00:00Z",
            "1969-12-31T23:59:59.999999999Z",
            "2024-02-29T12:00:00.100Z",
            "2026-03-18T07:30:00.000001Z",
            "9999-12-31T23:59:59Z",
            "0000-01-01T00:00:00.120Z"
        }) {
            sameAsJava(Instant.parse(text));
        }
        for (var moment : new Instant[] {
            Instant.MIN, Instant.MAX, Instant.parse("-0001-12-31T23:59:59Z"), Instant.parse("+10000-01-01T00:00:00Z")
        }) {
            sameAsJava(moment);
        }
    }
}
