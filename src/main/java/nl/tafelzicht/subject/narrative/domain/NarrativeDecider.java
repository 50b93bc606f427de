package nl.tafelzicht.subject.narrative.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import nl.tafelzicht.election.Decision;
import nl.tafelzicht.election.Explanation;
import nl.tafelzicht.election.Refusal;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Visibility;

/** The rules of a narrative alert; its life cycle is in {@link NarrativeStatus}. Pure. */
public final class NarrativeDecider {

    /** How far a reporter's clock may be ahead of ours. */
    static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);
    /** A claim that is seen more often than this is measured by its spread instead of by sightings. */
    static final int MOST_SIGHTINGS = 200;

    static final int MOST_OBSERVATIONS = 1_000;
    static final int MOST_SOURCES = 50;
    static final int MOST_STATIONS = 1_000;
    static final int MOST_SUBJECTS = 100;

    private NarrativeDecider() {}

    /** @param narrative its present state, or {@code null} when there is none yet */
    public static Decision<NarrativeEvent> decide(Narrative narrative, NarrativeCommand command, Instant now) {
        if (command instanceof NarrativeCommand.Report c) {
            return report(c, now);
        }
        var s = narrative.state();
        if (s.mergedInto() != null) {
            return command instanceof NarrativeCommand.Check ? Decision.nothing() : Decision.refuse(over(s));
        }
        if (command instanceof NarrativeCommand.Amend c) {
            return amend(narrative, c);
        }
        if (command instanceof NarrativeCommand.AddSighting c) {
            return full(
                    s.sightings(),
                    MOST_SIGHTINGS,
                    "url",
                    s,
                    future("seenAt", c.sighting().seenAt(), now),
                    new NarrativeEvent.Sighted(c.sighting(), c.role()));
        }
        if (command instanceof NarrativeCommand.ObserveSpread c) {
            return full(
                    s.spread(),
                    MOST_OBSERVATIONS,
                    "at",
                    s,
                    future("at", c.observation().at(), now),
                    new NarrativeEvent.SpreadObserved(c.observation(), c.role()));
        }
        if (command instanceof NarrativeCommand.AddSource c) {
            return full(
                    s.sources(), MOST_SOURCES, "name", s, null, new NarrativeEvent.SourceAdded(c.source(), c.role()));
        }
        if (command instanceof NarrativeCommand.Check c) {
            return c.facts().findings().equals(s.findings())
                    ? Decision.nothing()
                    : Decision.accept(new NarrativeEvent.Checked(
                            c.facts().findings(), c.facts().seq()));
        }
        if (command instanceof NarrativeCommand.Merge c) {
            return merge(narrative, c);
        }
        var c = (NarrativeCommand.Comment) command;
        return Decision.accept(new NarrativeEvent.Commented(c.text(), c.role()));
    }

    private static Decision<NarrativeEvent> report(NarrativeCommand.Report c, Instant now) {
        var content = c.content();
        var wrong = future("firstSeen", content.firstSeen(), now);
        for (var sighting : content.sightings()) {
            wrong = wrong != null ? wrong : future("sightings", sighting.seenAt(), now);
        }
        wrong = wrong != null ? wrong : content.marking().misfit(content.recipients());
        return wrong != null ? Decision.refuse(wrong) : Decision.accept(new NarrativeEvent.Reported(content, c.role()));
    }

    private static Refusal future(String field, Instant at, Instant now) {
        return at != null && at.isAfter(now.plus(CLOCK_TOLERANCE))
                ? Refusal.invalid(field, Explanation.of("in-the-future", "now", now))
                : null;
    }

    private static Decision<NarrativeEvent> full(
            List<?> list, int most, String field, NarrativeState s, Refusal wrong, NarrativeEvent event) {
        if (wrong != null) {
            return Decision.refuse(wrong);
        }
        if (list.size() >= most) {
            return Decision.refuse(new Refusal(
                    Refusal.Reason.TRANSITION,
                    field,
                    Explanation.of("full", "most", most),
                    s.state().toString(),
                    List.of()));
        }
        return Decision.accept(event);
    }

    private static Decision<NarrativeEvent> amend(Narrative narrative, NarrativeCommand.Amend c) {
        var s = narrative.state();
        boolean step = c.state() != null && c.state() != s.state();
        if (step && !s.state().next().contains(c.state())) {
            return Decision.refuse(refusedStep(s, c.state()));
        }
        boolean reopens = step && s.state() == NarrativeStatus.CLOSED;
        if (step
                && (reopens || c.state() == NarrativeStatus.CLOSED)
                && (c.reason() == null || c.reason().isBlank())) {
            return Decision.refuse(Refusal.invalid("reason", Explanation.of("reason-missing")));
        }
        var events = new java.util.ArrayList<NarrativeEvent>();
        boolean opens = c.pastToo()
                && (!narrative.earlier().eras().isEmpty()
                        || c.marking() != null
                        || c.recipients() != null
                        || c.about() != null);
        if (opens || changes(s, c)) {
            var marking = c.marking() == null ? s.marking() : c.marking();
            Set<String> recipients = c.recipients() != null
                    ? c.recipients()
                    : marking == s.marking() ? narrative.visibility().recipients() : Set.of();
            var wrong = marking.misfit(recipients);
            if (wrong != null) {
                return Decision.refuse(wrong);
            }
            if (narrative.everVisible().isFullFor(recipients, Set.of())) {
                return Decision.refuse(
                        Refusal.invalid("recipients", Explanation.of("named-too-many", "most", Visibility.MOST_NAMED)));
            }
            events.add(new NarrativeEvent.Amended(
                    c.claim(),
                    c.kind(),
                    c.language(),
                    c.assertions(),
                    c.about(),
                    c.techniques(),
                    c.marking(),
                    c.marking() == null && c.recipients() == null ? null : recipients,
                    c.assessment(),
                    c.role(),
                    opens ? true : null));
        }
        if (step) {
            events.add(new NarrativeEvent.StateChanged(c.state(), c.reason(), null, c.role()));
        }
        return new Decision.Accepted<>(events);
    }

    private static boolean changes(NarrativeState s, NarrativeCommand.Amend c) {
        return differs(c.claim(), s.claim())
                || differs(c.kind(), s.kind())
                || differs(c.language(), s.language())
                || differs(c.assertions(), s.assertions())
                || differs(c.about(), s.about())
                || differs(c.techniques(), s.techniques())
                || differs(c.marking(), s.marking())
                || differs(c.assessment(), s.assessment())
                || c.recipients() != null;
    }

    private static boolean differs(Object asked, Object is) {
        return asked != null && !Objects.equals(asked, is);
    }

    private static Refusal refusedStep(NarrativeState s, NarrativeStatus asked) {
        var why =
                switch (asked) {
                    case ANSWERED -> Explanation.of("answered-by-response");
                    case MONITORED -> Explanation.of("monitored-by-response");
                    default -> Explanation.of("alert-step", "state", s.state(), "asked", asked);
                };
        return new Refusal(
                Refusal.Reason.TRANSITION,
                "state",
                why,
                s.state().toString(),
                s.state().next().stream().map(NarrativeStatus::toString).toList());
    }

    private static Decision<NarrativeEvent> merge(Narrative narrative, NarrativeCommand.Merge c) {
        var s = narrative.state();
        var about = s.about();
        var marking = s.marking();
        var recipients = new HashSet<>(narrative.visibility().recipients());
        boolean same = true;
        List<Sighting> sightings = List.of();
        List<Observation> spread = List.of();
        List<NarrativeSource> sources = List.of();
        List<String> techniques = List.of();
        List<String> shared = List.of();
        for (var other : c.others()) {
            var o = other.state();
            if (o.id().equals(s.id())) {
                return Decision.refuse(Refusal.invalid("narratives", Explanation.of("merged-with-itself")));
            }
            if (o.mergedInto() != null) {
                return Decision.refuse(over(o));
            }
            about = about.and(o.about());
            sightings = Lists.union(sightings, o.sightings());
            spread = Lists.union(spread, o.spread());
            sources = Lists.union(sources, o.sources());
            techniques = Lists.union(techniques, o.techniques());
            shared = Lists.union(shared, o.sharedWith());
            same &= o.marking() == s.marking();
            recipients.addAll(other.visibility().recipients());
            marking = marking.compareTo(o.marking()) >= 0 ? marking : o.marking();
        }
        // Recipients of one are not recipients of the other: alerts for named people or organisations are merged only
        // with alerts for the same ones.
        if (!same && marking.isForNamed()) {
            return Decision.refuse(Refusal.invalid("narratives", Explanation.of("markings-differ")));
        }
        if (Lists.union(s.sightings(), sightings).size() > MOST_SIGHTINGS
                || Lists.union(s.spread(), spread).size() > MOST_OBSERVATIONS
                || Lists.union(s.sources(), sources).size() > MOST_SOURCES) {
            return Decision.refuse(Refusal.invalid("narratives", Explanation.of("together-too-much")));
        }
        if (about.stations().size() > MOST_STATIONS || about.subjects().size() > MOST_SUBJECTS) {
            return Decision.refuse(Refusal.invalid("narratives", Explanation.of("together-too-broad")));
        }
        if (narrative.everVisible().isFullFor(recipients, Set.copyOf(shared))) {
            return Decision.refuse(Refusal.invalid(
                    "narratives", Explanation.of("together-told-to-too-many", "most", Visibility.MOST_NAMED)));
        }
        if (marking.isForNamed()) {
            for (var other : c.others()) {
                if (!other.visibility()
                        .recipients()
                        .equals(narrative.visibility().recipients())) {
                    return Decision.refuse(Refusal.invalid("narratives", Explanation.of("readers-differ")));
                }
            }
        }
        return Decision.accept(new NarrativeEvent.Absorbed(
                c.others().stream().map(Narrative::id).toList(),
                about,
                sightings,
                spread,
                sources,
                techniques,
                marking,
                marking.isForNamed() ? Set.copyOf(recipients) : Set.of(),
                marking.compareTo(Tlp.AMBER) > 0 ? List.of() : shared,
                c.role()));
    }

    private static Refusal over(NarrativeState s) {
        return new Refusal(
                Refusal.Reason.TRANSITION,
                "narratives",
                Explanation.of("alert-merged", "id", s.id(), "mergedInto", s.mergedInto()),
                "merged",
                List.of());
    }
}
