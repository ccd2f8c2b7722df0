package io.github.helpcrunchjdbc.jdbc.value;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Date;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;

/**
 * The SQL types of results and parameters: all that metadata says of a type is derived from its
 * line here. Sizes are in digits for numbers and in characters for the rest.
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

  /** What types have in common. */
  public enum Kind {
    NUMBER,
    TEXT,
    BINARY,
    TIME,
    OTHER
  }

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
   * The type of a column or parameter; {@link #ANY} for one that has no line here.
   *
   * @param jdbcType a constant of {@code java.sql.Types}
   * @param typeName tells intervals from other things, for which JDBC has one number
   */
  public static SqlType of(int jdbcType, String typeName) {
    if (typeName.startsWith("INTERVAL")) {
      return INTERVAL;
    }
    return switch (jdbcType) {
      case Types.BOOLEAN, Types.BIT -> BOOLEAN;
      case Types.TINYINT -> TINYINT;
      case Types.SMALLINT -> SMALLINT;
      case Types.INTEGER -> INTEGER;
      case Types.BIGINT -> BIGINT;
      case Types.DECIMAL, Types.NUMERIC -> DECIMAL;
      case Types.REAL -> REAL;
      case Types.FLOAT -> FLOAT;
      case Types.DOUBLE -> DOUBLE;
      case Types.CHAR, Types.NCHAR -> CHAR;
      case Types.VARCHAR, Types.NVARCHAR, Types.LONGVARCHAR, Types.LONGNVARCHAR -> VARCHAR;
      case Types.BINARY -> BINARY;
      case Types.VARBINARY, Types.LONGVARBINARY -> VARBINARY;
      case Types.DATE -> DATE;
      case Types.TIME -> TIME;
      case Types.TIMESTAMP -> TIMESTAMP;
      case Types.ARRAY -> ARRAY;
      case Types.STRUCT -> STRUCT;
      case Types.NULL -> NULL;
      default -> ANY;
    };
  }

  /** The constant of {@code java.sql.Types}. */
  public int jdbcType() {
    return jdbcType;
  }

  public Kind kind() {
    return kind;
  }

  /** The class of {@code ResultSet.getObject(i)}. */
  public Class<?> javaClass() {
    return javaClass;
  }

  /** What JDBC calls precision, where the column does not bound it. */
  public int precision() {
    return precision;
  }

  /** The most characters a value takes when shown. */
  public int displaySize() {
    return displaySize;
  }

  public boolean isNumber() {
    return kind == Kind.NUMBER;
  }

  /** Whether a value is measured in characters or bytes, of which a column may allow any number. */
  public boolean hasLength() {
    return kind == Kind.TEXT || kind == Kind.BINARY;
  }

  /** Whether a CAST turns values of this type into values of the other. */
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
