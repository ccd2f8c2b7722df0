package io.github.helpcrunchjdbc;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The packages and which may know which: {@code docs/architecture.md}, enforced. */
class TestHouse {
  private static final String BASE = "io.github.helpcrunchjdbc";

  /** From the bottom up: a package knows those before it, never one behind it. */
  private static final List<String> PACKAGES =
      List.of("error", "learned", "execution", "search", "rows", "http", "read", "plan", "jdbc");

  /**
   * The layers of a package, from the bottom up: a layer knows neither those behind it nor what
   * stands in the package itself.
   */
  private static final Map<String, List<String>> LAYERS =
      Map.of(
          "plan",
          List.of(
              "rex",
              "function",
              "calcite",
              "pushdown",
              "knowledge",
              "exec",
              "rel",
              "catalog",
              "sql"),
          "plan.calcite",
          List.of("size", "value", "aggregate", "json", "query"),
          "plan.exec",
          List.of("operator", "expression", "scan", "join", "totals"),
          "plan.rel",
          List.of("scan", "join", "totals", "chain", "finish"),
          "search",
          List.of("decode"),
          "http",
          List.of("settings", "transport", "failure", "quota"),
          "read",
          List.of(
              "request",
              "stream",
              "facts",
              "source",
              "cache",
              "rehearsal",
              "page",
              "paging",
              "totals",
              "order"),
          "jdbc",
          List.of("failure", "value", "metadata", "settings", "observe", "account", "diagnose"));

  private static final JavaClasses DRIVER =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(BASE);

  @TestFactory
  List<DynamicTest> aPackageKnowsOnlyThoseBelowIt() {
    return PACKAGES.stream()
        .map(
            name -> {
              List<String> above = PACKAGES.subList(PACKAGES.indexOf(name) + 1, PACKAGES.size());
              return rule(
                  name,
                  noClasses()
                      .that(areIn(name))
                      .should()
                      .dependOnClassesThat(
                          areIn(above.toArray(new String[0]))
                              .or(areIn("shell"))
                              .or(name.equals("jdbc") ? IN_BASE.and(ARE_NOT_TO_UNWRAP) : IN_BASE)));
            })
        .toList();
  }

  @TestFactory
  List<DynamicTest> aLayerKnowsOnlyThoseBelowIt() {
    return LAYERS.keySet().stream().flatMap(name -> layers(name).stream()).toList();
  }

  /** One rule for each layer, and one that says that there is no package beside the layers. */
  private static List<DynamicTest> layers(String name) {
    List<String> layers = LAYERS.get(name).stream().map(layer -> name + "." + layer).toList();
    List<DynamicTest> rules = new ArrayList<>();
    for (String layer : layers) {
      String[] above =
          layers.subList(layers.indexOf(layer) + 1, layers.size()).toArray(String[]::new);
      rules.add(
          rule(
              layer,
              noClasses()
                  .that(areIn(layer))
                  .should()
                  .dependOnClassesThat(areIn(above).or(resideInAnyPackage(BASE + "." + name)))));
    }
    rules.add(
        rule(
            name + ": all layers are listed",
            classes()
                .that(areIn(name))
                .should(
                    be(
                        areIn(layers.toArray(String[]::new))
                            .or(resideInAnyPackage(BASE + "." + name))))));
    return rules;
  }

  @Test
  void packagesHaveNoCycles() {
    check(slices().matching(BASE + ".(*)..").should().beFreeOfCycles());
  }

  @Test
  void demoAndShellKnowNothingOfTheDriver() {
    for (String name : List.of("demo", "shell")) {
      DescribedPredicate<JavaClass> unknown = OURS.and(areNotIn(name));
      check(
          noClasses()
              .that(areIn(name))
              .should()
              // The shell may unwrap what any user may.
              .dependOnClassesThat(
                  name.equals("shell") ? unknown.and(ARE_NOT_TO_UNWRAP) : unknown));
    }
  }

  @Test
  void onlyJdbcAndHttpKnowTheDemo() {
    check(
        noClasses()
            .that(areIn("error", "execution", "search", "rows", "read", "plan"))
            .should()
            .dependOnClassesThat(areIn("demo")));
  }

  @Test
  void fixturesDoTheirOwnSearchingSoThatTheyCannotShareAMistake() {
    JavaClasses fixtures =
        new ClassFileImporter().importPackages(BASE + ".testing", BASE + ".demo");
    noClasses()
        .that(areIn("testing", "demo"))
        .should()
        .dependOnClassesThat(areIn("search", "http", "read", "plan"))
        .allowEmptyShould(true)
        .check(fixtures);
  }

