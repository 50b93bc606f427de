package nl.tafelzicht.subject.station.domain;

import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import nl.tafelzicht.election.Municipality;

/**
 * The status of a municipality's stations in numbers: those that the page computes itself as soon as it has all
 * stations ({@code subject/station/counts.mjs} counts in the same way; a test compares them).
 *
 * @param counts by their names; zeros are left out
 */
public record StationFigures(Municipality municipality, Map<String, Long> counts) {

    private enum Figure {
        STATIONS,
        ELIGIBLE,
        ELIGIBLE_ADMITTED,
        ADMITTED,
        EXPECTED,
        OPEN,
        SUSPENDED,
        CLOSED,
        COUNTING,
        COUNTED,
        ON_THE_WAY,
        OVERDUE,
        SILENT,
        WAITING,
        MEMBERS,
        BALLOTS,
        ATTENTION,
        URGENT;

        private final String word;

        Figure() {
            var parts = name().toLowerCase(Locale.ROOT).split("_");
            var camel = new StringBuilder(parts[0]);
            for (int i = 1; i < parts.length; i++) {
                camel.append(Character.toUpperCase(parts[i].charAt(0))).append(parts[i].substring(1));
            }
            word = camel.toString();
        }
    }

    /** For each municipality, in the order of their first stations. */
    public static List<StationFigures> of(Collection<Station> stations) {
        var names = new LinkedHashMap<String, Municipality>();
        var sums = new LinkedHashMap<String, EnumMap<Figure, Long>>();
        for (var station : stations) {
            var municipality = station.entry().municipality();
            names.putIfAbsent(municipality.code(), municipality);
            add(sums.computeIfAbsent(municipality.code(), code -> new EnumMap<>(Figure.class)), station);
        }
        return sums.entrySet().stream()
                .map(sum -> new StationFigures(names.get(sum.getKey()), words(sum.getValue())))
                .toList();
    }

    private static Map<String, Long> words(Map<Figure, Long> sums) {
        var words = new LinkedHashMap<String, Long>();
        sums.forEach((figure, sum) -> words.put(figure.word, sum));
        return words;
    }

    private static void add(Map<Figure, Long> sums, Station station) {
        var s = station.state();
        long admitted = admitted(station);
        add(sums, Figure.STATIONS, 1);
        add(sums, Figure.ADMITTED, admitted);
        if (station.entry().eligibleVoters() != null && station.entry().eligibleVoters() > 0) {
            add(sums, Figure.ELIGIBLE, station.entry().eligibleVoters());
            add(sums, Figure.ELIGIBLE_ADMITTED, admitted);
        }
        add(sums, figureOf(s.status()), 1);
        add(sums, Figure.ON_THE_WAY, s.status() == Status.ON_THE_WAY);
        add(sums, Figure.OVERDUE, s.overdue());
        add(sums, Figure.SILENT, s.silent());
        add(sums, Figure.WAITING, s.attention().contains(Attention.LONG_WAITING));
        add(sums, Figure.MEMBERS, s.attention().contains(Attention.TOO_FEW_MEMBERS));
        add(
                sums,
                Figure.BALLOTS,
                s.attention().contains(Attention.BALLOTS_OUT) || s.attention().contains(Attention.BALLOTS_LOW));
        add(sums, Figure.ATTENTION, !s.attention().isEmpty());
        add(sums, Figure.URGENT, isUrgent(s));
    }

    /** A person who votes in two elections is admitted once: the largest of their numbers, as on the page. */
    private static int admitted(Station station) {
        var admitted = station.state().votersAdmitted();
        return admitted == null
                ? 0
                : admitted.values().stream()
                        .filter(Objects::nonNull)
                        .mapToInt(Integer::intValue)
                        .max()
                        .orElse(0);
    }

    static boolean isUrgent(StationState s) {
        return s.attention().stream().anyMatch(a -> a.compareTo(Attention.OVERDUE) < 0);
    }

    private static Figure figureOf(Status status) {
        if (status.isCounted()) {
            return Figure.COUNTED;
        }
        return switch (status) {
            case EXPECTED -> Figure.EXPECTED;
            case OPEN -> Figure.OPEN;
            case CLOSED -> Figure.CLOSED;
            case COUNTING -> Figure.COUNTING;
            default -> Figure.SUSPENDED;
        };
    }

    private static void add(Map<Figure, Long> sums, Figure figure, boolean is) {
        add(sums, figure, is ? 1 : 0);
    }

    private static void add(Map<Figure, Long> sums, Figure figure, long by) {
        if (by != 0) {
            sums.merge(figure, by, Long::sum);
        }
    }
}
