package nl.tafelzicht.subject.visit.domain;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Severity;
import nl.tafelzicht.election.Since;
import nl.tafelzicht.election.place.Point;

/**
 * A visit as its viewers get it.
 *
 * @param observer who, and where
 * @param since since when it has this status, as the observer says
 * @param leftAt {@code null} while the observer is there
 * @param answers the newest for each question, by question
 * @param findings by their numbers
 * @param disagreements with others about the same station and time, as they came up
 */
public record VisitState(
        String id,
        Place place,
        Observer observer,
        VisitStatus status,
        Instant since,
        Instant arrivedAt,
        Instant leftAt,
        List<Answer> answers,
        List<Finding> findings,
        List<Disagreement> disagreements,
        long seq) {

    /** @param location {@code null} when it is not known where it is */
    public record Place(String station, String name, Municipality municipality, Point location) {}

    /**
     * @param organisation that sent the observer
     * @param accreditation its id
     * @param number on the badge
     * @param appointed by the municipality, for a station with restricted access: reports to the mayor
     */
    public record Observer(
            String account, String organisation, String accreditation, String number, boolean appointed) {}

    /** Where a visit stands. */
    public enum VisitStatus {
        PRESENT,
        /** Not let in, sent away, or kept from seeing. */
        HINDERED,
        LEFT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param at when it was seen */
    public record Answer(Question question, String answer, Instant at) {}

    /**
     * What an observer established.
     *
     * @param number from 1
     * @param kind what it is about
     * @param reaction of those whose station it is; {@code null} while there is none
     */
    public record Finding(
            int number, FindingKind kind, Severity severity, String text, Instant at, Reaction reaction) {}

    /** What a finding is about. */
    @Since(2)
    public enum FindingKind {
        /** What was done well, too. */
        OBSERVATION,
        HINDRANCE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public record Reaction(String text, String by, Role role, Instant at) {}

    /**
     * That somebody else says another thing.
     *
     * @param visit of the other observer; {@code null} when it is the station that said it
     * @param organisation of the other observer, or {@code null}
     */
    public record Disagreement(
            Question question,
            String answer,
            Instant at,
            String visit,
            String organisation,
            String theirs,
            Instant theirsAt) {

        /** Whether the same two already stand against each other on this answer. */
        boolean isAbout(Disagreement other) {
            return question == other.question
                    && at.equals(other.at)
                    && (visit == null ? other.visit == null : visit.equals(other.visit));
        }
    }
}
