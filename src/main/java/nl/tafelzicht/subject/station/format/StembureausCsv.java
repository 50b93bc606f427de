package nl.tafelzicht.subject.station.format;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
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
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.place.Zones;
import nl.tafelzicht.engine.place.Gazetteer;
import nl.tafelzicht.subject.station.domain.StationEntry;
import nl.tafelzicht.subject.station.domain.StationEntry.Location;
import nl.tafelzicht.subject.station.domain.StationType;
import nl.tafelzicht.subject.station.format.RowReader.Wrong;
import nl.tafelzicht.subject.station.format.StationFile.Unreadable;

/**
 * The Stembureaus Open Data Standaard 1.7 as CSV: a header row, comma or semicolon, UTF-8 with or without BOM. Files of
 * 1.4 to 1.6 are read too; the names that they have for some columns are in {@link #OLDER_NAMES}.
 */
public final class StembureausCsv {

    private static final String CODE = "CBS gemeentecode";
    private static final String NUMBER = "Nummer stembureau";
    private static final String NAME = "Naam stembureau";
    private static final String TYPE = "Type stembureau";
    private static final String USE = "Gebruiksdoel van het gebouw";
    private static final String BAG = "BAG Nummeraanduiding ID";
    private static final String EXTRA_ADDRESS = "Extra adresaanduiding";
    private static final String OPENS = "Openingstijd";
    private static final String CLOSES = "Sluitingstijd";
    private static final String ACCESSIBLE = "Toegankelijk voor mensen met een lichamelijke beperking";

    private static final List<String> MANDATORY = List.of(
            CODE,
            NUMBER,
            NAME,
            TYPE,
            USE,
            BAG,
            OPENS,
            CLOSES,
            ACCESSIBLE,
            "Contactgegevens gemeente",
            "Verkiezingswebsite gemeente");
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

