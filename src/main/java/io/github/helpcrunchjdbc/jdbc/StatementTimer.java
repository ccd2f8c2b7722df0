package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.execution.DaemonTimer;
import io.github.helpcrunchjdbc.execution.Execution;

/** Ends executions whose time is over, also while they wait for the service. */
final class StatementTimer {
  private static final DaemonTimer TIMER = new DaemonTimer("helpcrunch-statement-timer");

  private StatementTimer() {}

  /**
   * Watches an execution that has a time limit.
   *
   * @return ends the watch; running it twice does no harm
   */
  static Runnable watch(Execution execution) {
    long nanos = execution.remainingNanos();
    return nanos == Long.MAX_VALUE ? () -> {} : TIMER.schedule(execution::timeOut, nanos);
  }
}
