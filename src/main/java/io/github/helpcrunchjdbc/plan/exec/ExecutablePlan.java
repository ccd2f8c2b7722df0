package io.github.helpcrunchjdbc.plan.exec;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.exec.operator.QueryContext;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.runtime.Bindable;
import org.jspecify.annotations.Nullable;

/**
 * Generated code with the objects that it refers to. Thread-safe.
 *
 * @param width how many columns a row has
 * @param repeatedTimes which columns behind those of the answer are instants
 * @param reading how the plan reads
 * @param wishes the columns for which it pays to learn how the service compares them
 */
public record ExecutablePlan(
    JavaTypeFactory types,
    Bindable<?> bindable,
    Map<String, Object> stashed,
    int width,
    RepeatedTimes repeatedTimes,
    ReadingProfile reading,
    Set<ColumnDef> wishes) {
  /** Returns a plan whose rows are the lines of a text. */
  public static ExecutablePlan ofText(JavaTypeFactory types, String text) {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    Bindable<String> bindable = context -> Linq4j.asEnumerable(lines);
    return new ExecutablePlan(
        types, bindable, Map.of(), 1, RepeatedTimes.none(1), ReadingProfile.NOTHING, Set.of());
  }

  /**
   * Starts an execution.
   *
   * @param skip how many rows of the answer to leave out if the service can do so
   * @param onLateFailure makes the exception to throw for a failure after rows were returned
   */
  public RowCursor execute(
      List<? extends @Nullable Object> parameters,
      Execution execution,
      Clock clock,
      long skip,
      UnaryOperator<HelpCrunchException> onLateFailure) {
    QueryContext context = new QueryContext(types, stashed, parameters, execution, clock);
    execution.budget().plan(reading.budgeted(execution.maxRows()));
    if (reading.rowByRow() && execution.maxRows() > 0) {
      context.limitScan(execution.maxRows());
    }
    long skipped = reading.skips() ? skip : 0;
    context.skipInScan(skipped);
    try {
      return new EnumeratorCursor(
          rows(context),
          width == 1,
          repeatedTimes,
          execution,
          skipped,
          onLateFailure,
          context::end);
    } catch (RuntimeException | Error e) {
      endAfter(context, e);
      throw e;
    }
  }

  /** Ends the context of a failed plan: the execution may go on with another one. */
  private static void endAfter(QueryContext context, Throwable failure) {
    try {
      context.end();
    } catch (RuntimeException atEnd) {
      failure.addSuppressed(atEnd);
    }
  }

  /**
   * Returns the value of a scalar sub-query, in Calcite's internal form; NULL if it has no row.
   *
   * @throws HelpCrunchException if the sub-query has several rows
   */
  public @Nullable Object value(
      List<? extends @Nullable Object> parameters, Execution execution, Clock clock) {
    QueryContext context = new QueryContext(types, stashed, parameters, execution, clock);
    execution.budget().plan(reading.budgeted(0));
    @Nullable Object value;
    try {
      value = onlyValue(rows(context));
    } catch (RuntimeException | Error e) {
      endAfter(context, e);
      throw e;
    }
    context.end();
    return value;
  }

  private static @Nullable Object onlyValue(Enumerator<?> rows) {
    try {
      if (!rows.moveNext()) {
        return null;
      }
      Object row = rows.current();
      if (rows.moveNext()) {
        throw new HelpCrunchException(ErrorCode.SEVERAL_ROWS, ErrorCode.SEVERAL_ROWS.meaning());
      }
      return row instanceof @Nullable Object[] columns ? columns[0] : row;
    } catch (RuntimeException e) {
      throw EvaluationErrors.of(e);
    }
  }

  private Enumerator<?> rows(QueryContext context) {
    try {
      Enumerator<?> rows = bindable.bind(context).enumerator();
      QueryContext.atEnd(context, rows::close);
      return rows;
    } catch (ExceptionInInitializerError | NoClassDefFoundError e) {
      throw EvaluationErrors.ofConstant(e);
    } catch (RuntimeException e) {
      throw EvaluationErrors.of(e);
    }
  }
}
