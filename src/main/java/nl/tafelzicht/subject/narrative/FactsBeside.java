package nl.tafelzicht.subject.narrative;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.tafelzicht.election.Entity;
import nl.tafelzicht.election.Municipality;
import nl.tafelzicht.engine.picture.Picture;
import nl.tafelzicht.subject.count.domain.MunicipalCount;
import nl.tafelzicht.subject.incident.domain.Incident;
import nl.tafelzicht.subject.narrative.domain.Assertion;
import nl.tafelzicht.subject.narrative.domain.Facts;
import nl.tafelzicht.subject.narrative.domain.Finding;
import nl.tafelzicht.subject.narrative.domain.GroundTruth;
import nl.tafelzicht.subject.narrative.domain.Narrative;
import nl.tafelzicht.subject.narrative.domain.NarrativeState;
import nl.tafelzicht.subject.report.Reports;
import nl.tafelzicht.subject.report.domain.Report;
import nl.tafelzicht.subject.station.Stations;
import nl.tafelzicht.subject.station.domain.Station;
import nl.tafelzicht.subject.visit.domain.Visit;

/** Collects what the picture knows about the place and time of a claim. */
public final class FactsBeside {

    private FactsBeside() {}

    /**
     * The facts at the place and time of a claim.
     *
     * @param may whether the people for whom the facts are may see an entity
     * @param now the moment by which reports are recent or old
     */
    public static Facts of(
            Picture picture, Narrative narrative, Predicate<Entity> may, Instant now, Duration silenceLimit) {
        var n = narrative.state();
        var about = n.about();
        var since = n.firstSeen().minus(GroundTruth.BEFORE_CLAIM);
        if (about.isEverywhere()) {
            var said = picture.all(Report.KIND)
                    .filter(r -> GroundTruth.KINDS.contains(r.state().kind())
                            && !r.seenAt().isBefore(since));
            return of(
                    picture,
                    n,
                    picture.all(Station.KIND).toList(),
                    said,
                    picture.all(Incident.KIND).filter(i -> !i.state().openedAt().isBefore(since)),
                    picture.all(MunicipalCount.KIND),
                    picture.all(Visit.KIND),
                    may,
                    now,
                    silenceLimit);
        }
        var towns = about.municipalities().stream().map(Municipality::code).collect(Collectors.toSet());
        var single = about.stations().stream()
                .filter(id -> !towns.contains(id.substring(0, id.indexOf('-'))))
                .map(id -> Stations.find(picture, id))
                .filter(Objects::nonNull)
                .toList();
        var ids = single.stream().map(Station::id).collect(Collectors.toSet());
        var ofPlace = Stream.concat(towns.stream().flatMap(code -> Stations.of(picture, code)), single.stream())
                .toList();
        var codes = Stream.concat(
                        towns.stream(),
                        single.stream().map(s -> s.entry().municipality().code()))
                .collect(Collectors.toSet());
        var said = codes.stream()
                .flatMap(code -> GroundTruth.KINDS.stream().flatMap(kind -> Reports.of(picture, kind, code, since)))
                .filter(r -> towns.contains(r.state().municipality().code())
                        || ids.contains(r.state().station()));
        var happened = picture.all(Incident.KIND)
                .filter(i -> i.state().municipality() != null
                        && !i.state().openedAt().isBefore(since))
                .filter(i -> towns.contains(i.state().municipality().code())
                        || i.state().stations().stream().anyMatch(ids::contains));
        var counts = picture.all(MunicipalCount.KIND)
                .filter(c -> c.state().municipality() != null
                        && codes.contains(c.state().municipality().code()));
        var stations = ofPlace.stream().map(Station::id).collect(Collectors.toSet());
        var visits = picture.all(Visit.KIND)
                .filter(v -> stations.contains(v.state().place().station()));
        return of(picture, n, ofPlace, said, happened, counts, visits, may, now, silenceLimit);
    }

    /** The facts at the claim's own time: later events neither confirm nor contradict it. */
    private static Facts of(
            Picture picture,
            NarrativeState n,
            List<Station> ofPlace,
            Stream<Report> said,
            Stream<Incident> happened,
            Stream<MunicipalCount> counts,
            Stream<Visit> visits,
            Predicate<Entity> may,
            Instant now,
            Duration silenceLimit) {
        var seen = visits.filter(may).map(Visit::state).toList();
        var moment = GroundTruth.momentOf(n.firstSeen(), n.sightings(), ofPlace.stream(), now);
        if (!moment.isBefore(now)) {
            return GroundTruth.of(
                    ofPlace,
                    said.toList(),
                    happened.toList(),
                    counts.map(MunicipalCount::state).toList(),
                    seen,
                    n.assertions(),
                    may,
                    picture.seq(),
                    now,
                    silenceLimit);
        }
        var then = said.filter(r -> !r.seenAt().isAfter(moment)).toList();
        var ids = then.stream().map(Report::id).collect(Collectors.toSet());
        var found = happened.filter(i -> !i.state().openedAt().isAfter(moment)
                        || i.state().reports().stream().anyMatch(ids::contains))
                .toList();
        var facts = GroundTruth.of(
                ofPlace.stream().map(s -> s.asOf(moment)).toList(),
                then,
                found,
                counts.map(c -> c.asOf(moment)).toList(),
                seen,
                n.assertions(),
                may,
                picture.seq(),
                moment,
                silenceLimit);
        return new Facts(
                facts.seq(),
                facts.at(),
                facts.facts(),
                facts.findings().stream()
                        .map(f -> f.assertion() == Assertion.LONG_WAITS ? kept(n, f) : f)
                        .toList());
    }

    /** Past waiting times are not stored: a finding from the time of the claim stays. */
    private static Finding kept(NarrativeState n, Finding now) {
        return n.findings().stream()
                .filter(f -> f.assertion() == now.assertion())
                .findFirst()
                .orElse(now);
    }
}
