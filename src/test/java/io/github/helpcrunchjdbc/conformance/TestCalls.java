package io.github.helpcrunchjdbc.conformance;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.helpcrunchjdbc.HelpCrunchDriver;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which test classes call which JDBC method, from their byte code. */
final class TestCalls {
  private static final String BASE = "io.github.helpcrunchjdbc";

  /** It calls everything, by reflection. */
  static final String CALLS_ALL = "TestNothingButSqlExceptions";

  private final Map<String, Set<String>> testsByMethod = new TreeMap<>();

  TestCalls() {
    new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
        .importPackages(BASE)
        .forEach(this::note);
  }

  private void note(JavaClass type) {
    String test = type.getName().replaceFirst("\\$.*", "").replaceFirst(".*\\.", "");
    // Elsewhere JDBC is the means, and the test is of something else.
    boolean ofJdbc = type.getPackageName().startsWith(BASE + ".jdbc");
    if (!test.startsWith("Test") || !ofJdbc && !test.equals("TestHelpCrunchDriver")) {
      return;
    }
    for (JavaMethodCall call : type.getMethodCallsFromSelf()) {
      String owner = call.getTargetOwner().getName();
      if (owner.startsWith("java.sql.") || owner.equals(HelpCrunchDriver.class.getName())) {
        String method =
            call.getTargetOwner().getSimpleName().replace("HelpCrunchDriver", "Driver")
                + "."
                + call.getName();
        testsByMethod.computeIfAbsent(method, key -> new TreeSet<>()).add(test);
      }
    }
  }

  /** The test class to look at for this method: the interface's own, if it calls it. */
  String of(LiveObject live, String method) {
    Set<String> tests = new TreeSet<>(Comparator.naturalOrder());
    for (LiveObject caller : LiveObject.values()) {
      // A Statement's method that is called on a PreparedStatement.
      if (live.type().isAssignableFrom(caller.type())) {
        tests.addAll(
            testsByMethod.getOrDefault(caller.type().getSimpleName() + "." + method, Set.of()));
      }
    }
    if (tests.contains(live.home())) {
      return live.home();
    }
    return tests.stream().findFirst().orElse(CALLS_ALL);
  }
}
