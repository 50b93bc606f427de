package nl.tafelzicht.subject.response;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nl.tafelzicht.election.place.Zones;
import nl.tafelzicht.engine.html.Moment;
import nl.tafelzicht.engine.html.Texts;
import nl.tafelzicht.engine.html.Texts.Part;
import nl.tafelzicht.engine.http.publicsite.PlaceTime;
import nl.tafelzicht.engine.http.publicsite.PublicShell;

/** The page in one language, as the template {@code facts} needs it. */
final class FactsWords {

    /** @param from when the register appears, or {@code null} when that is not set */
    record Content(List<Rebuttal> rebuttals, boolean published, Moment from, List<Flag> flags) {
        boolean flagged() {
            return !flags.isEmpty();
        }
    }

    record Rebuttal(
            String id,
            String title,
            Moment withdrawnAt,
            boolean underReview,
            List<String> lines,
            List<Part> answers,
            Moment factsAt,
            List<Fact> facts,
            String where,
            Moment publishedAt) {}

    record Fact(String said, Moment at) {}

    record Flag(Moment sentAt, String kind, String platform, String ground, String outcome) {}

    private final Texts texts;
    private final PlaceTime time;

    FactsWords(PublicShell shell) {
        this.texts = shell.texts();
        this.time = shell.time("d MMMM HH:mm");
    }

    Content content(PublicRegister.Register all) {
        return new Content(
                all.rebuttals().stream().map(this::rebuttal).toList(),
                all.published(),
                moment(all.from(), Zones.NETHERLANDS),
                all.flags().stream().map(this::flag).toList());
    }

    private Moment moment(Instant at, ZoneId zone) {
        return at == null ? null : time.moment(at, zone);
    }

    private Rebuttal rebuttal(PublicRegister.Rebuttal r) {
        return new Rebuttal(
                r.id(),
                r.title(),
                moment(r.withdrawnAt(), r.zone()),
                r.withdrawnAt() == null && !r.holds(),
                List.of(r.text().split("\n", -1)),
                answers(r),
                moment(r.factsAt(), r.zone()),
                r.facts().stream()
                        .map(f -> new Fact(said(f), moment(f.at(), r.zone())))
                        .toList(),
                r.municipalities().isEmpty() ? texts.say("facts.country") : String.join(", ", r.municipalities()),
                moment(r.publishedAt(), r.zone()));
    }

    private String said(PublicRegister.CitedFact f) {
        var key = "fact." + f.key();
        var values = new HashMap<String, Integer>();
        values.put("count", f.count());
        values.put("of", f.of());
        return texts.say(Integer.valueOf(1).equals(f.count()) && texts.has(key + ".one") ? key + ".one" : key, values);
    }

    /** The claim that a rebuttal answers, in our words: repeating the claim's own words would spread it. */
    private List<Part> answers(PublicRegister.Rebuttal r) {
        var said = r.answers().stream()
                .map(a -> texts.say("claim." + a))
                .collect(Collectors.joining(" " + texts.say("facts.and") + " "));
        return texts.parts(
                said.isEmpty() ? "facts.answersOther" : "facts.answers",
                Map.of("claims", said, "time", moment(r.claimSince(), r.zone())));
    }

    private Flag flag(PublicRegister.Flag f) {
        return new Flag(
                moment(f.sentAt(), Zones.NETHERLANDS),
                texts.say("response." + f.kind()),
                f.platform() == null ? "" : f.platform(),
                texts.say("ground." + f.ground()),
                f.outcomes().isEmpty()
                        ? texts.say("outcome.none")
                        : f.outcomes().stream()
                                .map(o -> texts.say("outcome." + o))
                                .collect(Collectors.joining(", ")));
    }
}
