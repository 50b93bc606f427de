package nl.tafelzicht.subject.count.domain;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The neighbourhood of each postcode, so that a station can be compared with those around it: the control protocol
 * decides by neighbourhood, where it is known, whether candidates were switched, and otherwise by municipality.
 * Immutable.
 */
public final class Neighbourhoods {

    /** Without any data: stations are compared with their municipality only. */
    public static final Neighbourhoods NONE = new Neighbourhoods(new int[0], new char[0], List.of(), "none");

    /** Stations at which people from other neighbourhoods vote too, or that count postal votes. */
    private static final Pattern ELSEWHERE = Pattern.compile(
            "brief|station|mobiel|metro|cabin|tent|tijdelijk", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern POSTCODE = Pattern.compile("\\(postcode: (\\d{4}) (\\w{2})\\)");
    private static final int LETTERS = 26;

    private final int[] postcodes;
    private final char[] where;
    private final List<String> codes;
    private final String source;

    private Neighbourhoods(int[] postcodes, char[] where, List<String> codes, String source) {
        this.postcodes = postcodes;
        this.where = where;
        this.codes = codes;
        this.source = source;
    }

    /**
     * @param byPostcode the code of a neighbourhood by {@link #key}; at most 65,536 different ones
     * @param source by which one sees whether two hubs use the same table
     */
    public static Neighbourhoods of(Map<Integer, String> byPostcode, String source) {
        var postcodes = byPostcode.keySet().stream()
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        var codes = byPostcode.values().stream().distinct().sorted().toList();
        if (codes.size() > Character.MAX_VALUE) {
            throw new IllegalArgumentException("more than " + (int) Character.MAX_VALUE + " neighbourhoods");
        }
        var place = new HashMap<String, Character>();
        codes.forEach(code -> place.put(code, (char) place.size()));
        var where = new char[postcodes.length];
        for (int i = 0; i < postcodes.length; i++) {
            where[i] = place.get(byPostcode.get(postcodes[i]));
        }
        return new Neighbourhoods(postcodes, where, codes, source);
    }

    /**
     * @return a number for each postcode, or -1 for an invalid one
     * @param postcode as {@code 1011AB}
     */
    public static int key(String postcode) {
        if (postcode.length() != 6) {
            return -1;
        }
        int key = 0;
        for (int i = 0; i < 6; i++) {
            char c = postcode.charAt(i);
            boolean isRight = i < 4 ? c >= '0' && c <= '9' : c >= 'A' && c <= 'Z';
            if (!isRight) {
                return -1;
            }
            key = i < 4 ? key * 10 + c - '0' : key * LETTERS + c - 'A';
        }
        return key;
    }

    /** Whether there are any. */
    public boolean areKnown() {
        return this != NONE;
    }

    /** The source: hubs with the same source check alike. */
    public String source() {
        return source;
    }

    /** @return the code of the neighbourhood of the postcode in a station's name; {@code null} when there is none */
    public String of(CountUnit unit) {
        if (!areKnown() || unit.name() == null || ELSEWHERE.matcher(unit.name()).find()) {
            return null;
        }
        var postcode = POSTCODE.matcher(unit.name());
        int at = postcode.find() ? Arrays.binarySearch(postcodes, key(postcode.group(1) + postcode.group(2))) : -1;
        return at < 0 ? null : codes.get(where[at]);
    }

    /**
     * The votes at all stations of a neighbourhood together.
     *
     * @param units number of stations
     * @param listVotes for each list of the file
     * @param candidateVotes for each list, for each of its candidates
     */
    record Group(int units, int[] listVotes, int[][] candidateVotes) {

        static Group of(CountUnit unit) {
            return new Group(1, unit.listVotes(), unit.candidateVotes());
        }

        Group plus(Group other) {
            var candidates = new int[candidateVotes.length][];
            Arrays.setAll(candidates, l -> sum(candidateVotes[l], other.candidateVotes[l]));
            return new Group(units + other.units, sum(listVotes, other.listVotes), candidates);
        }

        private static int[] sum(int[] a, int[] b) {
            var sum = new int[a.length];
            Arrays.setAll(sum, i -> a[i] + b[i]);
            return sum;
        }
    }

    /** @return by the code of each neighbourhood with a station */
    Map<String, Group> groups(Count count) {
        Map<String, Group> groups = new HashMap<>();
        if (areKnown()) {
            for (var unit : count.units()) {
                var code = of(unit);
                if (code != null) {
                    groups.merge(code, Group.of(unit), Group::plus);
                }
            }
        }
        return groups;
    }
}
