package io.github.helpcrunchjdbc.plan;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.exec.RowCursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A planned statement, to be executed any number of times. Thread-safe. */
public interface PreparedQuery {
  List<ResultColumn> columns();

  /** Whether it answers with rows, as all do but those that would set up a session. */
  default boolean hasRows() {
    return true;
  }

  List<QueryParameter> parameters();

  /**
   * The same statement with parameters of other types, as their values have them.
   *
   * @param types one for each parameter, null for the type that it has already
   * @param execution stops the planning when it ends
   * @throws io.github.helpcrunchjdbc.error.HelpCrunchException if the SQL makes no sense with them
   */
  PreparedQuery withParameters(List<@Nullable QueryParameter> types, Execution execution);

  /** Whether an execution needs the parameters' values. EXPLAIN shows a plan without them. */
  boolean needsValues();

  /**
   * Starts an execution and reads its first row, so that errors show here.
   *
   * @param values one for each parameter, in the form that {@link RowCursor} says for its type
   */
  RowCursor execute(List<? extends @Nullable Object> values, Execution execution);

  /**
   * The same, from a later row on.
   *
   * @param skip how many rows to leave out; where each row that is read is one of the answer, the
   *     service leaves them out, else they are read
   */
  default RowCursor execute(
      List<? extends @Nullable Object> values, Execution execution, long skip) {
    RowCursor rows = execute(values, execution);
    for (long left = skip; left > 0 && rows.next(); left--) {
      execution.checkActive();
    }
    return rows;
  }
}
