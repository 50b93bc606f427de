package nl.tafelzicht.support;

import java.time.LocalDate;
import java.util.Locale;

/**
 * Files of stations made for tests: as many as asked, in a grid that each municipality has at a place of its own. What
 * is reported near a station of one is so not near that of another.
 */
public final class Stations {

    public static final String HEADER = "Gemeente;CBS gemeentecode;Nummer stembureau;Naam stembureau;Type stembureau;"
            + "Gebruiksdoel van het gebouw;BAG Nummeraanduiding ID;Straatnaam;Huisnummer;Postcode;"
            + "Plaats;"
            + "Extra adresaanduiding;X;Y;Latitude;Longitude;Openingstijd;Sluitingstijd;Toegankelijk "
            + "voor mensen met een lichamelijke beperking;Contactgegevens gemeente;Verkiezingswebsite "
            + "gemeente\n";

    /** Of places in the Netherlands, ten kilometres apart. */
    private static final int ROWS = 20;

    private static final int COLUMNS = 15;
    /** GM0363 begins at 52.3 north, 4.8 east. */
    private static final int AMSTERDAM_IS_AMSTERDAM = 27;

    private Stations() {}

    public static String csv(String municipality, int count, LocalDate day) {
        var out = new StringBuilder(HEADER);
        for (int n = 1; n <= count; n++) {
            out.append(row(municipality, n, day));
        }
        return out.toString();
    }

    public static String row(String municipality, int number, LocalDate day) {
        return String.format(
                Locale.ROOT,
                "Amsterdam;%s;%d;Stembureau %d;regulier;Onderwijs;0363010000543210;Dorpsstraat;%d;1011 "
                        + "AB;Amsterdam;;;;%s;%s;%sT07:30:00;%sT21:00:00;ja;stemmen@example.org;"
                        + "https://example.org\n",
                municipality,
                number,
                number,
                number,
                latitude(municipality, number),
                longitude(municipality, number),
                day,
                day);
    }

    /** As it is written in the file. */
    public static String latitude(String municipality, int number) {
        return degrees(51.3 + place(municipality) % ROWS * 0.1 + number % 100 * 0.001);
    }

    /** As it is written in the file. */
    public static String longitude(String municipality, int number) {
        return degrees(4.0 + place(municipality) / ROWS * 0.2 + number / 100 % 100 * 0.002);
    }

    private static int place(String municipality) {
        return (Integer.parseInt(municipality.substring(2)) + AMSTERDAM_IS_AMSTERDAM) % (ROWS * COLUMNS);
    }

    private static String degrees(double degrees) {
        return String.format(Locale.ROOT, "%.5f", degrees);
    }
}