  @TestFactory
  List<DynamicTest> aLibraryIsKnownInFewPackages() {
    return List.of(
        library(areNotIn("http", "demo"), "okhttp3..", "okio..", "kotlin.."),
        library(areNotIn("search", "rows", "http", "demo"), "com.fasterxml.jackson.."),
        library(areNotIn("read.cache"), "com.github.benmanes.."),
        library(areNotIn("shell"), "sqlline..", "org.jline.."),
        // Calcite's methods speak Guava.
        library(
            areNotIn("plan").and(DescribedPredicate.not(IN_BASE)),
            "org.apache.calcite..",
            "com.google.."),
        library(areNotIn("error"), "org.apache.commons.."),
        library(OURS, "org.slf4j..", "org.apache.logging.."));
  }

  @Test
  void nobodyPrintsToTheStandardStreams() {
    check(NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS);
  }

  /** What users unwrap hangs on nothing, so that what implements it can change. */
  @Test
  void whatUsersUnwrapKnowsNothingElse() {
    check(
        noClasses()
            .that(IN_BASE.and(DescribedPredicate.not(ARE_NOT_TO_UNWRAP)))
            .should()
            .dependOnClassesThat(OURS.and(ARE_NOT_TO_UNWRAP)));
  }

  @Test
  void thePublicApiIsTheDriverAndTheSchemaFactoryAndWhatUsersUnwrap() {
    check(
        classes()
            .that(IN_BASE)
            .and()
            .areTopLevelClasses()
            .and()
            .arePublic()
            .should()
            .haveSimpleName("HelpCrunchDriver")
            .orShould()
            .haveSimpleName("HelpCrunchDataSource")
            .orShould()
            .haveSimpleName("HelpCrunchSchemaFactory")
            .orShould(be(DescribedPredicate.not(ARE_NOT_TO_UNWRAP))));
  }

  @Test
  void noTwoClassesHaveOneName() {
    Map<String, List<String>> byName =
        DRIVER.stream()
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
            .collect(
                Collectors.groupingBy(
                    JavaClass::getSimpleName,
                    Collectors.mapping(JavaClass::getPackageName, Collectors.toList())));
    assertThat(byName).isNotEmpty().allSatisfy((name, in) -> assertThat(in).as(name).hasSize(1));
  }

  /** Names in the base package of what users unwrap, and of what comes with it. */
  private static final Set<String> TO_UNWRAP =
      Set.of("Receipt", "Progress", "ProgressListener", "ReportsProgress");

  private static final DescribedPredicate<JavaClass> ARE_NOT_TO_UNWRAP =
      describe(
          "are not for users to unwrap",
          type ->
              !type.getPackageName().equals(BASE)
                  || !TO_UNWRAP.contains(
                      type.getBaseComponentType()
                          .getName()
                          .substring(BASE.length() + 1)
                          .split("\\$")[0]));

  private static final DescribedPredicate<JavaClass> OURS = resideInAnyPackage(BASE + "..");
  private static final DescribedPredicate<JavaClass> IN_BASE = resideInAnyPackage(BASE);

  private static DescribedPredicate<JavaClass> areIn(String... packages) {
    List<String> prefixes = List.of(packages).stream().map(name -> BASE + "." + name).toList();
    return describe(
        "are in " + String.join(", ", packages),
        type ->
            prefixes.stream()
                .anyMatch(
                    prefix ->
                        type.getPackageName().equals(prefix)
                            || type.getPackageName().startsWith(prefix + ".")));
  }

  private static DescribedPredicate<JavaClass> areNotIn(String... packages) {
    return DescribedPredicate.not(areIn(packages));
  }

  private static DynamicTest library(DescribedPredicate<JavaClass> where, String... packages) {
    DescribedPredicate<JavaClass> classesOfIt = resideInAnyPackage(packages);
    // linq4j's Enumerator is how rows reach the plan; it plans nothing.
    DescribedPredicate<JavaClass> linq4j = resideInAnyPackage("org.apache.calcite.linq4j..");
    String name = String.join(", ", packages);
    return DynamicTest.dynamicTest(
        name,
        () -> {
          check(
              noClasses()
                  .that(where.and(areNotIn("read")))
                  .should()
                  .dependOnClassesThat(classesOfIt));
          check(
              noClasses()
                  .that(where.and(areIn("read")))
                  .should()
                  .dependOnClassesThat(classesOfIt.and(DescribedPredicate.not(linq4j))));
        });
  }

  private static DynamicTest rule(String name, ArchRule rule) {
    return DynamicTest.dynamicTest(name, () -> check(rule));
  }

  /** A rule about a name that has no class yet holds. */
  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(DRIVER);
  }
}
