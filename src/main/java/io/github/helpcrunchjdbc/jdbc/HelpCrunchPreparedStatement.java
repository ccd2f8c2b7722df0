package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.jdbc.failure.ArgumentChecks;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import io.github.helpcrunchjdbc.jdbc.metadata.ColumnsMetaData;
import io.github.helpcrunchjdbc.jdbc.metadata.ParametersMetaData;
import io.github.helpcrunchjdbc.jdbc.value.JdbcTimes;
import io.github.helpcrunchjdbc.jdbc.value.ParameterConverter;
import io.github.helpcrunchjdbc.jdbc.value.TargetType;
import io.github.helpcrunchjdbc.plan.PreparedQuery;
import io.github.helpcrunchjdbc.plan.QueryParameter;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Calendar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that was planned once and is executed with values. It has the methods of
 * PreparedStatement but for the setters; callers have it as {@link PreparedStatementProxy}.
 */
final class HelpCrunchPreparedStatement extends HelpCrunchStatement {
  private final String sql;
  private final PreparedQuery query;
  private final List<QueryParameter> parameters;
  private final ParameterConverter converter;
  private final @Nullable Object[] values;

  /** The values as they were set, each with the zone of its calendar. */
  private final @Nullable SetValue[] asSet;

  /** The types that values brought with them, null for that of the parameter's place. */
  private final @Nullable QueryParameter[] ownTypes;

  /** Those values as the place's type has them, null where it can't. */
  private final @Nullable Object[] placed;

  private final BitSet given = new BitSet();
  private final PreparedStatement proxy = PreparedStatementProxy.of(this);

  private record SetValue(Object value, @Nullable ZoneId calendarZone) {}

  HelpCrunchPreparedStatement(HelpCrunchConnection connection, String sql, PreparedQuery query) {
    super(connection, true);
    this.sql = sql;
    this.query = query;
    this.parameters = query.parameters();
    this.converter = new ParameterConverter(connection.timeZone());
    this.values = new @Nullable Object[parameters.size()];
    this.asSet = new @Nullable SetValue[parameters.size()];
    this.ownTypes = new @Nullable QueryParameter[parameters.size()];
    this.placed = new @Nullable Object[parameters.size()];
  }

  @Override
  PreparedStatement shown() {
    return proxy;
  }

  /**
   * Binds a value.
   *
   * @param calendar whose zone a date or time is a wall clock of, null for the usual one
   */
  void set(int index, @Nullable Object value, @Nullable Calendar calendar) throws SQLException {
    checkOpen();
    QueryParameter parameter = ParametersMetaData.at(parameters, index);
    ownTypes[index - 1] = null;
    placed[index - 1] = null;
    asSet[index - 1] = null;
    if (value == null) {
      values[index - 1] = null;
    } else {
      SetValue held = new SetValue(ParameterConverter.held(value), JdbcTimes.zoneOf(calendar));
      convert(parameter, index, held.value(), held.calendarZone());
      asSet[index - 1] = held;
    }
    given.set(index - 1);
  }

  /** Binds a value as a type, as far as its place leaves the type open. */
  void setAs(TargetType type, int index, Object value) throws SQLException {
    checkOpen();
    QueryParameter place = ParametersMetaData.at(parameters, index);
    Object held = ParameterConverter.held(value);
    set(index, type.convert(converter, place, index, held), null);
  }

  private void convert(
      QueryParameter parameter, int index, Object value, @Nullable ZoneId calendarZone)
      throws SQLException {
    QueryParameter own = ParameterConverter.ownType(parameter, value);
    if (own == null) {
      values[index - 1] = converter.convert(parameter, index, value, calendarZone);
      return;
    }
    values[index - 1] = converter.convert(own, index, value, calendarZone);
    ownTypes[index - 1] = own;
    try {
      placed[index - 1] = converter.convert(parameter, index, value, calendarZone);
    } catch (SQLException e) {
      // It has its own type alone.
      placed[index - 1] = null;
    }
  }

  /** The statement for the types that the values have, or for those of their places. */
  private PreparedQuery typed(List<@Nullable Object> bound, Execution execution) {
    try {
      PreparedQuery typed = query.withParameters(Arrays.asList(ownTypes), execution);
      convertOthers(bound, typed.parameters());
      return typed;
    } catch (HelpCrunchException e) {
      // Such as a text and a number as results of one CASE.
      for (int i = 0; i < bound.size(); i++) {
        if (ownTypes[i] != null) {
          if (placed[i] == null) {
            throw e;
          }
          bound.set(i, placed[i]);
        }
      }
      return query;
    }
  }

  /** The types that some values bring with them may decide those of other parameters. */
  private void convertOthers(List<@Nullable Object> bound, List<QueryParameter> typed) {
    for (int i = 0; i < bound.size(); i++) {
      SetValue set = asSet[i];
      if (set != null && ownTypes[i] == null && !typed.get(i).equals(parameters.get(i))) {
        try {
          bound.set(i, converter.convert(typed.get(i), i + 1, set.value(), set.calendarZone()));
        } catch (SQLException e) {
          throw new HelpCrunchException(
              ErrorCode.INVALID_CONVERSION, String.valueOf(e.getMessage()), e);
        }
      }
    }
  }

  public void clearParameters() throws SQLException {
    checkOpen();
    Arrays.fill(values, null);
    Arrays.fill(asSet, null);
    Arrays.fill(ownTypes, null);
    Arrays.fill(placed, null);
    given.clear();
  }

  public ResultSet executeQuery() throws SQLException {
    checkOpen();
    int missing = given.nextClearBit(0);
    if (missing < values.length && query.needsValues()) {
      throw SqlExceptions.of(
          ErrorCode.PARAMETER_MISSING,
          "parameter " + (missing + 1) + " of " + values.length + " was not set");
    }
    boolean isComplete = missing >= values.length;
    List<@Nullable Object> bound =
        isComplete || query.takesSomeValues()
            ? new ArrayList<>(Arrays.asList(values))
            : new ArrayList<>();
    return run(sql, started -> typed(bound, started), bound);
  }

  public boolean execute() throws SQLException {
    if (!query.hasRows()) {
      beDone();
      return false;
    }
    executeQuery();
    return true;
  }

  public int executeUpdate() throws SQLException {
    return (int) executeLargeUpdate();
  }

  public long executeLargeUpdate() throws SQLException {
    if (!query.hasRows()) {
      beDone();
      return 0;
    }
    return executeLargeUpdate(null);
  }

  public void addBatch() throws SQLException {
    addBatch(null);
  }

  public @Nullable ResultSetMetaData getMetaData() throws SQLException {
    checkOpen();
    return !query.hasRows() ? null : ColumnsMetaData.of(query.columns());
  }

  public ParameterMetaData getParameterMetaData() throws SQLException {
    checkOpen();
    return ParametersMetaData.of(parameters);
  }

  @Override
  void checkTakesSql() throws SQLException {
    checkOpen();
    throw ArgumentChecks.invalid(
        "a PreparedStatement was given its SQL when it was prepared and takes no other");
  }
}
