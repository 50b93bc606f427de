package nl.tafelzicht.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.xml.stream.XMLStreamException;

/**
 * A made-up count of a municipality, as its software would write it (EML_NL 510b). Not a result: votes are drawn. The
 * same seed and stations give the same count.
 */
final class SyntheticCount {

    static final double[] SHARES = {0.24, 0.19, 0.15, 0.12, 0.1, 0.09, 0.07, 0.04};
    static final int CANDIDATES = 10;
    private static final int EIGHTH = 8;
    /** Where the planted errors are, so that a presenter of the demo can point them out. */
    private static final int SWITCHED = 4;

    private static final int DIFFERENT = 10;
    private static final int DIFFERENCE = 16;

    /** @param voters admitted, as the station reported */
    record Counted(int number, String name, int eligible, int voters) {}

    /** The numbers of one reporting unit. */
    static final class Numbers {
        int eligible;
        int admitted;
        int blank;
        int invalid;
        int fewer;
        final int[][] votes = new int[SHARES.length][CANDIDATES];

        void add(Numbers other) {
            eligible += other.eligible;
            admitted += other.admitted;
            blank += other.blank;
            invalid += other.invalid;
            fewer += other.fewer;
            for (int l = 0; l < SHARES.length; l++) {
                for (int c = 0; c < CANDIDATES; c++) {
                    votes[l][c] += other.votes[l][c];
                }
            }
        }

        int list(int l) {
            int sum = 0;
            for (int v : votes[l]) {
                sum += v;
            }
            return sum;
        }

        int onLists() {
            int sum = 0;
            for (int l = 0; l < SHARES.length; l++) {
                sum += list(l);
            }
            return sum;
        }
    }

    private final String code;
    private final String name;
    private final String election;
    private final long seed;
    private final boolean planted;

    /** @param planted whether it contains two errors, which a later file corrects */
    SyntheticCount(String code, String name, String election, long seed, boolean planted) {
        this.code = code;
        this.name = name;
        this.election = election;
        this.seed = seed;
        this.planted = planted;
    }

    /** @param created the creation time that the file states */
    String xml(List<Counted> stations, String created, boolean corrigendum) {
        var total = new Numbers();
        var units = new ArrayList<Numbers>();
        for (var station : stations) {
            var numbers = numbers(station, corrigendum);
            units.add(numbers);
            total.add(numbers);
        }
        var file = new SyntheticCountFile(code);
        try {
            file.begin(name, election, created, corrigendum);
            file.total(total);
            for (int i = 0; i < units.size(); i++) {
                var station = stations.get(i);
                file.unit(station, corrigendum && isPlanted(station), units.get(i));
            }
            return file.end();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a text in memory can't be written", e);
        }
    }

    private boolean isPlanted(Counted station) {
        return planted && (station.number() == SWITCHED || station.number() == DIFFERENT);
    }

    private Numbers numbers(Counted station, boolean corrigendum) {
        var random = new Random(seed * 31 + code.hashCode() * 61L + station.number());
        var n = new Numbers();
        n.eligible = Math.max(station.eligible(), station.voters());
        n.admitted = station.voters();
        n.invalid = station.voters() / 450;
        n.blank = station.voters() / 1_100;
        boolean isDifferent = planted && !corrigendum && station.number() == DIFFERENT;
        n.fewer = isDifferent ? Math.min(DIFFERENCE, station.voters()) : 0;
        int left = station.voters() - n.invalid - n.blank - n.fewer;
        var shares = new double[SHARES.length];
        double sum = 0;
        for (int l = 0; l < shares.length; l++) {
            shares[l] = SHARES[l] * Math.exp(random.nextGaussian() / EIGHTH);
            sum += shares[l];
        }
        int given = 0;
        for (int l = shares.length - 1; l >= 0; l--) {
            int votes = l == 0 ? left - given : (int) (left * shares[l] / sum);
            given += votes;
            spread(n.votes[l], votes);
        }
        if (planted && !corrigendum && station.number() == SWITCHED) {
            int first = n.votes[0][0];
            n.votes[0][0] = n.votes[0][CANDIDATES - 1];
            n.votes[0][CANDIDATES - 1] = first;
        }
        return n;
    }

    /** The first candidate gets half of the votes, the next half of the rest, and so on. */
    private static void spread(int[] candidates, int votes) {
        int left = votes;
        for (int c = 1; c < candidates.length; c++) {
            int part = votes >> c + 1;
            candidates[c] = part;
            left -= part;
        }
        candidates[0] = left;
    }
}
