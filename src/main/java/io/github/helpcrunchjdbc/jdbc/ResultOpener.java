package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.execution.MemoryShare;
import io.github.helpcrunchjdbc.execution.Statistics;
import io.github.helpcrunchjdbc.execution.Statistics.Counter;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import io.github.helpcrunchjdbc.plan.PreparedQuery;
import io.github.helpcrunchjdbc.plan.exec.RowCursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens the result set of one execution and tells the watch when the result set ends. */
record ResultOpener(HelpCrunchConnection connection, ExecutionWatch watch) {
  /**
   * Plans a statement and opens its answer.
   *
   * @param values the values of its parameters
   * @param type a type of result sets, as JDBC numbers them
   */
  OpenResultSet open(
      Function<Execution, PreparedQuery> plan, List<? extends @Nullable Object> values, int type)
      throws SQLException {
    try {
      PreparedQuery query = planned(plan, values);
      return type == ResultSet.TYPE_SCROLL_INSENSITIVE
          ? scrollable(query, values)
          : forwardOnly(query, values);
    } catch (Throwable thrown) {
      // Otherwise the requests under way would use up quota for nothing.
      watch.execution().cancel();
      throw watch.failed(thrown);
    }
  }

  private PreparedQuery planned(
      Function<Execution, PreparedQuery> plan, List<? extends @Nullable Object> values)
      throws SQLException {
    Execution execution = watch.execution();
    Statistics statistics = execution.statistics();
    long entered = statistics.beginCall();
    try {
      PreparedQuery query = plan.apply(execution);
      if (query.needsValues() && values.isEmpty()) {
        throw SqlExceptions.of(
            ErrorCode.PARAMETER_MISSING,
            "a statement with ? goes through Connection.prepareStatement, where its values are"
                + " set; parameters of this one: "
                + query.parameters().size());
      }
      execution.checkActive();
      return query;
    } finally {
      statistics.endCall(entered);
    }
  }

  /**
   * Opens a cursor and counts its rows. Opening a cursor takes time too, so it is measured here.
   */
  private static RowCursor metered(Statistics statistics, Supplier<RowCursor> opening) {
    long start = statistics.beginCall();
    try {
      return new Metered(opening.get(), statistics);
    } finally {
      statistics.endCall(start);
    }
  }

  /** A cursor that measures how long reading its rows takes. Not thread-safe. */
  private record Metered(RowCursor rows, Statistics statistics) implements RowCursor {
    @Override
    public boolean next() {
      long start = statistics.beginCall();
      try {
        boolean has = rows.next();
        statistics.count(Counter.ROWS_RETURNED, has ? 1 : 0);
        return has;
      } finally {
        statistics.endCall(start);
      }
    }

    @Override
    public @Nullable Object[] row() {
      return rows.row();
    }

    @Override
    public long skipped() {
      return rows.skipped();
    }

    @Override
    public void close() {
      rows.close();
    }
  }

  private OpenResultSet scrollable(PreparedQuery query, List<? extends @Nullable Object> values) {
    Execution execution = watch.execution();
    ScrolledRows rows =
        new ScrolledRows(
            skip -> metered(execution.statistics(), () -> query.execute(values, execution, skip)),
            execution.maxRows(),
            connection.pageSize(),
            new MemoryShare(execution.memory()));
    if (!query.isRepeatable()) {
      // A query that can't be repeated is executed once, at once, even if the caller never moves:
      // its rows are kept.
      rows.has(1);
    }
    return new ScrollableResultSet(query.columns(), rows, connection.timeZone(), execution, watch);
  }

  private OpenResultSet forwardOnly(PreparedQuery query, List<? extends @Nullable Object> values) {
    Execution execution = watch.execution();
    RowCursor cursor = metered(execution.statistics(), () -> query.execute(values, execution));
    return new HelpCrunchResultSet(
        query.columns(), cursor, connection.timeZone(), execution, watch);
  }
}
