package nl.tafelzicht.engine.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Writes a moment exactly as {@link Instant#toString} does, RFC 3339 in UTC, without its formatter: with several
 * moments in every station, that alone was a fifteenth of what the hub does when thousands report
 * (docs/performance.md). Thread-safe.
 */
final class InstantWriter extends StdScalarSerializer<Instant> {

    private static final int SECONDS_A_DAY = 86_400;
    private static final int LONGEST = "2026-03-18T07:30:00.123456789Z".length();
    /** The range of years with four digits; other years are written with a sign. */
    private static final long FIRST_SECOND =
            Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();

    private static final long LAST_SECOND =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    InstantWriter() {
        super(Instant.class);
    }

    @Override
    public void serialize(Instant moment, JsonGenerator out, SerializerProvider provider) throws IOException {
        if (moment.getEpochSecond() < FIRST_SECOND || moment.getEpochSecond() > LAST_SECOND) {
            out.writeString(moment.toString());
            return;
        }
        var date = LocalDate.ofEpochDay(Math.floorDiv(moment.getEpochSecond(), SECONDS_A_DAY));
        var text = new char[LONGEST];
        int second = Math.floorMod(moment.getEpochSecond(), SECONDS_A_DAY);
        int at = digits(text, 0, 4, date.getYear(), '-');
        at = digits(text, at, 2, date.getMonthValue(), '-');
        at = digits(text, at, 2, date.getDayOfMonth(), 'T');
        at = digits(text, at, 2, second / 3_600, ':');
        at = digits(text, at, 2, second / 60 % 60, ':');
        at = fraction(text, digits(text, at, 2, second % 60, 'Z'), moment.getNano());
        out.writeString(text, 0, at);
    }

    /** No fraction, or thousandths, millionths or billionths: the shortest that is exact. */
    private static int fraction(char[] text, int end, int nano) {
        if (nano == 0) {
            return end;
        }
        text[end - 1] = '.';
        if (nano % 1_000_000 == 0) {
            return digits(text, end, 3, nano / 1_000_000, 'Z');
        }
        if (nano % 1_000 == 0) {
            return digits(text, end, 6, nano / 1_000, 'Z');
        }
        return digits(text, end, 9, nano, 'Z');
    }

    /** @return the index after the last digit */
    private static int digits(char[] text, int at, int count, int number, char then) {
        for (int i = at + count - 1, rest = number; i >= at; i--, rest /= 10) {
            text[i] = (char) ('0' + rest % 10);
        }
        text[at + count] = then;
        return at + count + 1;
    }
}
