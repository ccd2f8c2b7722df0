package io.github.helpcrunchjdbc.jdbc.observe;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last statements of a JVM, those that still run among them. Thread-safe. */
public final class StatementLog {
  private static final int MOST_KEPT = 1_000;

  private final Deque<StatementTrace> traces = new ArrayDeque<>();

  synchronized void add(StatementTrace trace) {
    traces.addLast(trace);
    if (traces.size() > MOST_KEPT) {
      traces.removeFirst();
    }
  }

  /** At most a thousand, in the order in which they began. */
  public synchronized List<StatementTrace> list() {
    return List.copyOf(traces);
  }
}
