package nl.tafelzicht.subject.station.format;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.tafelzicht.election.place.Zones;
import nl.tafelzicht.engine.place.Gazetteer;
import nl.tafelzicht.subject.station.domain.StationEntry;
import nl.tafelzicht.subject.station.domain.StationEntry.Location;
import nl.tafelzicht.subject.station.domain.StationType;
import nl.tafelzicht.subject.station.format.RowReader.Wrong;

/**
 * Reads rows with the columns of the Stembureaus Open Data Standaard 1.7, from a CSV or a spreadsheet. Files of 1.4 to
 * 1.6 are read too; their names for some columns are in {@link #OLDER_NAMES}.
 */
final class StembureausTable {

    static final String CODE = "CBS gemeentecode";
    private static final String NUMBER = "Nummer stembureau";
    private static final String NAME = "Naam stembureau";
    private static final String TYPE = "Type stembureau";
    private static final String USE = "Gebruiksdoel van het gebouw";
    private static final String BAG = "BAG Nummeraanduiding ID";
    private static final String EXTRA_ADDRESS = "Extra adresaanduiding";
    private static final String OPENS = "Openingstijd";
    private static final String CLOSES = "Sluitingstijd";
    private static final String ACCESSIBLE = "Toegankelijk voor mensen met een lichamelijke beperking";

    private static final String CONTACT = "Contactgegevens gemeente";

