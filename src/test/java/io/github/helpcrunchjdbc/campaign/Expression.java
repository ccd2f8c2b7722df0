package io.github.helpcrunchjdbc.campaign;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An expression with what arithmetic says of it.
 *
 * @param kind what type it has
 * @param scale digits behind the point of a DECIMAL, else 0
 * @param value a {@code Long}, {@code BigDecimal}, {@code String} or {@code Boolean}; null for NULL
 *     and where it fails
 * @param failure the SQLState it must be refused with, null if it has a value
 * @param certain whether nothing else may come of it: of NULL and what fails, either may come first
 */
record Expression(
    String sql,
    Kind kind,
    int precision,
    int scale,
    @Nullable Object value,
    @Nullable String failure,
    boolean certain) {

  /** Types. */
  enum Kind {
    SMALLINT(Short.MIN_VALUE, Short.MAX_VALUE, 5),
    INTEGER(Integer.MIN_VALUE, Integer.MAX_VALUE, 10),
    BIGINT(Long.MIN_VALUE, Long.MAX_VALUE, 19),
    DECIMAL(0, 0, 0),
    TEXT(0, 0, 0),
    BOOLEAN(0, 0, 0);

    final long least;
    final long greatest;
    final int digits;

    Kind(long least, long greatest, int digits) {
      this.least = least;
      this.greatest = greatest;
      this.digits = digits;
    }

    boolean isWhole() {
      return digits > 0;
    }
  }

  static Expression whole(String sql, Kind kind, @Nullable Long value) {
    return new Expression(sql, kind, kind.digits, 0, value, null, true);
  }

  static Expression decimal(String sql, int precision, int scale, @Nullable BigDecimal value) {
    return new Expression(sql, Kind.DECIMAL, precision, scale, value, null, true);
  }

  static Expression text(String sql, @Nullable String value) {
    return new Expression(sql, Kind.TEXT, 0, 0, value, null, true);
  }

  static Expression bool(String sql, @Nullable Boolean value) {
    return new Expression(sql, Kind.BOOLEAN, 0, 0, value, null, true);
  }

  boolean fails() {
    return failure != null;
  }

  boolean isNull() {
    return value == null && failure == null;
  }

  BigDecimal number() {
    return value instanceof Long whole
        ? BigDecimal.valueOf(whole)
        : value instanceof BigDecimal decimal ? decimal : BigDecimal.ZERO;
  }

  String string() {
    return String.valueOf(value);
  }

  /** The digits before the point that its type has room for. */
  int wholeDigits() {
    return precision - scale;
  }

  Expression failing(String state) {
    return new Expression(sql, kind, precision, scale, null, state, certain);
  }

  Expression as(String otherSql) {
    return new Expression(otherSql, kind, precision, scale, value, failure, certain);
  }

  /** The same with the failures and doubts of what it is made of. */
  Expression madeOf(Expression... operands) {
    boolean sure = certain;
    boolean nulls = false;
    String state = null;
    int failures = 0;
    for (Expression operand : operands) {
      sure &= operand.certain;
      nulls |= operand.isNull();
      if (operand.failure != null) {
        failures += operand.failure.equals(state) ? 0 : 1;
        state = operand.failure;
      }
    }
    if (state != null) {
      sure &= !nulls && failures == 1;
      return new Expression(sql, kind, precision, scale, null, state, sure);
    }
    return new Expression(
        sql, kind, precision, scale, nulls ? null : value, nulls ? null : failure, sure);
  }
}
