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
 * @param observer the observer
 * @param since when it got this status, according to the observer
 * @param leftAt {@code null} while the observer is there
 * @param answers the newest for each question, by question
 * @param findings by their numbers
 * @param disagreements with others about the same station and time, in the order in which they were found
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

    /** @param location {@code null} when it is not known */
    public record Place(String station, String name, Municipality municipality, Point location) {}

    /**
     * @param organisation that sent the observer
     * @param accreditation its id
     * @param number on the badge
     * @param appointed by the municipality, for a station with restricted access: reports to the mayor
     */
    public record Observer(
            String account, String organisation, String accreditation, String number, boolean appointed) {}

    /** The status of a visit. */
    public enum VisitStatus {
        PRESENT,
        /** Not let in, sent away, or prevented from watching. */
        HINDERED,
        LEFT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param at when it was observed */
    public record Answer(Question question, String answer, Instant at) {}

    /**
     * Something that an observer recorded.
     *
     * @param number from 1
     * @param kind its subject
     * @param reaction of the station's officials; {@code null} while there is none
     */
    public record Finding(
            int number, FindingKind kind, Severity severity, String text, Instant at, Reaction reaction) {}

    /** The subject of a finding. */
    @Since(2)
    public enum FindingKind {
        /** Anything that was observed, good or bad. */
        OBSERVATION,
        HINDRANCE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public record Reaction(String text, String by, Role role, Instant at) {}

    /**
     * A contradiction by somebody else.
     *
     * @param visit of the other observer; {@code null} when the station contradicts
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

        /** Whether the same contradiction about the same answer is recorded already. */
        boolean isAbout(Disagreement other) {
            return question == other.question
                    && at.equals(other.at)
                    && (visit == null ? other.visit == null : visit.equals(other.visit));
        }
    }
}
