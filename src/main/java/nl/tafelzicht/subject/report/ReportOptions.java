package nl.tafelzicht.subject.report;

import java.time.Duration;
import nl.tafelzicht.engine.eventsourcing.ConfiguredSubject;
import nl.tafelzicht.subject.report.domain.ReportSettings;
import picocli.CommandLine.Option;

/** Options of how reports are received. */
final class ReportOptions implements ConfiguredSubject.Options<ReportSettings> {

    @Option(
            names = "--duplicate-metres",
            defaultValue = "250",
            description = "how close two reports of a kind are near-duplicates")
    private int duplicateMetres;

    @Option(names = "--duplicate-minutes", defaultValue = "30", description = "and how much time is between them")
    private int duplicateMinutes;

    @Option(
            names = "--public-per-source",
            defaultValue = "5",
            description = "reports of the public from one source in ten minutes; more wait in a queue of their own")
    private int publicPerSource;

    @Option(
            names = "--public-per-minute",
            defaultValue = "120",
            description = "the same for all sources together, in a minute; what is urgent does not wait for it")
    private int publicPerMinute;

    @Option(
            names = "--public-per-second",
            defaultValue = "300",
            description = "reports of the public that this node takes in a second; more wait for their turn")
    private int publicPerSecond;

    @Option(
            names = "--public-most",
            defaultValue = "2000000",
            description = "reports of the public that may be stored; a tenth is kept for what is urgent")
    private long publicMost;

    @Option(
            names = "--contact-days",
            defaultValue = "30",
            description = "days after which a reporter's contact is erased")
    private int contactDays;

    @Override
    public ReportSettings read() {
        check(duplicateMetres > 0 && duplicateMetres <= 5_000, "--duplicate-metres is between 1 and 5000");
        check(duplicateMinutes > 0 && duplicateMinutes <= 1_440, "--duplicate-minutes is between 1 and 1440");
        check(publicPerSource > 0 && publicPerMinute > 0, "--public-per-source and --public-per-minute are at least 1");
        check(publicPerSecond > 0 && publicPerSecond <= 10_000, "--public-per-second is between 1 and 10000");
        check(publicMost >= 10, "--public-most is at least 10");
        check(contactDays > 0 && contactDays <= 365, "--contact-days is between 1 and 365");
        return new ReportSettings(
                duplicateMetres,
                Duration.ofMinutes(duplicateMinutes),
                publicPerSource,
                publicPerMinute,
                publicPerSecond,
                publicMost,
                Duration.ofDays(contactDays));
    }
}
