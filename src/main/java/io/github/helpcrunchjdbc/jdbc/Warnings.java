package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.execution.Execution;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The warnings of one JDBC object: each own warning once, and those of its latest execution.
 * Thread-safe.
 */
final class Warnings {
  private final Set<Execution.Warning> own = new LinkedHashSet<>();
  private @Nullable Execution execution;
  private int cleared;

  synchronized void add(ErrorCode code, String message) {
    own.add(new Execution.Warning(code, message));
  }

  /** Shows the warnings of this execution too, also those that are still to come. */
  synchronized void showAlso(@Nullable Execution newExecution) {
    execution = newExecution;
    cleared = 0;
  }

  synchronized void clear() {
    own.clear();
    cleared = execution == null ? 0 : execution.warnings().size();
  }

  /** Returns the first warning, with the others chained to it; null if there is none. */
  synchronized @Nullable SQLWarning chain() {
    List<Execution.Warning> all = new ArrayList<>(own);
    if (execution != null) {
      List<Execution.Warning> met = execution.warnings();
      all.addAll(met.subList(Math.min(cleared, met.size()), met.size()));
    }
    SQLWarning first = null;
    for (Execution.Warning warning : all) {
      SQLWarning next = new SQLWarning(warning.message(), warning.code().sqlState());
      if (first == null) {
        first = next;
      } else {
        first.setNextWarning(next);
      }
    }
    return first;
  }
}
