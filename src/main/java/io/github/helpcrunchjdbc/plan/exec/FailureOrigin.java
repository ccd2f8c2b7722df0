package io.github.helpcrunchjdbc.plan.exec;

import io.github.helpcrunchjdbc.plan.function.WholeNumbers;
import io.github.helpcrunchjdbc.plan.rex.IsoTimes;
import io.github.helpcrunchjdbc.rows.JsonDocument;
import java.util.List;
import org.apache.calcite.avatica.util.DateTimeUtils;
import org.apache.calcite.rel.RelNode;

/**
 * Tells whose code threw a failure. For SQL that it can't execute, Calcite throws many classes,
 * from AssertionError to NullPointerException. None of them says so; only the place where it was
 * thrown does.
 */
public final class FailureOrigin {
  /** A failure thrown in the JDK or in Guava belongs to the code that called them. */
  private static final List<String> OF_CALLERS =
      List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

  private static final String GUAVA = ".google.common.";
  private static final String CALCITE = ofParent(RelNode.class);
  private static final String OWN = ofParent(JsonDocument.class);
  private static final String SHADED = OWN + "shaded.";

  /** The driver's package whose only callers are expressions. */
  private static final String FUNCTIONS = WholeNumbers.class.getPackageName() + '.';

  /** The driver's packages that expressions call, and other code too. */
  private static final List<String> OF_ALL =
      List.of(JsonDocument.class.getPackageName() + '.', IsoTimes.class.getPackageName() + '.');

  private static final int NEAR = 8;

  private FailureOrigin() {}

  private static String ofParent(Class<?> type) {
    String name = type.getPackageName();
    return name.substring(0, name.lastIndexOf('.') + 1);
  }

  /** Whether the failure was thrown by Calcite, or by code that it generated. */
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
   * Whether an expression failed at a value, and not the driver's own code. True also without a
   * stack trace: the JVM omits it for a failure that it has thrown often.
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

  /** Whether the failure was thrown while a date or time was read from a text. */
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
