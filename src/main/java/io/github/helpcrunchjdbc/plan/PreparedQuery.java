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

  /** Whether an execution that needs no values makes use of some without the others. */
  default boolean takesSomeValues() {
    return true;
  }

  /**
   * Starts an execution and reads its first row, so that errors show here.
   *
   * @param values one for each parameter, in the form that {@link RowCursor} says for its type
   */
  RowCursor execute(List<? extends @Nullable Object> values, Execution execution);

  /**
   * Whether it may be executed again to read other rows of the same answer. What does something, or
   * tells what was done, is executed once.
   */
  default boolean isRepeatable() {
    return false;
  }

  /**
   * The same as {@link #execute(List, Execution)}, from a later row on where the service can leave
   * out those before it.
   *
   * @param skip how many rows to leave out; {@link RowCursor#skipped} of the cursor tells whether
   *     they are
   */
  default RowCursor execute(
      List<? extends @Nullable Object> values, Execution execution, long skip) {
    return execute(values, execution);
  }
}
