package io.github.helpcrunchjdbc.plan;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.exec.RowCursor;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that would set up a session or a transaction, such as SET and BEGIN. There is nothing
 * to do. Who asks for its rows all the same gets none.
 */
final class SessionQuery implements PreparedQuery {
  private static final List<ResultColumn> COLUMNS =
      List.of(
          new ResultColumn("RESULT", "RESULT", null, null, Types.VARCHAR, "VARCHAR", 0, 0, true));

  @Override
  public boolean hasRows() {
    return false;
  }

  @Override
  public List<ResultColumn> columns() {
    return COLUMNS;
  }

  @Override
  public List<QueryParameter> parameters() {
    return List.of();
  }

  @Override
  public PreparedQuery withParameters(List<@Nullable QueryParameter> types, Execution execution) {
    return this;
  }

  @Override
  public boolean needsValues() {
    return false;
  }

  @Override
  public RowCursor execute(List<? extends @Nullable Object> values, Execution execution) {
    return new RowCursor() {
      @Override
      public boolean next() {
        return false;
      }

      @Override
      public @Nullable Object[] row() {
        throw new IllegalStateException("there are no rows");
      }

      @Override
      public void close() {
        // Holds nothing.
      }
    };
  }
}
