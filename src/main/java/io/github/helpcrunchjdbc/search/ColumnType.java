package io.github.helpcrunchjdbc.search;

import io.github.helpcrunchjdbc.search.decode.CustomDecoder;
import io.github.helpcrunchjdbc.search.decode.Decoder;
import io.github.helpcrunchjdbc.search.decode.ScalarDecoder;
import java.sql.Types;
import java.util.List;
import java.util.Set;

/**
 * What a column holds. This enum is the only place for a type's SQL type, its words in errors, the
 * operators and values of its search field, and its decoder.
 */
public enum ColumnType {
  /** A whole number of up to 64 bits; a {@code Long}. */
  INTEGER(
      Sql.BIGINT,
      "a whole number of 64 bits",
      Operator.OF_ORDERED,
      Long.class,
      (json, token, texts, zone) -> ScalarDecoder.whole(json, token)),
  /** Text; a {@code String}. */
  STRING(
      Sql.VARCHAR,
      "text",
      Operator.OF_STRINGS,
      String.class,
      (json, token, texts, zone) -> ScalarDecoder.text(json, token)),
  /** UNIX seconds, perhaps with a fraction; {@code Long} milliseconds since 1970 UTC. */
  DATE(
      Sql.TIMESTAMP,
      "UNIX seconds between the years 1 and 9999",
      Operator.OF_ORDERED,
      Long.class,
      (json, token, texts, zone) -> ScalarDecoder.millis(json, token)),
  /** A {@code Boolean}. */
  BOOLEAN(
      Sql.BOOLEAN, "true or false", (json, token, texts, zone) -> ScalarDecoder.truth(json, token)),
  /** Tag objects, shown as a JSON array of their names; a {@code String}. */
  TAGS(
      Sql.VARCHAR,
      "a list of tags with names",
      Operator.OF_ARRAYS,
      List.class,
      (json, token, texts, zone) -> texts.tags(token)),
  /** Tag objects, shown as a JSON array of each tag's name and colour in turn; a {@code String}. */
  TAG_OBJECTS(
      Sql.VARCHAR,
      "a list of tags with names",
      (json, token, texts, zone) -> texts.tagObjects(token)),
  /** The customer's own attributes, shown as a JSON object; a {@code String}. */
  ATTRIBUTES(
      Sql.VARCHAR,
      "an object or a list of properties with values",
      (json, token, texts, zone) -> texts.attributes(token)),
  /** A custom attribute of any value; a {@code String}, JSON text for a list or an object. */
  ANY_TEXT(
      Sql.VARCHAR,
      "any value",
      (json, token, texts, zone) ->
          token.isStructStart() ? texts.copy(token) : ScalarDecoder.text(json, token)),
  /** A custom attribute of whole numbers; a {@code Long}. */
  WHOLE(
      Sql.BIGINT,
      "a whole number of 64 bits",
      (json, token, texts, zone) -> CustomDecoder.whole(json, token)),
  /** A custom attribute of numbers; a {@code BigDecimal}. */
  DECIMAL(
      Sql.DECIMAL,
      "a number of 20 digits before and 18 after the point",
      (json, token, texts, zone) -> CustomDecoder.decimal(json, token)),
  /**
   * A custom attribute of times, written {@code 2020-09-01 00:40:00} and shown like that, or whole
   * UNIX seconds; {@code Long} milliseconds between 1970 and the local time shown, without a zone.
   */
  TIME(
      Sql.TIMESTAMP,
      "a time such as 2020-09-01 00:40:00, or UNIX seconds",
      (json, token, texts, zone) -> CustomDecoder.time(json, token, zone));

  private final Sql sql;
  private final String holds;

  @SuppressWarnings("ImmutableEnumChecker") // made by EnumSet and Set.of, never changed
  private final Set<Operator> operators;

  private final Class<?> searchValue;

  @SuppressWarnings("ImmutableEnumChecker") // without state
  private final Decoder decoder;

  /** Creates a type whose columns can't be searched. */
  ColumnType(Sql sql, String holds, Decoder decoder) {
    this(sql, holds, Set.of(), Void.class, decoder);
  }

  ColumnType(
      Sql sql, String holds, Set<Operator> operators, Class<?> searchValue, Decoder decoder) {
    this.sql = sql;
    this.holds = holds;
    this.operators = operators;
    this.searchValue = searchValue;
    this.decoder = decoder;
  }

  /** Returns the type that SQL sees. */
  public Sql sql() {
    return sql;
  }

  /** Returns what a value of this type has to be, in the words of an error. */
  public String holds() {
    return holds;
  }

  /** Returns the operators the API accepts for a searchable field of this type. */
  public Set<Operator> operators() {
    return operators;
  }

  /**
   * Whether a search filter on a column of this type may carry {@code value}. The service refuses
   * values of other types.
   */
  boolean accepts(Object value) {
    return searchValue.isInstance(value);
  }

  /** Returns the decoder that reads values of this type from the service's JSON. */
  public Decoder decoder() {
    return decoder;
  }

  /** The SQL types of columns, by the names that SQL has for them. */
  public enum Sql {
    BIGINT(Types.BIGINT, 19, 0),
    VARCHAR(Types.VARCHAR, 0, 0),
    /** Milliseconds: the API's times are seconds, some with a fraction. */
    TIMESTAMP(Types.TIMESTAMP, 3, 0),
    BOOLEAN(Types.BOOLEAN, 0, 0),
    /** The column has room for any amount of money, and for the fraction of a double. */
    DECIMAL(Types.DECIMAL, 38, 18);

    private final int jdbcType;
    private final int precision;
    private final int scale;

    Sql(int jdbcType, int precision, int scale) {
      this.jdbcType = jdbcType;
      this.precision = precision;
      this.scale = scale;
    }

    /** Returns the constant of {@code java.sql.Types}. */
    public int jdbcType() {
      return jdbcType;
    }

    /** Returns the digits of a number, or those of a time after the second; 0 without any. */
    public int precision() {
      return precision;
    }

    /** Returns the digits of a number after the decimal point. */
    public int scale() {
      return scale;
    }

    public boolean isNumber() {
      return this == BIGINT || this == DECIMAL;
    }

    public boolean isTime() {
      return this == TIMESTAMP;
    }
  }
}
