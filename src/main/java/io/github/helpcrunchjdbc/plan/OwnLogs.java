package io.github.helpcrunchjdbc.plan;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.calcite.plan.RelOptPlanner;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the literals of queries, which may be personal, out of the logs of the libraries that the
 * single jar contains: Calcite's quote them from WARNING on down. Their names lie below the
 * driver's, so that its level would be theirs. Where the application brings the libraries, their
 * logs are its own.
 */
final class OwnLogs {
  private static final String INSIDE = "io.github.helpcrunchjdbc.shaded";

  /** Strongly held, or its level would be forgotten; null outside the single jar. */
  private static final @Nullable Logger LIBRARIES =
      RelOptPlanner.class.getName().startsWith(INSIDE + ".") ? Logger.getLogger(INSIDE) : null;

  private OwnLogs() {}

  /** Has them tell of errors only, unless their level is set. */
  static void quiet() {
    if (LIBRARIES != null && LIBRARIES.getLevel() == null) {
      LIBRARIES.setLevel(Level.SEVERE);
    }
  }
}
