package nl.tafelzicht.subject.narrative.domain;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import nl.tafelzicht.election.Earlier;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.EventMetadata;
import nl.tafelzicht.election.Kind;
import nl.tafelzicht.election.Latest;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.election.Role;
import nl.tafelzicht.election.Tlp;
import nl.tafelzicht.election.Visibility;
import nl.tafelzicht.subject.narrative.domain.NarrativeState.Comment;

/**
 * A claim that spreads: the state for the decider, the entity in the picture and, in its {@code state}, what viewers
 * get.
 */
public record Narrative(
        NarrativeState state,
        int version,
        Visibility visibility,
        Visibility everVisible,
        Earlier<NarrativeState> earlier)
        implements Entity {

    public static final Kind<Narrative> KIND = new Kind<>("narrative", "narratives", 90, Narrative.class);

    /** Its place in the life cycle; {@code state} in the API. */
    public NarrativeStatus status() {
        return state.state();
    }

    @Override
    public String id() {
        return state.id();
    }

    @Override
    public long seq() {
        return state.seq();
    }

    /**
     * A person who is told of it later reads what is written from then on. The sightings and their authors are
     * included, unless they were marked for others.
     */
    @Override
    public NarrativeState stateFor(Predicate<Visibility> sees) {
        if (earlier.isOpenTo(sees)) {
            return state;
        }
        Predicate<Visibility> cleared = then -> sees.test(visibility.marked(then.marking(), then.recipients()));
        var s = state;
        return new NarrativeState(
                s.id(),
                s.claim(),
                s.kind(),
                s.language(),
                s.assertions(),
                s.about(),
                s.firstSeen(),
                earlier.of(s.sightings(), NarrativeState::sightings, cleared),
                earlier.of(s.spread(), NarrativeState::spread, cleared),
                earlier.of(s.sources(), NarrativeState::sources, cleared),
                s.techniques(),
                s.marking(),
                s.state(),
                s.since(),
                earlier.word(s.assessment(), NarrativeState::assessment, sees),
                s.standing(),
                s.findings(),
                s.sharedWith(),
                s.mergedInto(),
                s.at(),
                s.by(),
                s.role(),
                earlier.of(s.comments(), NarrativeState::comments, sees),
                earlier.count(s.commentCount(), NarrativeState::commentCount, sees),
                s.seq());
    }

    /** The alert after an event; {@code before} is {@code null} for the first. */
    public static Narrative evolve(Narrative before, String id, NarrativeEvent event, EventMetadata o) {
        if (event instanceof NarrativeEvent.Reported e) {
            return reported(id, e, o);
        }
        if (before == null) {
            throw new IllegalStateException(
                    "the first event of a narrative reports it, not " + event + " at seq " + o.seq());
        }
        var next = new Draft(before.state);
        var visible = before.visibility;
        if (event instanceof NarrativeEvent.Amended e) {
            next.amend(e);
            if (e.about() != null) {
                visible = visible.in(codes(e.about()));
            }
            if (e.marking() != null || e.recipients() != null) {
                visible = visible.marked(next.marking, e.recipients() == null ? visible.recipients() : e.recipients());
            }
        } else if (event instanceof NarrativeEvent.Sighted e) {
            next.sightings = Lists.and(next.sightings, e.sighting().shown());
        } else if (event instanceof NarrativeEvent.SpreadObserved e) {
            next.spread = inOrder(Lists.and(next.spread, e.observation()));
        } else if (event instanceof NarrativeEvent.SourceAdded e) {
            next.sources = Lists.and(next.sources, e.source());
        } else if (event instanceof NarrativeEvent.StateChanged e) {
            next.become(e.state(), o.at());
        } else if (event instanceof NarrativeEvent.Checked e) {
            next.findings = e.findings();
        } else if (event instanceof NarrativeEvent.Absorbed e) {
            next.absorb(e);
            visible = visible.in(codes(next.about))
                    .marked(e.marking(), e.recipients())
                    .sharedWith(Set.copyOf(e.sharedWith()));
        } else if (event instanceof NarrativeEvent.MergedInto e) {
            next.mergedInto = e.narrative();
            next.become(NarrativeStatus.CLOSED, o.at());
        } else if (event instanceof NarrativeEvent.Commented e) {
            next.say(new Comment(e.text(), o.actor(), e.role(), o.at()));
        } else {
            var told = ((NarrativeEvent.Shared) event).organisations();
            next.sharedWith =
                    Lists.union(next.sharedWith, told.stream().sorted().toList());
            visible = visible.sharedWith(told);
        }
        var earlier = before.earlier.and(before.visibility, visible, before.state);
        boolean opened = event instanceof NarrativeEvent.Amended e && Boolean.TRUE.equals(e.pastToo());
        return new Narrative(
                next.at(o.seq()),
                o.version(),
                visible,
                before.everVisible.or(visible),
                opened ? Earlier.none() : earlier);
    }

    private static Narrative reported(String id, NarrativeEvent.Reported e, EventMetadata o) {
        var c = e.content();
        var partner =
                e.role() == Role.PARTNER && c.organisation() != null ? List.of(c.organisation()) : List.<String>of();
        var state = new NarrativeState(
                id,
                c.claim(),
                c.kind(),
                c.language(),
                c.assertions(),
                c.about(),
                c.firstSeen() == null ? o.at() : c.firstSeen(),
                c.sightings().stream().map(Sighting::shown).toList(),
                List.of(),
                c.sources(),
                c.techniques(),
                c.marking(),
                NarrativeStatus.REPORTED,
                o.at(),
                null,
                null,
                List.of(),
                partner,
                null,
                o.at(),
                o.actor(),
                e.role(),
                List.of(),
                0,
                o.seq());
        var visibility = new Visibility(
                codes(c.about()), null, Visibility.LOCAL, c.marking(), c.recipients(), Set.copyOf(partner));
        return new Narrative(state, o.version(), visibility, visibility, Earlier.none());
    }

    /** The municipalities whose people see it: those that it is about, and those of its stations. */
    private static Set<String> codes(NarrativeScope about) {
        return java.util.stream.Stream.concat(
                        about.municipalities().stream().map(Municipality::code),
                        about.stations().stream().map(s -> s.substring(0, s.indexOf('-'))))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<Observation> inOrder(List<Observation> spread) {
        return spread.stream()
                .sorted(java.util.Comparator.comparing(Observation::at))
                .toList();
    }

    /** The next state, built field by field. */
    private static final class Draft {
        private final NarrativeState s;
        private String claim;
        private NarrativeKind kind;
        private String language;
        private List<Assertion> assertions;
        private NarrativeScope about;
        private List<Sighting> sightings;
        private List<Observation> spread;
        private List<NarrativeSource> sources;
        private List<String> techniques;
        private Tlp marking;
        private NarrativeStatus status;
        private Instant since;
        private String assessment;
        private List<Finding> findings;
        private List<String> sharedWith;
        private String mergedInto;
        private List<Comment> comments;
        private int commentCount;

        Draft(NarrativeState s) {
            this.s = s;
            claim = s.claim();
            kind = s.kind();
            language = s.language();
            assertions = s.assertions();
            about = s.about();
            sightings = s.sightings();
            spread = s.spread();
            sources = s.sources();
            techniques = s.techniques();
            marking = s.marking();
            status = s.state();
            since = s.since();
            assessment = s.assessment();
            findings = s.findings();
            sharedWith = s.sharedWith();
            mergedInto = s.mergedInto();
            comments = s.comments();
            commentCount = s.commentCount();
        }

        void amend(NarrativeEvent.Amended e) {
            claim = e.claim() == null ? claim : e.claim();
            kind = e.kind() == null ? kind : e.kind();
            language = e.language() == null ? language : e.language();
            assertions = e.assertions() == null ? assertions : e.assertions();
            about = e.about() == null ? about : e.about();
            techniques = e.techniques() == null ? techniques : e.techniques();
            marking = e.marking() == null ? marking : e.marking();
            assessment = e.assessment() == null ? assessment : e.assessment();
        }

        void become(NarrativeStatus now, Instant at) {
            since = now == status ? since : at;
            status = now;
        }

        void say(Comment comment) {
            comments = Latest.and(comments, comment, Latest.COMMENTS);
            commentCount++;
        }

        void absorb(NarrativeEvent.Absorbed e) {
            about = about.and(e.about());
            sightings = Lists.union(
                    sightings, e.sightings().stream().map(Sighting::shown).toList());
            spread = inOrder(Lists.union(spread, e.spread()));
            sources = Lists.union(sources, e.sources());
            techniques = Lists.union(techniques, e.techniques());
            marking = e.marking();
            sharedWith = Lists.union(sharedWith, e.sharedWith());
        }

        NarrativeState at(long seq) {
            return new NarrativeState(
                    s.id(),
                    claim,
                    kind,
                    language,
                    assertions,
                    about,
                    s.firstSeen(),
                    sightings,
                    spread,
                    sources,
                    techniques,
                    marking,
                    status,
                    since,
                    assessment,
                    Finding.overall(findings),
                    findings,
                    sharedWith,
                    mergedInto,
                    s.at(),
                    s.by(),
                    s.role(),
                    comments,
                    commentCount,
                    seq);
        }
    }
}
