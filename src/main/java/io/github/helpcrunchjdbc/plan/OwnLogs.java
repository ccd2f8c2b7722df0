package io.github.helpcrunchjdbc.plan;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.calcite.plan.RelOptPlanner;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the literals of queries, which may be personal, out of the logs of the libraries inside the
 * single jar: Calcite quotes literals in messages up to WARNING. The names of these loggers lie
 * below the driver's name, so a level that a user sets for the driver would apply to them too. If
 * the application brings the libraries itself, it decides about their logs.
 */
final class OwnLogs {
  private static final String INSIDE = "io.github.helpcrunchjdbc.shaded";

  /** Held strongly, or the JDK forgets the logger's level. Null outside the single jar. */
  private static final @Nullable Logger LIBRARIES =
      RelOptPlanner.class.getName().startsWith(INSIDE + ".") ? Logger.getLogger(INSIDE) : null;

  private OwnLogs() {}

  /** Lets the libraries log errors only, unless their level is set. */
  static void quiet() {
    if (LIBRARIES != null && LIBRARIES.getLevel() == null) {
      LIBRARIES.setLevel(Level.SEVERE);
    }
  }
}
