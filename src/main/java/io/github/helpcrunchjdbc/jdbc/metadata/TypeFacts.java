package io.github.helpcrunchjdbc.jdbc.metadata;

import io.github.helpcrunchjdbc.jdbc.value.SqlType;
import io.github.helpcrunchjdbc.plan.ResultColumn;

/** Derives what metadata says, in JDBC's terms, from a type and its precision. */
final class TypeFacts {
  /** Length of {@code 2024-01-01 00:00:00}. */
  private static final int TIMESTAMP_LENGTH = 19;

  /** Length of {@code 00:00:00}. */
  private static final int TIME_LENGTH = 8;

  private TypeFacts() {}

  static SqlType typeOf(ResultColumn column) {
    return SqlType.of(column.jdbcType(), column.typeName());
  }

  /**
   * Returns JDBC's precision or column size: digits of a number, characters of everything else.
   *
   * @param bound the type's own precision, for a time the digits after the second; 0 for none
   */
  static int precision(SqlType type, int bound) {
    return switch (type) {
      case TIMESTAMP -> TIMESTAMP_LENGTH + fraction(bound);
      case TIME -> TIME_LENGTH + fraction(bound);
      case DECIMAL -> bound > 0 ? bound : type.precision();
      default -> type.hasLength() && bound > 0 ? bound : type.precision();
    };
  }

  /** Returns JDBC's scale: digits after the point, for a time digits after the second. */
  static int scale(SqlType type, int bound, int scale) {
    return switch (type) {
      case TIMESTAMP, TIME -> Math.max(0, bound);
      case DECIMAL -> Math.max(0, scale);
      default -> 0;
    };
  }

  static int displaySize(SqlType type, int bound) {
    return switch (type) {
      case TIMESTAMP, TIME -> Math.max(type.displaySize(), precision(type, bound));
      // The two characters are a sign and a point.
      case DECIMAL -> precision(type, bound) + 2;
      // Each byte takes two digits.
      case BINARY, VARBINARY -> (int) Math.min(Integer.MAX_VALUE, 2L * precision(type, bound));
      default -> type.hasLength() && bound > 0 ? bound : type.displaySize();
    };
  }

  private static int fraction(int digits) {
    return digits > 0 ? 1 + digits : 0;
  }
}
