package io.github.helpcrunchjdbc.jdbc.value;

import io.github.helpcrunchjdbc.jdbc.failure.ArgumentChecks;
import io.github.helpcrunchjdbc.plan.QueryParameter;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The type that {@code setObject} names.
 *
 * @param jdbcType a constant of {@code java.sql.Types}
 * @param scale how many digits a DECIMAL has after the point; null for as many as the value has
 */
public record TargetType(int jdbcType, @Nullable Integer scale) {
  /**
   * Converts a value to this type, as far as the parameter's place leaves the type open.
   *
   * @param index the parameter's index, from 1
   * @param held the value as {@link ParameterConverter#copyToKeep} returns it
   * @return a value of a class that brings the type with it; the narrow number types become INTEGER
   *     and DOUBLE
   */
  public Object convert(ParameterConverter converter, QueryParameter place, int index, Object held)
      throws SQLException {
    SqlType type = SqlType.of(jdbcType, "");
    QueryParameter target = new QueryParameter(jdbcType, type.name(), 0, 0);
    if (type == SqlType.DECIMAL && scale != null) {
      BigDecimal number = (BigDecimal) converter.convert(target, index, held, null);
      return ArgumentChecks.scaled(number, scale);
    }
    boolean isOther = type.kind() == SqlType.Kind.OTHER && type != SqlType.BOOLEAN;
    QueryParameter own = converter.ownType(place, held, null);
    // An instant says more than a wall clock, so it is not converted.
    boolean isTimestamp =
        type == SqlType.TIMESTAMP && own != null && own.jdbcType() == Types.TIMESTAMP;
    boolean isOpen =
        switch (place.freedom()) {
          case NONE -> false;
          // Beside a DATE the two types give different answers.
          case TOO_LARGE ->
              place.jdbcType() == Types.DATE && (type == SqlType.DATE || type == SqlType.TIMESTAMP);
          case ANY -> true;
        };
    if (!isOpen || isOther || isTimestamp) {
      return held;
    }
    Object converted = converter.convert(target, index, held, null);
    return switch (type) {
      case DATE -> LocalDate.ofEpochDay((Integer) converted);
      case TIME -> LocalTime.ofNanoOfDay(TimeUnit.MILLISECONDS.toNanos((Integer) converted));
      case TIMESTAMP -> JdbcTimes.wallClock((Long) converted);
      default -> converted;
    };
  }
}
