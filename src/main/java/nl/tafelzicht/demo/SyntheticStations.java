package nl.tafelzicht.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import nl.tafelzicht.engine.place.Gazetteer;
import nl.tafelzicht.engine.place.Gazetteer.Place;
import nl.tafelzicht.subject.station.format.StembureausCsv;

/**
 * Made-up polling stations: as many as asked for, divided over the 342 municipalities by their size, around each
 * municipality's centre and inside its area. The same seed gives the same stations.
 */
final class SyntheticStations {

    /**
     * Inhabitants of the largest municipalities, in thousands; for the others the number is estimated from their area,
     * between 8 and 90.
     */
    private static final Map<String, Integer> THOUSANDS = Map.ofEntries(
            Map.entry("GM0363", 931),
            Map.entry("GM0599", 670),
            Map.entry("GM0518", 566),
            Map.entry("GM0344", 374),
            Map.entry("GM0772", 246),
            Map.entry("GM0014", 243),
            Map.entry("GM0855", 229),
            Map.entry("GM0034", 226),
            Map.entry("GM0758", 188),
            Map.entry("GM0268", 187),
            Map.entry("GM0200", 168),
            Map.entry("GM0392", 167),
            Map.entry("GM0202", 167),
            Map.entry("GM0307", 161),
            Map.entry("GM0153", 161),
            Map.entry("GM0394", 163),
            Map.entry("GM0479", 160),
            Map.entry("GM0796", 160),
            Map.entry("GM0193", 133),
            Map.entry("GM0546", 130),
            Map.entry("GM0080", 128),
            Map.entry("GM0637", 127),
            Map.entry("GM0935", 125),
            Map.entry("GM0228", 123),
            Map.entry("GM0505", 122),
            Map.entry("GM1992", 75),
            Map.entry("GM0361", 112),
            Map.entry("GM0484", 115),
            Map.entry("GM0503", 109),
            Map.entry("GM0150", 103),
            Map.entry("GM0983", 103),
            Map.entry("GM0995", 84),
            Map.entry("GM0114", 108),
            Map.entry("GM1900", 91));

    private static final List<String> KINDS = List.of(
            "Basisschool",
            "Buurthuis",
            "Sporthal",
            "Bibliotheek",
            "Wijkcentrum",
            "Dorpshuis",
            "Kerkgebouw",
            "Verzorgingshuis",
            "Gymzaal",
            "Clubgebouw");
    private static final List<String> NAMES = List.of(
            "De Regenboog",
            "Het Kompas",
            "De Linde",
            "De Brug",
            "Het Anker",
            "De Wielewaal",
            "De Zonnehoek",
            "Ons Huis",
            "De Meerpaal",
            "De Vlieger",
            "De Kastanje",
            "Het Palet",
            "De Molenhof",
            "De Schakel",
            "De Boomgaard",
            "De Horizon",
            "Het Trefpunt",
            "De Driesprong",
            "De Wending",
            "De Akker");
    private static final List<String> STREETS = List.of(
            "Dorpsstraat",
            "Kerkstraat",
            "Schoolstraat",
            "Molenweg",
            "Stationsweg",
            "Lindelaan",
            "Parkweg",
            "Beatrixlaan",
            "Wilhelminastraat",
            "Raadhuisplein");
    private static final int TRIES = 60;
    private static final double KM_PER_DEGREE = 111.2;

    private final Random random;
    private final Areas areas = new Areas();
    private final LocalDate day;

    SyntheticStations(long seed, LocalDate day) {
        this.random = new Random(seed);
        this.day = day;
    }

    /** A CSV file of the Stembureaus standard for each municipality, by its code. */
    Map<String, String> files(int count) {
        var municipalities = new Gazetteer()
                .places().stream()
                        .filter(p -> !p.municipality().code().startsWith("GM9"))
                        .sorted(Comparator.comparing(p -> p.municipality().code()))
                        .toList();
        var share = shares(municipalities, count);
        var files = new LinkedHashMap<String, String>();
        share.forEach((place, stations) -> {
            if (stations > 0) {
                files.put(place.municipality().code(), file(place, stations));
            }
        });
        return files;
    }

