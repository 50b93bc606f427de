package nl.tafelzicht.subject.visit.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.station.domain.Station.Said;
import nl.tafelzicht.subject.visit.domain.VisitState.Answer;
import nl.tafelzicht.subject.visit.domain.VisitState.Disagreement;

/**
 * Finds where an observer and the station, or two observers, contradict each other about the same station and time. It
 * does not say who is right. Pure.
 */
public final class Disagreements {

    /** Observations further apart are not of the same time. */
    public static final Duration SAME_TIME = Duration.ofMinutes(30);

    /**
     * Around a change of status it is uncertain whether a station was open; and the number of voters grows all the
     * time.
     */
    public static final Duration MOMENT = Duration.ofMinutes(10);

    /** A difference in waiting times, in minutes, that is no contradiction. */
    public static final int WAITING = 15;

    private static final int ENOUGH_MEMBERS = 3;
    private static final int VOTERS = 20;

    private Disagreements() {}

    /**
     * The contradictions of this visit's answers.
     *
     * @param others visits at the same station, possibly including this one; of two answers the later one names the
     *     earlier
     * @param station its present state, or {@code null}
     */
    public static List<Disagreement> of(VisitState visit, List<VisitState> others, Station station) {
        var found = new ArrayList<Disagreement>();
        for (var answer : visit.answers()) {
            for (var other : others) {
                if (!other.id().equals(visit.id())) {
                    withObserver(answer, visit, other).ifPresent(found::add);
                }
            }
            if (station != null) {
                withStation(answer, station).ifPresent(found::add);
            }
        }
        return found;
    }

    private static Optional<Disagreement> withObserver(Answer answer, VisitState visit, VisitState other) {
        return other.answers().stream()
                .filter(a -> a.question() == answer.question())
                .filter(a -> isAtOnce(answer.question(), a.at(), answer.at()))
                .filter(a -> a.at().isBefore(answer.at())
                        || a.at().equals(answer.at()) && other.id().compareTo(visit.id()) < 0)
                .filter(a -> differ(answer.question(), answer.answer(), a.answer()))
                .findFirst()
                .map(a -> new Disagreement(
                        answer.question(),
                        answer.answer(),
                        answer.at(),
                        other.id(),
                        other.observer().organisation(),
                        a.answer(),
                        a.at()));
    }

    private static Optional<Disagreement> withStation(Answer answer, Station station) {
        return said(answer, station)
                .filter(s -> s.value() != null && differ(answer.question(), answer.answer(), s.value()))
                .map(s -> new Disagreement(
                        answer.question(), answer.answer(), answer.at(), null, null, s.value(), s.at()));
    }

    /** What the station reported about the same, at about that time. */
    private static Optional<Said> said(Answer answer, Station station) {
        var said =
                switch (answer.question()) {
                    case OPEN -> station.wasOpen(answer.at(), MOMENT);
                    case WAITING_MINUTES -> station.saidWaiting();
                    case MEMBERS_PRESENT -> station.saidMembers();
                    case VOTERS_ADMITTED -> station.saidVoters();
                    case BALLOTS_LEFT -> station.saidBallots();
                    default -> Optional.<Said>empty();
                };
        return answer.question() == Question.OPEN
                ? said
                : said.filter(s -> isAtOnce(answer.question(), s.at(), answer.at()));
    }

    private static boolean isAtOnce(Question question, Instant a, Instant b) {
        var apart = question == Question.VOTERS_ADMITTED ? MOMENT : SAME_TIME;
        return Duration.between(a, b).abs().compareTo(apart) <= 0;
    }

    private static boolean differ(Question question, String ours, String theirs) {
        if (ours.equals("not-seen") || theirs.equals("not-seen")) {
            return false;
        }
        return switch (question) {
            case WAITING_MINUTES -> numbers(ours, theirs, (less, more) -> more - less >= WAITING && more >= 2 * less);
            case MEMBERS_PRESENT ->
                numbers(ours, theirs, (less, more) -> less < ENOUGH_MEMBERS && more >= ENOUGH_MEMBERS);
            case VOTERS_ADMITTED -> numbers(ours, theirs, (less, more) -> more - less > Math.max(VOTERS, more / 10));
            default -> !ours.equals(theirs);
        };
    }

    private static boolean numbers(String a, String b, BiPredicate<Integer, Integer> differ) {
        int one = Integer.parseInt(a);
        int other = Integer.parseInt(b);
        return differ.test(Math.min(one, other), Math.max(one, other));
    }
}
