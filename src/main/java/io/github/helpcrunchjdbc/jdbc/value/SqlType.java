package io.github.helpcrunchjdbc.jdbc.value;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Date;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The SQL types of results and parameters. All that metadata says of a type is derived from its
 * line here. Sizes are in digits for numbers and in characters for other types.
 */
public enum SqlType {
  BOOLEAN(Types.BOOLEAN, Kind.OTHER, Boolean.class, 1, 5),
  TINYINT(Types.TINYINT, Kind.NUMBER, Integer.class, 3, 4),
  BIGINT(Types.BIGINT, Kind.NUMBER, Long.class, 19, 20),
  VARBINARY(Types.VARBINARY, Kind.BINARY, byte[].class, Integer.MAX_VALUE, Integer.MAX_VALUE),
  BINARY(Types.BINARY, Kind.BINARY, byte[].class, Integer.MAX_VALUE, Integer.MAX_VALUE),
  CHAR(Types.CHAR, Kind.TEXT, String.class, Integer.MAX_VALUE, Integer.MAX_VALUE),
  DECIMAL(Types.DECIMAL, Kind.NUMBER, BigDecimal.class, 38, 40),
  INTEGER(Types.INTEGER, Kind.NUMBER, Integer.class, 10, 11),
  SMALLINT(Types.SMALLINT, Kind.NUMBER, Integer.class, 5, 6),
  FLOAT(Types.FLOAT, Kind.NUMBER, Double.class, 15, 25),
  REAL(Types.REAL, Kind.NUMBER, Float.class, 7, 15),
  DOUBLE(Types.DOUBLE, Kind.NUMBER, Double.class, 15, 25),
  VARCHAR(Types.VARCHAR, Kind.TEXT, String.class, Integer.MAX_VALUE, Integer.MAX_VALUE),
  DATE(Types.DATE, Kind.TIME, Date.class, 10, 10),
  TIME(Types.TIME, Kind.TIME, Time.class, 8, 12),
  TIMESTAMP(Types.TIMESTAMP, Kind.TIME, Timestamp.class, 19, 23),
  ARRAY(Types.ARRAY, Kind.OTHER, Array.class, Integer.MAX_VALUE, Integer.MAX_VALUE),
  STRUCT(Types.STRUCT, Kind.OTHER, Struct.class, Integer.MAX_VALUE, Integer.MAX_VALUE),
  NULL(Types.NULL, Kind.OTHER, Object.class, 1, 4),
  INTERVAL(Types.OTHER, Kind.OTHER, String.class, 40, 40),
  ANY(Types.OTHER, Kind.OTHER, Object.class, Integer.MAX_VALUE, Integer.MAX_VALUE);

  /** Groups types that are treated alike. */
  public enum Kind {
    NUMBER,
    TEXT,
    BINARY,
    TIME,
    OTHER
  }

  /**
   * The types by JDBC's number, except those for which JDBC has no number; {@link #ANY} comes last.
   */
  private static final Map<Integer, SqlType> BY_NUMBER =
      Arrays.stream(values())
          .collect(
              Collectors.toUnmodifiableMap(SqlType::jdbcType, type -> type, (one, other) -> other));

  private final int jdbcType;
  private final Kind kind;
  private final Class<?> javaClass;
  private final int precision;
  private final int displaySize;

  SqlType(int jdbcType, Kind kind, Class<?> javaClass, int precision, int displaySize) {
    this.jdbcType = jdbcType;
    this.kind = kind;
    this.javaClass = javaClass;
    this.precision = precision;
    this.displaySize = displaySize;
  }

  /**
   * Returns the type of a column or parameter; {@link #ANY} for a type that has no line here.
   *
   * @param jdbcType a constant of {@code java.sql.Types}
   * @param typeName tells intervals from other types that share their JDBC number
   */
  public static SqlType of(int jdbcType, String typeName) {
    if (typeName.startsWith("INTERVAL")) {
      return INTERVAL;
    }
    int plain =
        switch (jdbcType) {
          case Types.BIT -> Types.BOOLEAN;
          case Types.NUMERIC -> Types.DECIMAL;
          case Types.NCHAR -> Types.CHAR;
          case Types.NVARCHAR, Types.LONGVARCHAR, Types.LONGNVARCHAR -> Types.VARCHAR;
          case Types.LONGVARBINARY -> Types.VARBINARY;
          default -> jdbcType;
        };
    return BY_NUMBER.getOrDefault(plain, ANY);
  }

  /** Returns the constant of {@code java.sql.Types}. */
  public int jdbcType() {
    return jdbcType;
  }

  public Kind kind() {
    return kind;
  }

  /** Returns the class of {@code ResultSet.getObject(i)}. */
  public Class<?> javaClass() {
    return javaClass;
  }

  /** Returns what JDBC calls precision, for a column without a bound of its own. */
  public int precision() {
    return precision;
  }

  /** Returns the most characters that a value takes when it is shown. */
  public int displaySize() {
    return displaySize;
  }

  public boolean isNumber() {
    return kind == Kind.NUMBER;
  }

  /**
   * Returns whether values are measured in characters or bytes, of which a column may allow any
   * number.
   */
  public boolean hasLength() {
    return kind == Kind.TEXT || kind == Kind.BINARY;
  }

  /** Returns whether a CAST turns values of this type into values of the other. */
  public boolean convertsTo(SqlType other) {
    if (this == other) {
      return this != ANY;
    }
    return switch (kind) {
      case TEXT -> other.kind != Kind.OTHER || other == BOOLEAN;
      case NUMBER -> other.kind == Kind.NUMBER || other.kind == Kind.TEXT || other == BOOLEAN;
      case BINARY -> other.kind == Kind.BINARY;
      case TIME ->
          other.kind == Kind.TEXT
              || (this == TIMESTAMP && other.kind == Kind.TIME)
              || (this == DATE && other == TIMESTAMP);
      case OTHER -> this == BOOLEAN && (other.kind == Kind.TEXT || other.isWhole());
    };
  }

  private boolean isWhole() {
    return this == TINYINT || this == SMALLINT || this == INTEGER || this == BIGINT;
  }
}
