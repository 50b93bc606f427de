package nl.tafelzicht.subject.visit.domain;

import static nl.tafelzicht.subject.visit.domain.Question.Form.BALLOTS;
import static nl.tafelzicht.subject.visit.domain.Question.Form.NUMBER;
import static nl.tafelzicht.subject.visit.domain.Question.Form.YES_OR_NO;
import static nl.tafelzicht.subject.visit.domain.Question.Phase.CLOSING;
import static nl.tafelzicht.subject.visit.domain.Question.Phase.COUNTING;
import static nl.tafelzicht.subject.visit.domain.Question.Phase.OPENING;
import static nl.tafelzicht.subject.visit.domain.Question.Phase.VOTING;

import java.util.Locale;
import java.util.Set;
import nl.tafelzicht.election.Since;

/**
 * A question of an observer's checklist, modelled on what the station's own official report (model N 10-1) must state,
 * and on what observer missions ask everywhere. For yes-or-no questions, yes means that all is well. A word must never
 * change, since journals contain it.
 */
@Since(2)
public enum Question {
    BOX_SHOWN_EMPTY(OPENING, YES_OR_NO),
    BOOTHS_SECRET(OPENING, YES_OR_NO),
    LISTS_POSTED(OPENING, YES_OR_NO),
    OPEN(VOTING, YES_OR_NO),
    WAITING_MINUTES(VOTING, NUMBER),
    MEMBERS_PRESENT(VOTING, NUMBER),
    VOTERS_ADMITTED(VOTING, NUMBER),
    BALLOTS_LEFT(VOTING, BALLOTS),
    IDENTITY_CHECKED(VOTING, YES_OR_NO),
    ONE_IN_A_BOOTH(VOTING, YES_OR_NO),
    TWO_PROXIES_AT_MOST(VOTING, YES_OR_NO),
    FREE_OF_CAMPAIGNING(VOTING, YES_OR_NO),
    ACCESSIBLE(VOTING, YES_OR_NO),
    COULD_WATCH_VOTING(VOTING, YES_OR_NO),
    WAITING_VOTED(CLOSING, YES_OR_NO),
    DOORS_OPEN_TO_PUBLIC(CLOSING, YES_OR_NO),
    BALLOTS_NEVER_ALONE(CLOSING, YES_OR_NO),
    COUNTED_BY_HAND(COUNTING, YES_OR_NO),
    COULD_WATCH_COUNT(COUNTING, YES_OR_NO),
    VOTERS_COUNTED_FIRST(COUNTING, YES_OR_NO),
    DIFFERENCES_EXPLAINED(COUNTING, YES_OR_NO),
    OBJECTIONS_NOTED(COUNTING, YES_OR_NO),
    OUTCOME_SAID_ALOUD(COUNTING, YES_OR_NO),
    REPORT_SIGNED(COUNTING, YES_OR_NO);

    /** The part of the day in which it is asked. */
    public enum Phase {
        OPENING,
        VOTING,
        CLOSING,
        COUNTING
    }

    /** The form of the answer. */
    public enum Form {
        YES_OR_NO(Set.of("yes", "no", "not-seen")),
        BALLOTS(Set.of("sufficient", "low", "out")),
        NUMBER(Set.of());

        private final Set<String> words;

        Form(Set<String> words) {
            this.words = words;
        }
    }

    /** No waiting time is longer, and no station admits more. */
    private static final int MOST = 5_000;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final Phase phase;
    private final Form form;

    Question(Phase phase, Form form) {
        this.phase = phase;
        this.form = form;
    }

    public Phase phase() {
        return phase;
    }

    public Form form() {
        return form;
    }

    /** Whether this is a valid answer. */
    public boolean takes(String answer) {
        return form == NUMBER
                ? answer.matches("0|[1-9]\\d{0,3}") && Integer.parseInt(answer) <= MOST
                : form.words.contains(answer);
    }

    @Override
    public String toString() {
        return word;
    }
}
