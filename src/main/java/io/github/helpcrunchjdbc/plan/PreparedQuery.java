package io.github.helpcrunchjdbc.plan;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.exec.RowCursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A planned statement, which can be executed any number of times. Thread-safe. */
public interface PreparedQuery {
  List<ResultColumn> columns();

  /** Whether the statement returns rows. Only those that set up a session do not. */
  default boolean hasRows() {
    return true;
  }

  List<QueryParameter> parameters();

  /**
   * Returns this statement for parameters of other types, as the values have them.
   *
   * @param types one for each parameter, null if the parameter keeps its type
   * @param execution ends the planning when it ends
   * @throws io.github.helpcrunchjdbc.error.HelpCrunchException if the SQL is not valid with these
   *     types
   */
  PreparedQuery withParameters(List<@Nullable QueryParameter> types, Execution execution);

  /** Whether an execution needs values of all parameters. EXPLAIN shows a plan without them. */
  boolean needsValues();

  /** Whether an execution that does not need all values uses those that are set. */
  default boolean takesSomeValues() {
    return true;
  }

  /**
   * Starts an execution and reads its first row, so that errors are thrown here.
   *
   * @param values one for each parameter, in the form that {@link RowCursor} names for its type
   */
  RowCursor execute(List<? extends @Nullable Object> values, Execution execution);

  /**
   * Whether the statement may be executed again to read other rows of the same answer. A statement
   * that has an effect, or that reports what was done, is executed only once.
   */
  default boolean isRepeatable() {
    return false;
  }

  /**
   * Like {@link #execute(List, Execution)}, but leaves out the first rows if the service can do so.
   *
   * @param skip how many rows to leave out; {@link RowCursor#skipped} of the cursor tells how many
   *     are
   */
  default RowCursor execute(
      List<? extends @Nullable Object> values, Execution execution, long skip) {
    return execute(values, execution);
  }
}
