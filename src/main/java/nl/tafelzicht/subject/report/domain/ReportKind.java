package nl.tafelzicht.subject.report.domain;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import nl.tafelzicht.election.EscalationLevel;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Since;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Visibility;

/**
 * What a report is about, its risk area (1 disturbance, 2 covert influence, 3 doubt about integrity), and its first
 * addressees. Reports of area 2 are visible to their addressees only; the others to everyone of the municipality.
 */
public enum ReportKind {
    CROWD(1, to(EscalationLevel.MUNICIPALITY)),
    DEMONSTRATION(1, to(EscalationLevel.TRIANGLE)),
    UNREST(1, to(EscalationLevel.TRIANGLE)),
    ACCESS_BLOCKED(1, to(EscalationLevel.TRIANGLE)),
    THREAT(1, to(EscalationLevel.TRIANGLE, EscalationLevel.TABLE)),
    VIOLENCE(1, to(EscalationLevel.TRIANGLE, EscalationLevel.TABLE)),
    TECHNICAL(1, to(EscalationLevel.MUNICIPALITY)),
    SUPPLIES(1, to(EscalationLevel.MUNICIPALITY)),
    ACCESSIBILITY(1, to(EscalationLevel.MUNICIPALITY)),
    FOREIGN_INTERFERENCE(2, to(EscalationLevel.TABLE), Advice.SHIELDED),
    PROXY_CANVASSING(2, EnumSet.of(Role.PROSECUTOR), Advice.REPORT_TO_POLICE),
    VOTE_BUYING(2, EnumSet.of(Role.PROSECUTOR), Advice.REPORT_TO_POLICE),
    DOXING(2, to(EscalationLevel.TRIANGLE), Advice.KEEP_EVIDENCE),
    CANDIDATE_INTIMIDATION(2, to(EscalationLevel.TRIANGLE), Advice.KEEP_EVIDENCE),
    COVERT_GIFT(2, to(EscalationLevel.TABLE)),
    COUNTING_IRREGULARITY(3, to(EscalationLevel.MUNICIPALITY, EscalationLevel.TABLE), Advice.PUBLIC_COUNT),
    OBSERVER_HINDERED(3, to(EscalationLevel.MUNICIPALITY, EscalationLevel.TABLE), Advice.PUBLIC_COUNT),
    /** A published report or count is said to have an error. */
    @Since(2)
    COUNT_ERROR(3, to(EscalationLevel.MUNICIPALITY, EscalationLevel.TABLE), Advice.WRITE_TO_COMMITTEE),
    OTHER(1, to(EscalationLevel.MUNICIPALITY));

    /** Advice to a person who reports or handles it. */
    public enum Advice {
        /** Report it to the police (aangifte). */
        REPORT_TO_POLICE,
        /** Keep screenshots, and report it to the police and the platform; punishable since 1 January 2024. */
        KEEP_EVIDENCE,
        /** The reporter is not shown to anyone. */
        SHIELDED,
        /** Every voter may observe voting and counting. */
        PUBLIC_COUNT,
        /** In writing to the central electoral committee, at the latest 48 hours before its session. */
        @Since(2)
        WRITE_TO_COMMITTEE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final int area;
    private final Set<Role> addressees;
    private final Advice advice;
    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    ReportKind(int area, Set<Role> addressees) {
        this(area, addressees, null);
    }

    ReportKind(int area, Set<Role> addressees, Advice advice) {
        this.area = area;
        this.addressees = Set.copyOf(addressees);
        this.advice = advice;
    }

    private static Set<Role> to(EscalationLevel... levels) {
        var roles = EnumSet.noneOf(Role.class);
        for (var level : levels) {
            roles.addAll(level.roles());
        }
        return roles;
    }

    /** The risk area of the letter: 1, 2 or 3. */
    public int area() {
        return area;
    }

    /** Its first addressees. */
    public Set<Role> addressees() {
        return addressees;
    }

    /** What the reporter is told of it, or {@code null}. */
    public Advice advice() {
        return advice;
    }

    /**
     * Whether the reporter's name is hidden from everyone: the reporter may be under pressure because of the report.
     */
    public boolean shieldsReporter() {
        return advice == Advice.SHIELDED;
    }

    /** Whether a minute counts: of what waits above the limit it is counted apart. */
    public boolean isUrgent() {
        return this == THREAT || this == VIOLENCE || this == UNREST || this == ACCESS_BLOCKED;
    }

    /** Who sees it at first: of area 2 only its addressees. */
    Set<Role> audience() {
        return area == 2 ? addressees : Visibility.LOCAL;
    }

    /** The usual marking. Reports of area 2 concern people who may be under pressure, or under suspicion. */
    public Tlp usualMarking() {
        return area == 2 ? Tlp.AMBER : Tlp.GREEN;
    }

    @Override
    public String toString() {
        return word;
    }
}
