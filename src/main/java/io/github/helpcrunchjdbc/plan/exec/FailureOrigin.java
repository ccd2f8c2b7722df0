package io.github.helpcrunchjdbc.plan.exec;

import io.github.helpcrunchjdbc.plan.function.WholeNumbers;
import io.github.helpcrunchjdbc.plan.rex.IsoTimes;
import io.github.helpcrunchjdbc.rows.JsonDocument;
import java.util.List;
import org.apache.calcite.avatica.util.DateTimeUtils;
import org.apache.calcite.rel.RelNode;

/**
 * Whose code a failure comes from. What Calcite throws at SQL that it can't do has many classes,
 * from AssertionError to NullPointerException, and says so in none: where it was thrown tells.
 */
public final class FailureOrigin {
  /** A failure in the JDK or in Guava is one of the code that called them. */
  private static final List<String> OF_CALLERS =
      List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

  private static final String GUAVA = ".google.common.";
  private static final String CALCITE = ofParent(RelNode.class);
  private static final String OWN = ofParent(JsonDocument.class);
  private static final String SHADED = OWN + "shaded.";

  /** Own code that expressions call, and nothing else. */
  private static final String FUNCTIONS = WholeNumbers.class.getPackageName() + '.';

  /** Own code that expressions call too. */
  private static final List<String> OF_ALL =
      List.of(JsonDocument.class.getPackageName() + '.', IsoTimes.class.getPackageName() + '.');

  private static final int NEAR = 8;

  private FailureOrigin() {}

  private static String ofParent(Class<?> type) {
    String name = type.getPackageName();
    return name.substring(0, name.lastIndexOf('.') + 1);
  }

  /** Whether Calcite, or code that it generated, threw first. */
  public static boolean isCalcite(Throwable failure) {
    for (StackTraceElement frame : failure.getStackTrace()) {
      String name = frame.getClassName();
      if (!name.contains(GUAVA) && OF_CALLERS.stream().noneMatch(name::startsWith)) {
        return isCalcite(name);
      }
    }
    return false;
  }

  private static boolean isCalcite(String name) {
    // Generated classes are in no package.
    return name.startsWith(CALCITE) || name.indexOf('.') < 0;
  }

  /**
   * Whether an expression failed at a value, and not the driver's own code; also where the JVM has
   * left out where it comes from, as it does with what comes often.
   */
  static boolean isOfValue(Throwable failure) {
    for (StackTraceElement frame : failure.getStackTrace()) {
      String name = frame.getClassName();
      if (isCalcite(name) || name.startsWith(FUNCTIONS)) {
        return true;
      } else if (name.startsWith(OWN)
          && !name.startsWith(SHADED)
          && OF_ALL.stream().noneMatch(name::startsWith)) {
        return false;
      }
    }
    return true;
  }

  /** Whether it comes from reading a date or time out of a text. */
  public static boolean isOfTimes(Throwable failure) {
    StackTraceElement[] frames = failure.getStackTrace();
    for (int i = 0; i < Math.min(NEAR, frames.length); i++) {
      if (frames[i].getClassName().equals(DateTimeUtils.class.getName())) {
        return true;
      }
    }
    return false;
  }
}