    private static final List<String> MANDATORY = List.of(
            CODE, NUMBER, NAME, TYPE, USE, BAG, OPENS, CLOSES, ACCESSIBLE, CONTACT, "Verkiezingswebsite gemeente");
    private static final List<String> OPTIONAL = List.of(
            "Gemeente",
            "Website locatie",
            "Wijknaam",
            "CBS Wijknummer",
            "Buurtnaam",
            "CBS Buurtnummer",
            "Straatnaam",
            "Huisnummer",
            "Huisletter",
            "Huisnummertoevoeging",
            "Postcode",
            "Plaats",
            EXTRA_ADDRESS,
            "X",
            "Y",
            "Latitude",
            "Longitude",
            "Toegankelijke ov-halte",
            "Toilet",
            "Host",
            "Geleidelijnen",
            "Stemmal met audio-ondersteuning",
            "Kandidatenlijst in braille",
            "Kandidatenlijst met grote letters",
            "Gebarentolk (NGT)",
            "Gebarentalig stembureaulid (NGT)",
            "Akoestiek geschikt voor slechthorenden",
            "Prikkelarm",
            "Prokkelduo",
            "Extra toegankelijkheidsinformatie",
            "Overige informatie",
            "Kieskring ID",
            "Hoofdstembureau",
            "Tellocatie",
            "Verkiezingen");
    private static final Map<String, String> OLDER_NAMES = Map.of(
            "gehandicaptentoilet", "Toilet",
            "toegankelijk toilet", "Toilet",
            "auditieve hulpmiddelen", "Akoestiek geschikt voor slechthorenden",
            "mindervaliden toegankelijk", ACCESSIBLE,
            "bag referentienummer", BAG,
            "beschikbaarheid", "Overige informatie",
            "verkiezingswebsite", "Verkiezingswebsite gemeente");

    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern GM = Pattern.compile("GM\\d{4}");
    private static final Pattern WK = Pattern.compile("WK\\d{6}");
    private static final Pattern BU = Pattern.compile("BU\\d{8}");
    private static final Pattern BAG_ID = Pattern.compile("\\d{16}");
    private static final Pattern BAG_ROBBED = Pattern.compile("[1-9]\\d{12,14}");
    private static final Pattern BAG_AS_NUMBER = Pattern.compile("\\d([.,]\\d+)?E\\+?\\d+", Pattern.CASE_INSENSITIVE);
    private static final Pattern ALL_ZEROS = Pattern.compile("0+");
    private static final String NO_BAG_ID = "0".repeat(16);
    private static final Pattern YES_NO =
            Pattern.compile("(ja|nee|j|n|y|yes|no)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Map<String, StationType> TYPES =
            Map.of("regulier", StationType.REGULAR, "bijzonder", StationType.SPECIAL, "mobiel", StationType.MOBILE);
    /** Characters of a column's name, with room to spare. */
    private static final int LONGEST_NAME = 200;

    private static final int MOST_UNKNOWN = 100;

    /** Columns that the national entry form lacks, since it is for one municipality. */
    private static final Set<String> NOT_IN_THE_FORM = Set.of(CODE, USE);

    private static final Map<String, String> KNOWN = Stream.concat(MANDATORY.stream(), OPTIONAL.stream())
            .collect(Collectors.toUnmodifiableMap(n -> n.toLowerCase(Locale.ROOT), Function.identity()));

    private final Gazetteer gazetteer;
    private final LocalDate date;
    private final String municipality;
    private final Coordinates coordinates = new Coordinates();
    private final StationFileBuilder file = new StationFileBuilder();
    private final Map<String, Integer> headers = new HashMap<>();

    /**
     * @param date on which the stations open, instead of the file's own; {@code null} to keep those
     * @param municipality of the stations of an entry form, which does not say it; or {@code null}
     */
    StembureausTable(Gazetteer gazetteer, LocalDate date, String municipality) {
        this.gazetteer = gazetteer;
        this.date = date;
        this.municipality = municipality;
    }

    /** @return the column's name in the standard, or {@code null} when it has no such column */
    static String column(String name) {
        if (name.length() > LONGEST_NAME) {
            return null;
        }
        var plain = SPACES.matcher(name.replace('\u00a0', ' '))
                .replaceAll(" ")
                .strip()
                .toLowerCase(Locale.ROOT);
        return KNOWN.getOrDefault(plain, OLDER_NAMES.get(plain));
    }

    /** Mandatory columns that are missing. The type came with version 1.5. */
    static Set<String> missing(Set<String> columns) {
        var missing = new LinkedHashSet<>(MANDATORY);
        missing.removeAll(columns);
        if (missing.size() == 1) {
            missing.remove(TYPE);
        }
        return missing;
    }

    /** Whether they are those of the national entry form, which has no column for its municipality. */
    static boolean isEntryForm(Set<String> columns) {
        var missing = missing(columns);
        return missing.containsAll(NOT_IN_THE_FORM)
                && missing.stream().allMatch(name -> NOT_IN_THE_FORM.contains(name) || name.equals(TYPE));
    }

    static boolean isMandatory(String column) {
        return MANDATORY.contains(column);
    }

    /**
     * The header row. Unknown names are ignored, with a warning for the first hundred; of a repeated name the first
     * counts.
     *
     * @return the position of each known column
     */
    Map<String, Integer> headers(List<String> names) {
        int unknown = 0;
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i) == null || names.get(i).isBlank()) {
                continue;
            }
            var standard = column(names.get(i));
            if (standard != null) {
                headers.putIfAbsent(standard, i);
            } else if (unknown++ < MOST_UNKNOWN) {
                warn(Remark.of(
                        "unknown-column",
                        Map.of("name", names.get(i).replace('\u00a0', ' ').strip())));
            }
        }
        if (!headers.containsKey(TYPE)) {
            warn(Remark.of("missing-type", Map.of()));
        }
        return headers;
    }

    void warn(Remark warning) {
        file.warn(warning);
    }

    void reject(Remark remark) {
        file.reject(remark);
    }

    /**
     * @param values gives the value of a column by its name in the standard, or {@code null}
     * @param cells the original row
     */
    void take(Place place, Function<String, String> values, List<String> cells) {
        var row = new RowReader(place, values, cells, file::warn);
        try {
            var code = headers.containsKey(CODE) ? row.matching(CODE, GM, "not-a-municipality-code") : municipality;
            int number = row.number(NUMBER, 1, 999_999);
            var type = type(row);
            file.contact(code, values.apply(CONTACT));
            file.add(row, code, number, NUMBER, elections(row), id -> entry(row, id, code, number, type));
        } catch (Wrong wrong) {
            file.reject(wrong);
        }
    }

    StationFile build() {
        return file.build(date);
    }

    private StationType type(RowReader row) throws Wrong {
        if (!headers.containsKey(TYPE)) {
            return StationType.REGULAR;
        }
        var word = row.mandatory(TYPE);
        var type = TYPES.get(word.toLowerCase(Locale.ROOT));
        if (type == null) {
            throw row.wrong(TYPE, "not-a-type", Map.of("value", word));
        }
        return type;
    }

    private StationEntry entry(RowReader row, String id, String code, int number, StationType type) throws Wrong {
        var name = row.mandatory(NAME);
        if (headers.containsKey(USE)) {
            row.mandatory(USE);
        }
        row.optional("Verkiezingen");
        row.unused("CBS Wijknummer", WK);
        row.unused("CBS Buurtnummer", BU);
        row.matching(ACCESSIBLE, YES_NO, "not-ja-or-nee");
        var location = location(row, code, number);
        var opens = row.time(OPENS, Zones.of(code), date);
        var closes = row.time(CLOSES, Zones.of(code), date);
        if (!closes.isAfter(opens)) {
            throw row.wrong(CLOSES, "closes-first", Map.of());
        }
        return new StationEntry(
                        id,
                        number,
                        name,
                        type,
                        gazetteer.municipality(code, row.optional("Gemeente")),
                        location,
                        opens,
                        closes,
                        null,
                        0)
                .in(row.optional("Kieskring ID"), null);
    }

    /** The elections that a row names; a cell that can't be read rejects the row when the rest of it is read. */
    private List<String> elections(RowReader row) {
        try {
            var cell = row.optional("Verkiezingen");
            var named = cell == null
                    ? List.<String>of()
                    : Stream.of(cell.split(";"))
                            .map(String::strip)
                            .filter(name -> !name.isEmpty())
                            .limit(StationEntry.MOST_ELECTIONS)
                            .toList();
            named.forEach(file::election);
            return named;
        } catch (Wrong wrong) {
            return List.of();
        }
    }

    /**
     * A spreadsheet takes it for a number: it drops the leading zeros, of which there are at most three, or most of the
     * digits. The hub has no use for it beside whether there is one.
     */
    private static String bag(RowReader row) throws Wrong {
        var value = row.mandatory(BAG);
        if (BAG_ID.matcher(value).matches()) {
            return value;
        }
        if (ALL_ZEROS.matcher(value).matches()) {
            return NO_BAG_ID;
        }
        if (BAG_ROBBED.matcher(value).matches()) {
            var whole = NO_BAG_ID.substring(value.length()) + value;
            row.warn(BAG, "read-as", Map.of("value", value, "read", whole));
            return whole;
        }
        if (!BAG_AS_NUMBER.matcher(value).matches()) {
            throw row.wrong(BAG, "not-a-bag-id", Map.of("value", value));
        }
        row.warn(BAG, "ignored-value", Map.of("value", value));
        return value;
    }

    private Location location(RowReader row, String code, int number) throws Wrong {
        boolean noBag = bag(row).equals(NO_BAG_ID);
        var extra = noBag ? row.mandatory(EXTRA_ADDRESS) : row.optional(EXTRA_ADDRESS);
        var street = row.optional("Straatnaam");
        var house = Stream.of(
                        row.optional("Huisnummer"), row.optional("Huisletter"), row.optional("Huisnummertoevoeging"))
                .filter(part -> part != null)
                .collect(Collectors.joining(" "));
        var address = street == null ? extra : house.isEmpty() ? street : street + " " + house;
        var postcode = row.postcode("Postcode");
        var town = row.optional("Plaats");
        var point = coordinates.read(row, code.startsWith("GM9"), "Latitude", "Longitude", "X", "Y");
        if (point != null) {
            return new Location(point.latitude(), point.longitude(), null, address, postcode, town);
        }
        var about = gazetteer.approximate(code, number, postcode);
        return new Location(about.latitude(), about.longitude(), true, address, postcode, town);
    }

    /** The header row of version 1.7, for writing such a file. */
    static List<String> columns() {
        return Arrays.asList(Stream.concat(
                        Stream.of("Gemeente"),
                        Stream.concat(MANDATORY.stream(), OPTIONAL.stream().filter(c -> !c.equals("Gemeente"))))
                .toArray(String[]::new));
    }
}
