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
import io.github.helpcrunchjdbc.plan.sql.ParameterFreedom;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that was planned once and is executed with values. This class has the methods of
 * PreparedStatement except the setters; callers get a {@link StatementProxy}.
 */
final class HelpCrunchPreparedStatement extends HelpCrunchStatement {
  private final String sql;
  private final PreparedQuery query;
  private final List<QueryParameter> parameters;
  private final ParameterConverter converter;
  private final GivenValue[] given;

  /**
   * The value that a parameter was given.
   *
   * @param isSet whether the parameter was set, also if it was set to NULL
   * @param value the value as the caller set it
   * @param zone the zone of the calendar set with it; null for the usual zone
   * @param ownType the type that the value brings with it; null if the parameter's place decides
   *     the type
   * @param bound the value converted to {@code ownType}, or to the type of the place
   * @param convertedToPlace the value converted to the type of the place; null if that is
   *     impossible or would cut the value
   */
  private record GivenValue(
      boolean isSet,
      @Nullable Object value,
      @Nullable ZoneId zone,
      @Nullable QueryParameter ownType,
      @Nullable Object bound,
      @Nullable Object convertedToPlace) {
    static final GivenValue NOTHING = new GivenValue(false, null, null, null, null, null);
    static final GivenValue NULL = new GivenValue(true, null, null, null, null, null);
  }

  HelpCrunchPreparedStatement(HelpCrunchConnection connection, String sql, PreparedQuery query) {
    super(connection, true);
    this.sql = sql;
    this.query = query;
    this.parameters = query.parameters();
    this.converter = new ParameterConverter(connection.timeZone());
    this.given = new GivenValue[parameters.size()];
    Arrays.fill(given, GivenValue.NOTHING);
  }

  @Override
  PreparedStatement proxy() {
    return (PreparedStatement) super.proxy();
  }

  /**
   * Binds a value.
   *
   * @param calendar gives the zone in which a date or time is a wall clock; null for the usual zone
   */
  void set(int index, @Nullable Object value, @Nullable Calendar calendar) throws SQLException {
    checkOpen();
    QueryParameter parameter = ParametersMetaData.at(parameters, index);
    given[index - 1] =
        value == null
            ? GivenValue.NULL
            : converted(
                parameter, index, ParameterConverter.copyToKeep(value), JdbcTimes.zoneOf(calendar));
  }

  /** Binds a value as the given type, as far as the parameter's place leaves the type open. */
  void setAs(TargetType type, int index, Object value) throws SQLException {
    checkOpen();
    QueryParameter place = ParametersMetaData.at(parameters, index);
    Object held = ParameterConverter.copyToKeep(value);
    set(index, type.convert(converter, place, index, held), null);
  }

  private GivenValue converted(QueryParameter place, int index, Object value, @Nullable ZoneId zone)
      throws SQLException {
    QueryParameter own = converter.ownType(place, value, zone);
    if (own == null) {
      Object bound = converter.convert(place, index, value, zone);
      return new GivenValue(true, value, zone, null, bound, bound);
    }
    Object bound = converter.convert(own, index, value, zone);
    try {
      // The type of the place would cut a value that it can't hold.
      boolean isTooLarge = place.freedom() == ParameterFreedom.TOO_LARGE;
      Object placed = isTooLarge ? null : converter.convert(place, index, value, zone);
      return new GivenValue(true, value, zone, own, bound, placed);
    } catch (SQLException e) {
      return new GivenValue(true, value, zone, own, bound, null);
    }
  }

  /**
   * Returns the query planned for the types of the values, or, if these types don't fit together,
   * for the types of the parameters' places.
   */
  private PreparedQuery typed(List<@Nullable Object> bound, Execution execution) {
    try {
      PreparedQuery typed =
          query.withParameters(
              Arrays.stream(given).<@Nullable QueryParameter>map(GivenValue::ownType).toList(),
              execution);
      convertOthers(bound, typed.parameters());
      return typed;
    } catch (HelpCrunchException e) {
      // For example, a text and a number are results of one CASE.
      for (int i = 0; i < bound.size(); i++) {
        if (given[i].value != null && given[i].convertedToPlace == null) {
          throw e;
        }
        bound.set(i, given[i].convertedToPlace);
      }
      return query;
    }
  }

  /**
   * Converts the values that bring no type with them, because the types of the other values may
   * have changed the types of their parameters.
   */
  private void convertOthers(List<@Nullable Object> bound, List<QueryParameter> typed) {
    for (int i = 0; i < bound.size(); i++) {
      GivenValue set = given[i];
      if (set.value != null && set.ownType == null && !typed.get(i).equals(parameters.get(i))) {
        try {
          bound.set(i, converter.convert(typed.get(i), i + 1, set.value, set.zone));
        } catch (SQLException e) {
          throw new HelpCrunchException(
              ErrorCode.INVALID_CONVERSION, String.valueOf(e.getMessage()), e);
        }
      }
    }
  }

  public void clearParameters() throws SQLException {
    Arrays.fill(given, GivenValue.NOTHING);
  }

  public ResultSet executeQuery() throws SQLException {
    int missing = Arrays.asList(given).indexOf(GivenValue.NOTHING);
    if (missing >= 0 && query.needsValues()) {
      throw SqlExceptions.of(
          ErrorCode.PARAMETER_MISSING,
          "parameter " + (missing + 1) + " of " + given.length + " was not set");
    }
    List<@Nullable Object> bound = new ArrayList<>();
    if (missing < 0 || query.takesSomeValues()) {
      Arrays.stream(given).forEach(one -> bound.add(one.bound));
    }
    return run(sql, started -> typed(bound, started), bound);
  }

  public boolean execute() throws SQLException {
    if (!query.hasRows()) {
      executeCommand();
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
      executeCommand();
      return 0;
    }
    return executeLargeUpdate(null);
  }

  public @Nullable ResultSetMetaData getMetaData() throws SQLException {
    return !query.hasRows() ? null : ColumnsMetaData.of(query.columns());
  }

  public ParameterMetaData getParameterMetaData() throws SQLException {
    return ParametersMetaData.of(parameters);
  }

  @Override
  void checkTakesSql() throws SQLException {
    checkOpen();
    throw ArgumentChecks.invalid(
        "a PreparedStatement was given its SQL when it was prepared and takes no other");
  }
}
