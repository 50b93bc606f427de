package nl.tafelzicht.subject.report;

/**
 * What is remembered of each source that sends reports: four numbers, in a table of a fixed size that no flood can make
 * larger. When a place in it is taken by too many, the one that sent least recently is forgotten. A source is known by
 * 64 bits of a hash alone. Not thread-safe.
 */
final class SourceTable {

    /** Sources that share a place. */
    private static final int WAYS = 8;

    private final long[] keys;
    /**
     * Seconds since the beginning: when the window began, by when the source has used up its rate, when its turn comes
     * (0 for no turn), when it sent last.
     */
    private final int[] window;

    private final short[] count;
    private final int[] spent;
    private final int[] turn;
    private final int[] last;

    /** @param bits of the number of sources: 2 to the power of it, 26 bytes each */
    SourceTable(int bits) {
        int size = 1 << bits;
        keys = new long[size];
        window = new int[size];
        count = new short[size];
        spent = new int[size];
        turn = new int[size];
        last = new int[size];
    }

    /** The place of a source: its own, or that of whoever it replaces, which is then empty. */
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

    /** Counts one more in a window of so many seconds. @return how many it is */
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

    /** How many there are in that window. */
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
