package nl.tafelzicht;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/** The flow runs one way: intake, decide, journal, tail, picture, live. */
@AnalyzeClasses(packages = "nl.tafelzicht", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule ELECTION_IS_PURE = noClasses().that().resideInAPackage("..election..").should().dependOnClassesThat()
            .resideOutsideOfPackages("..election..", "java..").because("the domain knows no framework and nobody else");

    @ArchTest
    static final ArchRule LAYERS = Architectures.layeredArchitecture().consideringOnlyDependenciesInAnyPackage("nl.tafelzicht..")
            .layer("cli").definedBy("nl.tafelzicht").layer("demo").definedBy("..demo..").layer("node").definedBy("..node..").layer("http").definedBy("..http..")
            .layer("live").definedBy("..live..").layer("command").definedBy("..command..").layer("exchange").definedBy("..exchange..").layer("access").definedBy("..access..")
            .layer("picture").definedBy("..picture..").layer("journal").definedBy("..journal..").layer("election").definedBy("..election..").layer("json").definedBy("..json..")
            .whereLayer("cli").mayNotBeAccessedByAnyLayer()
            .whereLayer("demo").mayOnlyBeAccessedByLayers("cli")
            .whereLayer("node").mayOnlyBeAccessedByLayers("cli", "demo")
            .whereLayer("http").mayOnlyBeAccessedByLayers("node")
            .whereLayer("live").mayOnlyBeAccessedByLayers("http", "node")
            .whereLayer("command").mayOnlyBeAccessedByLayers("http", "node")
            .whereLayer("exchange").mayOnlyBeAccessedByLayers("http", "command", "node", "demo")
            .whereLayer("access").mayOnlyBeAccessedByLayers("http", "live", "node", "demo", "cli")
            .whereLayer("picture").mayOnlyBeAccessedByLayers("command", "live", "http", "node", "cli")
            .whereLayer("journal").mayOnlyBeAccessedByLayers("picture", "command", "http", "node", "cli");

    @ArchTest
    static final ArchRule NO_CIRCLES = SlicesRuleDefinition.slices().matching("nl.tafelzicht.(*)..").should().beFreeOfCycles();
}