    private static final Pattern GM = Pattern.compile("GM\\d{4}");
    private static final Pattern WK = Pattern.compile("WK\\d{6}");
    private static final Pattern BU = Pattern.compile("BU\\d{8}");
    private static final Pattern BAG_ID = Pattern.compile("\\d{16}");
    private static final Pattern BAG_ROBBED = Pattern.compile("[1-9]\\d{14}");
    private static final Pattern BAG_AS_NUMBER = Pattern.compile("\\d([.,]\\d+)?E\\+?\\d+", Pattern.CASE_INSENSITIVE);
    private static final Pattern ALL_ZEROS = Pattern.compile("0+");
    private static final String SEPARATOR = "sep=";
    private static final String NO_BAG_ID = "0".repeat(16);
    private static final Pattern YES_NO =
            Pattern.compile("(ja|nee|j|n|y|yes|no)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Map<String, StationType> TYPES =
            Map.of("regulier", StationType.REGULAR, "bijzonder", StationType.SPECIAL, "mobiel", StationType.MOBILE);
    private static final int LONGEST_FIELD = 100_000;

    private final Gazetteer gazetteer;
    private final LocalDate date;
    private final Coordinates coordinates = new Coordinates();
    private final StationFileBuilder file = new StationFileBuilder();
    private final Map<String, Integer> headers = new HashMap<>();

    private StembureausCsv(Gazetteer gazetteer, LocalDate date) {
        this.gazetteer = gazetteer;
        this.date = date;
    }

    /**
     * @param date on which the stations open, instead of the file's own; {@code null} to keep those
     * @throws Unreadable when it is not such a file at all: a mandatory column is missing, it is not UTF-8, or not CSV
     */
    public static StationFile read(InputStream in, Gazetteer gazetteer, LocalDate date) throws IOException, Unreadable {
        return new StembureausCsv(gazetteer, date).read(in, StandardCharsets.UTF_8);
    }

    /** As spreadsheets of years ago write it. */
    public static StationFile readWindows1252(InputStream in, Gazetteer gazetteer, LocalDate date)
            throws IOException, Unreadable {
        var csv = new StembureausCsv(gazetteer, date);
        csv.file.warn(Remark.of("windows-1252", Map.of()));
        return csv.read(in, Charset.forName("windows-1252"));
    }

    private StationFile read(InputStream in, Charset charset) throws IOException, Unreadable {
        var text = new BufferedReader(
                new InputStreamReader(
                        withoutBom(in),
                        charset.newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)),
                1 << 16);
        char separator = separator(text);
        try (var csv = CsvReader.builder()
                .fieldSeparator(separator)
                .maxBufferSize(LONGEST_FIELD)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .ofCsvRecord(text)) {
            boolean headed = false;
            boolean filled = false;
            for (var record : csv) {
                if (isBlank(record) || !headed && record.getField(0).startsWith(SEPARATOR)) {
                    continue;
                }
                if (headed) {
                    take(record);
                } else {
                    takeHeaders(record.getFields(), separator);
                }
                filled |= headed;
                headed = true;
            }
            if (!filled) {
                throw new Unreadable(1, Explanation.of("no-rows"));
            }
            return file.build(date);
        } catch (CsvParseException e) {
            throw new Unreadable(0, Explanation.of("not-csv", "reason", e.getMessage()));
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw new Unreadable(0, Explanation.of("not-utf8"), true);
            }
            throw e.getCause();
        } catch (CharacterCodingException e) {
            throw new Unreadable(0, Explanation.of("not-utf8"), true);
        }
    }

    private static InputStream withoutBom(InputStream in) throws IOException {
        var pushback = new PushbackInputStream(in, 3);
        var start = pushback.readNBytes(3);
        boolean bom =
                start.length == 3 && start[0] == (byte) 0xEF && start[1] == (byte) 0xBB && start[2] == (byte) 0xBF;
        if (!bom) {
            pushback.unread(start);
        }
        return pushback;
    }

    /** The one of comma and semicolon that the header row has more of. */
    private static char separator(Reader text) throws IOException, Unreadable {
        text.mark(1 << 15);
        var start = new StringBuilder();
        int commas = 0;
        int semicolons = 0;
        try {
            for (int i = 0, c; i < 1 << 14 && (c = text.read()) >= 0 && c != '\n'; i++) {
                start.append((char) c);
                if (c == ',') {
                    commas++;
                }
                if (c == ';') {
                    semicolons++;
                }
            }
        } catch (CharacterCodingException e) {
            throw new Unreadable(0, Explanation.of("not-utf8"), true);
        }
        text.reset();
        if (start.length() > SEPARATOR.length() && start.indexOf(SEPARATOR) == 0) {
            return start.charAt(SEPARATOR.length());
        }
        return semicolons > commas ? ';' : ',';
    }

    /** A row that a spreadsheet left behind. */
    private static boolean isBlank(CsvRecord record) {
        return record.getFields().stream().allMatch(String::isBlank);
    }

    private void takeHeaders(List<String> names, char separator) throws Unreadable {
        var known = Stream.concat(MANDATORY.stream(), OPTIONAL.stream())
                .collect(Collectors.toMap(n -> n.toLowerCase(Locale.ROOT), Function.identity()));
        for (int i = 0; i < names.size(); i++) {
            var name = names.get(i).replace('\u00a0', ' ').strip();
            if (name.isEmpty()) {
                continue;
            }
            var plain = name.toLowerCase(Locale.ROOT);
            var standard = known.getOrDefault(plain, OLDER_NAMES.get(plain));
            if (standard == null) {
                file.warn(Remark.of("unknown-column", Map.of("name", name)));
            } else {
                headers.putIfAbsent(standard, i);
            }
        }
        var missing = new LinkedHashSet<>(MANDATORY);
        missing.removeAll(headers.keySet());
        if (missing.contains(TYPE) && missing.size() == 1) { // came with version 1.5
            file.warn(Remark.of("missing-type", Map.of()));
            return;
        }
        if (!missing.isEmpty()) {
            throw new Unreadable(1, missingColumns(missing, names, separator));
        }
    }

    private static Explanation missingColumns(Set<String> missing, List<String> names, char separator) {
        return names.size() > 1
                ? Explanation.of("missing-columns", "columns", missing)
                : Explanation.of("one-column", "columns", missing, "separator", separator);
    }

    private void take(CsvRecord record) {
        var row = new RowReader(
                record.getStartingLineNumber(),
                column -> headers.getOrDefault(column, Integer.MAX_VALUE) < record.getFieldCount()
                        ? record.getField(headers.get(column))
                        : null,
                record.getFields(),
                file::warn);
        try {
            var code = row.matching(CODE, GM, "not-a-municipality-code");
            int number = row.number(NUMBER, 1, 999_999);
            var type = type(row);
            file.add(row, code, number, NUMBER, id -> entry(row, id, code, number, type));
        } catch (Wrong wrong) {
            file.reject(wrong);
        }
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
        row.mandatory(USE);
        var elections = row.optional("Verkiezingen");
        if (elections != null) {
            for (var election : elections.split(";")) {
                file.election(election);
            }
        }
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
                0);
    }

    /**
     * A spreadsheet takes it for a number: it drops the leading zero, or most of the digits. The hub has no use for it
     * beside whether there is one.
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
            row.warn(BAG, "read-as", Map.of("value", value, "read", "0" + value));
            return "0" + value;
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
        return point == null
                ? gazetteer.approximate(code, number, address, postcode, town)
                : new Location(point.latitude(), point.longitude(), null, address, postcode, town);
    }

    /** The header row of version 1.7, for who writes such a file. */
    public static List<String> columns() {
        return Arrays.asList(Stream.concat(
                        Stream.of("Gemeente"),
                        Stream.concat(MANDATORY.stream(), OPTIONAL.stream().filter(c -> !c.equals("Gemeente"))))
                .toArray(String[]::new));
    }
}
