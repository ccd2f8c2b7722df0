package io.github.helpcrunchjdbc.plan.calcite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each class of the package says which defect of Calcite it mends, and a test shows the defect. */
class TestMends {
  private static final Path SOURCES =
      Path.of("src/main/java/io/github/helpcrunchjdbc/plan/calcite");

  /** It has calls rewritten by those that mend, and mends nothing itself. */
  private static final String DISPATCHER = "OwnFunctions";

  private static final Pattern NUMBER = Pattern.compile("CALCITE-\\d+|no issue|No issue");

  /** A helper's words: {@code .., for {@link JsonConvertlets}}. */
  private static final Pattern HELPED = Pattern.compile("for \\{@link\\s+(\\w+)\\}");

  private static Set<String> classes() throws IOException {
    return new TreeSet<>(sources().keySet());
  }

  /** The file of each class. */
  private static Map<String, Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("package-info.java"))
          .filter(file -> !file.endsWith(DISPATCHER + ".java"))
          .collect(
              Collectors.toMap(
                  file -> file.getFileName().toString().replace(".java", ""), file -> file));
    }
  }

  /** What a class says of itself. */
  private static String javadoc(String name) throws IOException {
    String source = Files.readString(sources().get(name));
    int start = source.indexOf("/**");
    return source
        .substring(start, source.indexOf("*/", start))
        .replaceAll("\\s*\\n \\*", " ")
        .replaceAll("\\s+", " ");
  }

  private static Set<String> shown() {
    Set<String> shown = new TreeSet<>(TestCalciteDefects.mends());
    for (Method test : TestCalciteRules.class.getDeclaredMethods()) {
      MendedBy mended = test.getAnnotation(MendedBy.class);
      if (mended != null) {
        Arrays.stream(mended.value()).map(Class::getSimpleName).forEach(shown::add);
      }
    }
    return shown;
  }

  @Test
  void eachMendHasADefectOfPlainCalcite() throws IOException {
    Set<String> without = new TreeSet<>();
    for (String name : classes()) {
      Matcher helped = HELPED.matcher(javadoc(name));
      if (!shown().contains(name) && !(helped.find() && shown().contains(helped.group(1)))) {
        without.add(name);
      }
    }
    assertThat(without).isEmpty();
  }

  @Test
  void eachMendSaysTheVersionAndTheNumber() throws IOException {
    Set<String> silent = new TreeSet<>();
    for (String name : classes()) {
      String javadoc = javadoc(name);
      boolean said = javadoc.contains("1.42.0") && NUMBER.matcher(javadoc).find();
      if (!said && !HELPED.matcher(javadoc).find()) {
        silent.add(name);
      }
    }
    assertThat(silent).isEmpty();
  }

  @Test
  void whatIsShownIsMended() throws IOException {
    Set<String> elsewhere = shown();
    elsewhere.removeAll(classes());
    // The digits that a cast keeps are a choice of the type system's, and merging is one of plan's.
    assertThat(elsewhere).containsExactly("CustomerTypeSystem", "StatementPlanning");
  }
}
