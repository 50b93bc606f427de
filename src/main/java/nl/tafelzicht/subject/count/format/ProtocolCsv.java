package nl.tafelzicht.subject.count.format;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.tafelzicht.subject.count.domain.ControlProtocol;
import nl.tafelzicht.subject.count.domain.ControlProtocol.Result;
import nl.tafelzicht.subject.count.domain.ControlProtocol.Switched;
import nl.tafelzicht.subject.count.domain.Count;
import nl.tafelzicht.subject.count.domain.CountList;
import nl.tafelzicht.subject.count.domain.CountUnit;

/**
 * The three files of the Electoral Council's control program (HCP), identical to the byte: a with unexplained
 * differences, b with remarkable stations, c with the deviation of each list at each station. UTF-8, semicolons, CRLF
 * line ends, no byte order mark; in Dutch, as election offices read them.
 */
public final class ProtocolCsv {

    private static final String LINE_END = "\r\n";
    private static final List<String> HEAD = List.of(
            "Verkiezingnummer",
            "Type",
            "Kieskringnummer",
            "Gemeentenummer",
            "Gemeentenaam",
            "Stembureaunummer",
            "Stembureaunaam");
    private static final String RECOUNTED = "Al herteld";
    private static final String SUMMARY = "Samenvatting";
    private static final String YES = "ja";
    private static final Pattern POSTCODE = Pattern.compile("\\(\\s*postcode:\\s*\\d{4}\\s*[A-Z]{2}\\s*\\)");
    private static final Pattern PREFIX = Pattern.compile("^(Stembureau\\s)+");
    /** Length of the prefix of a station's number in its identifier: {@code 0363::SB}. */
    private static final int BEFORE_NUMBER = 8;
    /** Compares code points, not UTF-16 units. */
    private static final Comparator<String> BY_CODE_POINTS =
            (a, b) -> Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());

    private final Count count;
    private final List<Result> results;
    private final boolean isByNeighbourhood;

    /** @param isByNeighbourhood whether stations were compared with their neighbourhood too */
    public ProtocolCsv(Count count, List<Result> results, boolean isByNeighbourhood) {
        this.count = count;
        this.results = results;
        this.isByNeighbourhood = isByNeighbourhood;
    }

    /** Unexplained differences. */
    public String a() {
        return file(
                "Stembureaus met geen verklaring voor telverschillen (odt niet gebruikt)",
                List.of(
                        "Aantal geen verklaring voor verschil",
                        "Aantal ontbrekende verklaringen voor verschil",
                        RECOUNTED,
                        SUMMARY),
                results.stream()
                        .filter(r -> r.unexplained() != 0 || r.unaccounted() != 0)
                        .map(r -> row(
                                "A",
                                r.unit(),
                                List.of(
                                        r.unexplained() == 0 ? "" : String.valueOf(r.unexplained()),
                                        r.unaccounted() == 0 ? "" : String.valueOf(r.unaccounted()),
                                        "",
                                        summaryOfDifference(r)))));
    }

    /** Remarkable stations. */
    public String b() {
        return file(
                "Spreadsheet afwijkende percentages blanco en ongeldige stemmen, stembureaus met nul stemmen, "
                        + "afwijkingen van het lijstgemiddelde >=50.0% en mogelijk verwisselde kandidaten (wijkdata "
                        + (isByNeighbourhood ? "gebruikt)" : "niet_gebruikt)"),
                List.of(
                        "Stembureau met nul stemmen",
                        "Stembureau >=3.0% ongeldig",
                        "Stembureau >=3.0% blanco",
                        "Stembureau >=15 of >=2.0% verschil tussen toegelaten kiezers en uitgebrachte stemmen",
                        "Stembureau met lijst >=50.0% afwijking",
                        "Mogelijk verwisselde kandidaten",
                        RECOUNTED,
                        SUMMARY),
                results.stream()
                        .filter(Result::isRemarkable)
                        .map(r -> row(
                                "B",
                                r.unit(),
                                List.of(
                                        r.isWithoutVotes() ? YES : "",
                                        yes(r.invalidPercent()),
                                        yes(r.blankPercent()),
                                        difference(r).isEmpty() ? "" : YES + " (" + difference(r) + ")",
                                        deviating(r),
                                        switched(r),
                                        "",
                                        summaryOfRemarkable(r)))));
    }

    /** The deviation of each list at each station, in percentage points. */
    public String c() {
        var order = IntStream.range(0, count.lists().size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> count.lists().get(i).number()))
                .toList();
        return file(
                "Afwijking per stembureau per partij",
                order.stream().map(i -> orEmpty(count.lists().get(i).name())).toList(),
                results.stream()
                        .map(r -> row(
                                "C",
                                r.unit(),
                                order.stream()
                                        .map(i -> signed(r.deviations()[i]))
                                        .toList())));
    }

    private String file(String description, List<String> columns, Stream<List<String>> rows) {
        var head = new ArrayList<List<String>>(List.of(
                List.of("Versie controleprotocol", ControlProtocol.VERSION),
                List.of("Beschrijving", description),
                List.of(),
                List.of("EML datum/tijd", orEmpty(count.createdAt())),
                List.of("Verkiezing", orEmpty(count.electionName())),
                List.of("Datum", orEmpty(count.electionDate())),
                List.of("Kieskringnummer", orEmpty(count.contest())),
                List.of("Gemeentenummer", orEmpty(count.authority())),
                List.of()));
        head.add(joined(HEAD, columns));
        return Stream.concat(head.stream(), rows)
                .map(cells -> cells.stream().map(ProtocolCsv::cell).collect(Collectors.joining(";")) + LINE_END)
                .collect(Collectors.joining());
    }

    private List<String> row(String type, CountUnit unit, List<String> cells) {
        return joined(
                List.of(
                        orEmpty(count.election()),
                        type,
                        orEmpty(count.contest()),
                        orEmpty(count.authority()),
                        orEmpty(count.authorityName()),
                        unit.id().length() <= BEFORE_NUMBER ? "" : unit.id().substring(BEFORE_NUMBER),
                        name(unit.name())),
                cells);
    }

    private static List<String> joined(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static String name(String name) {
        return name == null
                ? ""
                : PREFIX.matcher(POSTCODE.matcher(name).replaceAll(""))
                        .replaceAll("")
                        .strip();
    }

    private static String cell(String text) {
        boolean isQuoted = text.chars().anyMatch(c -> c == ';' || c == '"' || c == '\r' || c == '\n');
        return isQuoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private String summaryOfDifference(Result r) {
        var difference = "een onverklaard verschil tussen het aantal toegelaten kiezers en het aantal getelde "
                + "stembiljetten van " + (r.unexplained() + r.unaccounted());
        var given = "In het proces-verbaal ";
        if (r.unaccounted() != 0 && r.unexplained() == 0) {
            difference += ". " + given + "tellen de verklaringen die gegeven zijn niet op tot het verschil tussen het "
                    + "aantal toegelaten kiezers en het aantal getelde stembiljetten";
        } else if (r.unaccounted() != 0) {
            difference += ". " + given + "is ingevuld dat er " + r.unexplained()
                    + " keer geen verklaring is voor het verschil. De verklaringen die gegeven zijn tellen niet op tot "
                    + "het totale verschil";
        }
        return sentences(Stream.of(difference)) + " Er is niet herteld.";
    }

    private String summaryOfRemarkable(Result r) {
        return sentences(Stream.of(
                        r.isWithoutVotes() ? "een aantal uitgebrachte stemmen van 0" : "",
                        said(r.invalidPercent(), "een hoog percentage ongeldige stemmen (%s%%)"),
                        said(r.blankPercent(), "een hoog percentage blanco stemmen (%s%%)"),
                        said(
                                difference(r),
                                "een groot verschil tussen het aantal toegelaten kiezers en het aantal uitgebrachte "
                                        + "stemmen (%s)"),
                        said(
                                deviating(r),
                                "een opmerkelijk grote afwijking ten opzichte van het gemeentegemiddelde bij de "
                                        + "volgende partijen: %s"),
                        said(switched(r), "een mogelijke verwisseling bij de volgende kandidaten: %s"))
                .filter(text -> !text.isEmpty()));
    }

    private static String said(Double percentage, String sentence) {
        return percentage == null ? "" : String.format(sentence, rounded(percentage));
    }

    private static String said(String text, String sentence) {
        return text.isEmpty() ? "" : String.format(sentence, text);
    }

    private static String sentences(Stream<String> findings) {
        var all = findings.toList();
        return IntStream.range(0, all.size())
                .mapToObj(i -> (i == 0 ? "Er is " : i == 1 ? " Daarnaast is er " : " Ook is er ") + all.get(i) + ".")
                .collect(Collectors.joining());
    }

    private static String yes(Double percentage) {
        return percentage == null ? "" : YES + " (" + rounded(percentage) + "%)";
    }

    private static String difference(Result r) {
        return r.difference() != null
                ? String.valueOf(r.difference())
                : r.differencePercent() != null ? rounded(r.differencePercent()) + "%" : "";
    }

    private String deviating(Result r) {
        return r.deviatingLists().stream()
                .map(i -> called(count.lists().get(i)) + " (" + rounded(r.deviations()[i]) + "%)")
                .sorted(BY_CODE_POINTS)
                .collect(Collectors.joining(", "));
    }

    private static String called(CountList list) {
        return isUnnamed(list) ? list.number() + ". blanco" : list.name();
    }

    private static boolean isUnnamed(CountList list) {
        return list.name() == null || list.name().isEmpty();
    }

    private String switched(Result r) {
        Function<Switched, String> said = s -> {
            var list = count.lists().get(s.list());
            return "Mogelijke verwisseling op lijst " + list.number()
                    + (isUnnamed(list) ? "" : " (" + list.name() + ")") + ": "
                    + candidate(s.more(), s.moreVotes(), s.moreExpected()) + ". "
                    + candidate(s.fewer(), s.fewerVotes(), s.fewerExpected());
        };
        return r.switched().stream().map(said).collect(Collectors.joining(", "));
    }

    private static String candidate(int number, int votes, long expected) {
        return "Kandidaat " + number + " had " + votes + " stemmen maar verwachting was " + expected;
    }

    /** One decimal, rounded half to even; a small negative number becomes {@code -0.0}. */
    static String rounded(double number) {
        var rounded = new BigDecimal(number).setScale(1, RoundingMode.HALF_EVEN);
        boolean isNegativeZero = rounded.signum() == 0 && (number < 0 || 1 / number == Double.NEGATIVE_INFINITY);
        return (isNegativeZero ? "-" : "") + rounded.toPlainString();
    }

    private static String signed(double number) {
        var rounded = rounded(number);
        return (new BigDecimal(rounded).signum() > 0 ? "+" : "") + rounded + "%";
    }
}
