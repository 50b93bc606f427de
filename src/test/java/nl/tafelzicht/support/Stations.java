package nl.tafelzicht.support;

import java.time.LocalDate;
import java.util.Locale;

/** Files of stations made for tests: as many as asked, in a grid around Amsterdam. */
public final class Stations {

    public static final String HEADER = "Gemeente;CBS gemeentecode;Nummer stembureau;Naam stembureau;Type stembureau;"
            + "Gebruiksdoel van het gebouw;BAG Nummeraanduiding ID;Straatnaam;Huisnummer;Postcode;"
            + "Plaats;"
            + "Extra adresaanduiding;X;Y;Latitude;Longitude;Openingstijd;Sluitingstijd;Toegankelijk "
            + "voor mensen met een lichamelijke beperking;Contactgegevens gemeente;Verkiezingswebsite "
            + "gemeente\n";

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
                        + "AB;Amsterdam;;;;%.5f;%.5f;%sT07:30:00;%sT21:00:00;ja;stemmen@example.org;"
                        + "https://example.org\n",
                municipality,
                number,
                number,
                number,
                52.3 + number % 100 * 0.001,
                4.8 + number / 100 % 100 * 0.002,
                day,
                day);
    }
}
