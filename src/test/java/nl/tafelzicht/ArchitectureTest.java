package nl.tafelzicht;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The flow runs one way: intake, decide, journal, tail, picture, live. Each subject is a room with two halves: its
 * rules lie below the engine, and what it offers above.
 *
 * <pre>node ─► subject ─► engine ─► election ◄─ subject's domain</pre>
 */
class ArchitectureTest {

    private static final Path SUBJECTS = Path.of("src", "main", "java", "nl", "tafelzicht", "subject");

    private static final JavaClasses HUB =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("nl.tafelzicht");
    private static final String VOCABULARY = "nl.tafelzicht.election..";
    private static final String OUTER = "nl.tafelzicht.subject.*";
    private static final String DOMAINS = "nl.tafelzicht.subject.*.domain..";

    /** The arrows between subjects: whose domain knows whose. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("election", Set.of()),
            Map.entry("station", Set.of()),
            Map.entry("count", Set.of()),
            Map.entry("accreditation", Set.of()),
            Map.entry("visit", Set.of("station")),
            Map.entry("ballot", Set.of("station")),
            Map.entry("courier", Set.of()),
            Map.entry("duty", Set.of()),
            Map.entry("tolerance", Set.of("station")),
            Map.entry("report", Set.of("tolerance")),
            Map.entry("incident", Set.of("report")),
            Map.entry("narrative", Set.of("station", "report", "incident", "count", "visit")),
            Map.entry("response", Set.of("narrative")),
            Map.entry("escalation", Set.of("station", "report", "tolerance", "narrative", "response")));

    private static GivenClassesConjunction classesIn(String packages) {
        return noClasses().that().resideInAPackage(packages);
    }

    @Test
    void theVocabularyIsPure() {
        classesIn(VOCABULARY)
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(VOCABULARY, "java..")
                .because("it knows no framework and nobody else")
                .check(HUB);
    }

    @Test
    void theDomainOfASubjectIsPureAndKnowsOthersAlongArrowsAlone() {
        ARROWS.forEach((subject, others) -> {
            var known = Stream.concat(
                    Stream.of(VOCABULARY, "java..", domain(subject)),
                    others.stream().map(ArchitectureTest::domain));
            classesIn(domain(subject))
                    .should()
                    .dependOnClassesThat()
                    .resideOutsideOfPackages(known.toArray(String[]::new))
                    .check(HUB);
        });
    }

    private static String domain(String subject) {
        return "nl.tafelzicht.subject." + subject + ".domain..";
    }

    @Test
    void everySubjectHasItsArrows() {
        var subjects = new TreeSet<String>();
        HUB.stream()
                .map(c -> c.getPackageName().split("\\."))
                .filter(p -> p.length > 3 && p[2].equals("subject"))
                .forEach(p -> subjects.add(p[3]));
        org.assertj.core.api.Assertions.assertThat(subjects).isEqualTo(new TreeSet<>(ARROWS.keySet()));
    }

    /** What a subject offers is found by its registration; nobody calls it by name. */
    @Test
    void nobodyKnowsTheOuterHalfOfASubjectButOtherSubjects() {
        classesIn("nl.tafelzicht.(engine|node|demo|election)..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(OUTER)
                .check(HUB);
    }

    @Test
    void theEngineKnowsNoSubject() {
        classesIn("nl.tafelzicht.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("nl.tafelzicht.subject..")
                .because("it finds them by their registration")
                .check(HUB);
    }

    @Test
    void eachLayerIsKnownOnlyToThoseThatMay() {
        Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("nl.tafelzicht..")
                .layer("cli")
                .definedBy("nl.tafelzicht")
                .layer("demo")
                .definedBy("nl.tafelzicht.demo..")
                .layer("node")
                .definedBy("nl.tafelzicht.node..")
                .layer("subject")
                .definedBy(OUTER)
                .layer("domain")
                .definedBy(DOMAINS)
                .layer("format")
                .definedBy("nl.tafelzicht.subject.*.format..")
                .layer("place")
                .definedBy("..engine.place..")
                .layer("election")
                .definedBy(VOCABULARY)
                .layer("eventsourcing")
                .definedBy("..engine.eventsourcing..")
                .layer("http")
                .definedBy("..engine.http..")
                .layer("live")
                .definedBy("..engine.live..")
                .layer("command")
                .definedBy("..engine.command..")
                .layer("archive")
                .definedBy("..engine.archive..")
                .layer("seal")
                .definedBy("..engine.seal..")
                .layer("notify")
                .definedBy("..engine.notify..")
                .layer("operation")
                .definedBy("..engine.operation..")
                .layer("access")
                .definedBy("..engine.access..")
                .layer("picture")
                .definedBy("..engine.picture..")
                .layer("journal")
                .definedBy("..engine.journal..")
                .layer("fetch")
                .definedBy("..engine.fetch..")
                .layer("json")
                .definedBy("..engine.json..")
                .layer("html")
                .definedBy("..engine.html..")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("demo")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("node")
                .mayOnlyBeAccessedByLayers("cli", "demo")
                .whereLayer("subject")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("http")
                .mayOnlyBeAccessedByLayers("subject", "fetch", "node")
                .whereLayer("fetch")
                .mayOnlyBeAccessedByLayers("subject")
                .whereLayer("html")
                .mayOnlyBeAccessedByLayers("subject", "format", "http")
                .whereLayer("live")
                .mayOnlyBeAccessedByLayers("http", "node")
                .whereLayer("command")
                .mayOnlyBeAccessedByLayers("subject", "http", "node")
                .whereLayer("notify")
                .mayOnlyBeAccessedByLayers("subject", "http", "node", "demo")
                .whereLayer("seal")
                .mayOnlyBeAccessedByLayers("subject", "http", "node", "cli")
                .whereLayer("operation")
                .mayOnlyBeAccessedByLayers("subject", "http", "node", "cli")
                .whereLayer("archive")
                .mayOnlyBeAccessedByLayers("subject", "http", "node")
                .whereLayer("format")
                .mayOnlyBeAccessedByLayers("cli", "subject", "http", "node", "demo")
                .whereLayer("place")
                .mayOnlyBeAccessedByLayers("subject", "format", "command", "http", "node", "demo")
                .whereLayer("access")
                .mayOnlyBeAccessedByLayers("subject", "http", "live", "seal", "node", "demo", "cli")
                .whereLayer("picture")
                .mayOnlyBeAccessedByLayers("subject", "command", "live", "http", "notify", "operation", "node", "cli")
                .whereLayer("eventsourcing")
                .mayOnlyBeAccessedByLayers(
                        "subject", "picture", "live", "command", "http", "notify", "operation", "node", "cli", "demo")
                .whereLayer("journal")
                .mayOnlyBeAccessedByLayers("subject", "picture", "command", "http", "node", "cli")
                .check(HUB);
    }

    /** What a template may do is said in one place. */
    @Test
    void onlyThePackageOfTemplatesKnowsTheirLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..engine.html..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.samskivert..")
                .check(HUB);
    }

    /** Of the web server, what routes have in common is known by all others, and knows none of them. */
    @Test
    void theRoomsOfTheWebServerHaveNoCircles() {
        SlicesRuleDefinition.slices()
                .matching("nl.tafelzicht.engine.http.(*)..")
                .should()
                .beFreeOfCycles()
                .check(HUB);
    }

    /** What is in a room of the engine, and each half of a subject, is a slice; so is every other package. */
    @Test
    void thereAreNoCircles() {
        SlicesRuleDefinition.slices()
                .matching("nl.tafelzicht.engine.(*)..")
                .should()
                .beFreeOfCycles()
                .check(HUB);
        SlicesRuleDefinition.slices()
                .assignedFrom(new Rooms())
                .should()
                .beFreeOfCycles()
                .check(HUB);
    }

    private static final class Rooms implements SliceAssignment {

        /** What of a subject lies below the engine, or beside it. */
        private static final Set<String> LOWER = Set.of("domain", "format");

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            var parts = type.getPackageName().split("\\.");
            if (parts.length < 4) {
                return SliceIdentifier.ignore();
            }
            return parts.length > 4 && (parts[4].equals("domain") || parts[4].equals("format"))
                    ? SliceIdentifier.of(parts[2], parts[3], parts[4])
                    : SliceIdentifier.of(parts[2], parts[3]);
        }

        @Override
        public String getDescription() {
            return "rooms";
        }
    }

    /** Whoever knows one subject's domain finds the way in another's. */
    @Test
    void eachSubjectHasTheSameFewFiles() throws IOException {
        try (var subjects = Files.list(SUBJECTS)) {
            for (var subject :
                    subjects.filter(s -> Files.exists(s.resolve("domain"))).toList()) {
                try (var files = Files.list(subject.resolve("domain"))) {
                    var names = files.map(f -> f.getFileName().toString()).toList();
                    var stem = names.stream()
                            .filter(name -> name.endsWith("Decider.java"))
                            .map(name -> name.replace("Decider.java", ""))
                            .findFirst();
                    stem.ifPresent(name -> assertThat(names)
                            .as(subject.toString())
                            .contains(name + "Command.java", name + "Event.java", name + "State.java"));
                }
            }
        }
    }
}
