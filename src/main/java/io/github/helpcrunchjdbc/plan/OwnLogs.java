package io.github.helpcrunchjdbc.plan;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RexImplicationChecker;

/**
 * Keeps the literals of queries, which may be personal, out of the logs of the copy of Calcite that
 * the single jar contains: its warnings quote them. Where the application brings Calcite, its logs
 * are the application's own.
 */
final class OwnLogs {
  private static final String OURS = "io.github.helpcrunchjdbc.";

  /** Strongly held, or their levels would be forgotten. */
  private static final List<Logger> LOGS =
      Stream.of(RelOptPlanner.class.getName(), RexImplicationChecker.class.getName())
          .filter(name -> name.startsWith(OURS))
          .map(Logger::getLogger)
          .toList();

  private OwnLogs() {}

  /** Has them tell of errors only, unless their level is set. */
  static void quiet() {
    for (Logger log : LOGS) {
      if (log.getLevel() == null) {
        log.setLevel(Level.SEVERE);
      }
    }
  }
}