    /**
     * Every municipality has at least one station when there are enough; the rest is divided by inhabitants, largest
     * remainder first.
     */
    private Map<Place, Integer> shares(List<Place> places, int count) {
        var weight =
                places.stream().collect(Collectors.toMap(p -> p, this::inhabitants, (a, b) -> a, LinkedHashMap::new));
        double total = weight.values().stream().mapToDouble(w -> w).sum();
        var shares = new LinkedHashMap<Place, Integer>();
        int least = count >= places.size() ? 1 : 0;
        int spread = count - least * places.size();
        weight.forEach((place, w) -> shares.put(place, least + (int) (spread * w / total)));
        int left = count - shares.values().stream().mapToInt(n -> n).sum();
        weight.entrySet().stream()
                .sorted(Comparator.comparingDouble(e -> -(spread * e.getValue() / total % 1)))
                .limit(left)
                .forEach(e -> shares.merge(e.getKey(), 1, Integer::sum));
        return shares;
    }

    private double inhabitants(Place place) {
        var known = THOUSANDS.get(place.municipality().code());
        return known != null
                ? known
                : Math.min(90, 8 + 3.2 * Math.sqrt(place.areaKm2()) * (0.4 + 0.9 * random.nextDouble()));
    }

    private String file(Place place, int stations) {
        var columns = StembureausCsv.columns();
        var out = new StringBuilder(String.join(";", columns)).append('\n');
        for (int number = 1; number <= stations; number++) {
            var row = row(place, number);
            out.append(columns.stream().map(c -> row.getOrDefault(c, "")).collect(Collectors.joining(";")))
                    .append('\n');
        }
        return out.toString();
    }

    private Map<String, String> row(Place place, int number) {
        var point = point(place, number);
        var row = new LinkedHashMap<String, String>();
        row.put("Gemeente", place.municipality().name());
        row.put("CBS gemeentecode", place.municipality().code());
        row.put("Nummer stembureau", String.valueOf(number));
        row.put(
                "Naam stembureau",
                KINDS.get(random.nextInt(KINDS.size())) + " " + NAMES.get(random.nextInt(NAMES.size())));
        row.put("Type stembureau", random.nextInt(50) == 0 ? "bijzonder" : "regulier");
        row.put("Gebruiksdoel van het gebouw", "Bijeenkomst");
        row.put("BAG Nummeraanduiding ID", "0".repeat(16));
        row.put("Extra adresaanduiding", "verzonnen adres");
        row.put("Straatnaam", STREETS.get(random.nextInt(STREETS.size())));
        row.put("Huisnummer", String.valueOf(1 + random.nextInt(180)));
        row.put("Plaats", place.municipality().name());
        row.put("Latitude", String.format(Locale.ROOT, "%.5f", point[1]));
        row.put("Longitude", String.format(Locale.ROOT, "%.5f", point[0]));
        row.put("Openingstijd", day + "T07:30:00");
        row.put("Sluitingstijd", day + "T21:00:00");
        row.put("Toegankelijk voor mensen met een lichamelijke beperking", "ja");
        row.put("Contactgegevens gemeente", "verkiezingen@example.org");
        row.put("Verkiezingswebsite gemeente", "https://example.org/");
        return row;
    }

    /** Dense in the middle, thinner outwards, always inside the municipality's area; the first stands at the centre. */
    private double[] point(Place place, int number) {
        double km = Math.sqrt(place.areaKm2()) / 3;
        for (int i = 0; i < TRIES && number > 1; i++) {
            double x = place.longitude()
                    + random.nextGaussian() * km / (KM_PER_DEGREE * Math.cos(Math.toRadians(place.latitude())));
            double y = place.latitude() + random.nextGaussian() * km / KM_PER_DEGREE;
            if (areas.contains(place.municipality().code(), x, y)) {
                return new double[] {x, y};
            }
        }
        return new double[] {
            place.longitude() + random.nextGaussian() * 0.004, place.latitude() + random.nextGaussian() * 0.003
        };
    }

    /** The ids of the stations in a file. */
    static List<String> ids(String municipality, String file) {
        var ids = new ArrayList<String>();
        for (int number = 1, stations = (int) file.lines().count() - 1; number <= stations; number++) {
            ids.add(municipality + "-" + number);
        }
        return ids;
    }
}
