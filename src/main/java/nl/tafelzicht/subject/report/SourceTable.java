package nl.tafelzicht.subject.report;

/**
 * Four numbers about each source that sends reports, in a table of fixed size that no flood can enlarge. When all slots
 * for a source are taken, the source that sent least recently is forgotten. A source is known only by 64 bits of a
 * hash. Not thread-safe.
 */
final class SourceTable {

    /** Sources that share a slot group. */
    private static final int WAYS = 8;

    private final long[] keys;
    /**
     * Seconds since the beginning: when the window began, when the rate of the source is available again, when its turn
     * comes (0 for no turn), when it last sent.
     */
    private final int[] window;

    private final short[] count;
    private final int[] spent;
    private final int[] turn;
    private final int[] last;

    /** @param bits logarithm of the number of sources: 2 to this power, 26 bytes each */
    SourceTable(int bits) {
        int size = 1 << bits;
        keys = new long[size];
        window = new int[size];
        count = new short[size];
        spent = new int[size];
        turn = new int[size];
        last = new int[size];
    }

    /** The slot of a source: its own, or that of the source that it replaces, which is then empty. */
    int find(long source, int now) {
        long key = source == 0 ? 1 : source;
        int first = (int) (key & (keys.length - 1)) / WAYS * WAYS;
        int oldest = first;
        for (int i = first; i < first + WAYS; i++) {
            if (keys[i] == key) {
                return touched(i, now);
            }
            if (keys[i] == 0 && keys[oldest] != 0 || keys[oldest] != 0 && last[i] < last[oldest]) {
                oldest = i;
            }
        }
        keys[oldest] = key;
        window[oldest] = spent[oldest] = turn[oldest] = 0;
        count[oldest] = 0;
        return touched(oldest, now);
    }

    private int touched(int place, int now) {
        last[place] = now;
        return place;
    }

    /**
     * Counts one report in a window of this many seconds.
     *
     * @return the count in the window
     */
    int counted(int place, int now, int seconds) {
        if (count[place] == 0 || now - window[place] >= seconds) {
            window[place] = now;
            count[place] = 0;
        }
        if (count[place] < Short.MAX_VALUE) {
            count[place]++;
        }
        return count[place];
    }

    /** The count in that window. */
    int count(int place, int now, int seconds) {
        return now - window[place] >= seconds ? 0 : count[place];
    }

    int spent(int place) {
        return spent[place];
    }

    void spent(int place, int until) {
        spent[place] = until;
    }

    int turn(int place) {
        return turn[place];
    }

    void turn(int place, int at) {
        turn[place] = at;
    }
}
