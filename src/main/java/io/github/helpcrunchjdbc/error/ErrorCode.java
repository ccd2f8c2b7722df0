package io.github.helpcrunchjdbc.error;

/**
 * Everything that can go wrong. Each code has the SQLState that a caller sees and the kind of its
 * failure. The JDBC layer chooses the SQLException subclass from {@link #kind()}.
 */
public enum ErrorCode {
  INVALID_PROPERTY("22023", Kind.NON_TRANSIENT, "a connection property or URL is not valid"),
  NOT_AUTHORIZED("28000", Kind.AUTHORIZATION, "the service refused the API key, or there is none"),
  BAD_REQUEST("22000", Kind.DATA, "the service refused a value or filter of the search"),
  SEARCH_REFUSED("22000", Kind.DATA, "the service refused a search, but none of its filters"),
  NOT_FOUND("08004", Kind.NON_TRANSIENT_CONNECTION, "there is no search service at baseUrl"),
  REFUSED(
      "08004", Kind.NON_TRANSIENT_CONNECTION, "the service answered with a status it should not"),
  RATE_LIMITED("53400", Kind.TRANSIENT, "too many requests, also after the last retry"),
  SERVER_ERROR(
      "58000",
      Kind.TRANSIENT,
      "the service failed (5xx, or errors in a 200), also after the last retry"),
  CONNECTION_FAILED("08001", Kind.TRANSIENT_CONNECTION, "the service could not be reached"),
  CONNECTION_LOST(
      "08006", Kind.TRANSIENT_CONNECTION, "the connection broke or was silent too long"),
  BROKEN_ANSWER("08P01", Kind.TRANSIENT_CONNECTION, "the answer was cut short or is not the API's"),
  NOT_AS_ASKED(
      "08P01",
      Kind.NON_TRANSIENT_CONNECTION,
      "the service gives customers that were not asked for, or the same ones again and again"),
  CONNECTION_CLOSED("08003", Kind.NON_TRANSIENT_CONNECTION, "the connection is closed"),
  OBJECT_CLOSED("55000", Kind.NON_TRANSIENT, "the statement or result set is closed"),
  UNDECODABLE("22018", Kind.DATA, "the service sent a value that its column can't hold"),
  INVALID_CONVERSION("22018", Kind.DATA, "a value can't be converted to the type asked for"),
  INVALID_ARGUMENT("22023", Kind.NON_TRANSIENT, "an argument of a JDBC method is not valid"),
  NO_SUCH_COLUMN_INDEX("42703", Kind.SYNTAX, "a result has no column of that index or label"),
  PARAMETER_MISSING("07001", Kind.SYNTAX, "a parameter was not set or does not exist"),
  INVALID_LIMIT("2201W", Kind.DATA, "a LIMIT or an OFFSET is negative or no whole number"),
  INVALID_CURSOR(
      "24000",
      Kind.NON_TRANSIENT,
      "the result set is not on a row, or the rows before it have changed since it was moved"
          + " there"),
  SYNTAX("42601", Kind.SYNTAX, "the SQL can't be parsed"),
  INVALID_SQL("42000", Kind.SYNTAX, "the SQL can be parsed but makes no sense"),
  UNKNOWN_COLUMN("42703", Kind.SYNTAX, "the SQL names a column that does not exist"),
  UNKNOWN_TABLE("42P01", Kind.SYNTAX, "the SQL names a table that does not exist"),
  UNKNOWN_FUNCTION("42883", Kind.SYNTAX, "the SQL calls a function that does not exist"),
  NOT_SUPPORTED("0A000", Kind.NOT_SUPPORTED, "the driver or the service can't do that"),
  READ_ONLY("0A000", Kind.NOT_SUPPORTED, "the driver reads only"),
  EVALUATION("22000", Kind.DATA, "an expression failed on a row"),
  DIVISION_BY_ZERO("22012", Kind.DATA, "an expression divided by zero"),
  SUBSTRING("22011", Kind.DATA, "a part of a text that can't be, such as one of negative length"),
  INVALID_POWER("2201F", Kind.DATA, "a power or a root that is no number"),
  LOGARITHM("2201E", Kind.DATA, "a logarithm of a number that has none"),
  NTILE("22014", Kind.DATA, "rows are dealt out to fewer than one part"),
  NTH_VALUE("22016", Kind.DATA, "a place in a window before the first"),
  WINDOW_FRAME("22013", Kind.DATA, "a distance of a window's frame that is negative"),
  ESCAPE_CHARACTER("22019", Kind.DATA, "an escape of LIKE that is not one character"),
  INVALID_PATTERN("2201B", Kind.DATA, "a regular expression can't be understood"),
  SEVERAL_ROWS("21000", Kind.DATA, "a subquery that stands for a value gave more than one row"),
  OUT_OF_RANGE("22003", Kind.DATA, "a number does not fit its type"),
  TIME_OUT_OF_RANGE("22008", Kind.DATA, "a date or time lies outside the years 0001 to 9999"),
  INVALID_TIME(
      "22007", Kind.DATA, "a text is no date or time, or none of the FORMAT that a cast names"),
  TOO_LARGE(
      "54000",
      Kind.NON_TRANSIENT,
      "a value would be larger than the driver makes it, or an answer is larger than it reads"),
  TOO_COMPLEX("54001", Kind.NON_TRANSIENT, "the statement is larger than the driver plans"),
  OUT_OF_MEMORY("53200", Kind.NON_TRANSIENT, "the statement would need more memory than it may"),
  CANCELLED("57014", Kind.NON_TRANSIENT, "the statement was cancelled"),
  TIMEOUT("HYT00", Kind.TIMEOUT, "the statement's timeout passed"),
  INCONSISTENT(
      "HCI01", Kind.TRANSIENT, "with consistency=strict, what would be a warning 01HCI or 01HCO"),
  OVER_BUDGET(
      "HCI02",
      Kind.NON_TRANSIENT,
      "the statement would take more requests than maxRequests allows"),
  MANY_REQUESTS("01HCR", Kind.WARNING, "the statement takes more requests than maxRequests says"),
  READ_MUCH(
      "01HCP",
      Kind.WARNING,
      "the statement read far more customers than it returned, since the driver checked a"
          + " predicate"),
  MAYBE_INCOMPLETE(
      "01HCI",
      Kind.WARNING,
      "some customers may be missing: they changed too much, or the service contradicts itself"),
  ORDER_DISTURBED(
      "01HCO", Kind.WARNING, "customers found late stand at the end of an ordered answer"),
  UNDECODED(
      "01HCN",
      Kind.WARNING,
      "with undecodable=null, values that their columns can't hold are shown as NULL"),
  INTERNAL("XX000", Kind.NON_TRANSIENT, "a defect of the driver");

  /** The kind of failure, from which the class of the SQLException follows. */
  public enum Kind {
    NON_TRANSIENT,
    TRANSIENT,
    TRANSIENT_CONNECTION,
    NON_TRANSIENT_CONNECTION,
    AUTHORIZATION,
    DATA,
    SYNTAX,
    NOT_SUPPORTED,
    TIMEOUT,
    /** No failure: the answer is usable. */
    WARNING
  }

  private final String sqlState;
  private final Kind kind;
  private final String meaning;

  ErrorCode(String sqlState, Kind kind, String meaning) {
    this.sqlState = sqlState;
    this.kind = kind;
    this.meaning = meaning;
  }

  /** Returns the five characters that {@code SQLException.getSQLState()} returns. */
  public String sqlState() {
    return sqlState;
  }

  public Kind kind() {
    return kind;
  }

  /** Returns a part of a sentence that says for the documentation what has gone wrong. */
  public String meaning() {
    return meaning;
  }
}
