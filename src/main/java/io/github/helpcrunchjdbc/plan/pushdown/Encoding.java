package io.github.helpcrunchjdbc.plan.pushdown;

/** How an operand's value becomes the value of a search filter. */
public enum Encoding {
  /** A number becomes whole numbers. */
  INTEGER,
  /** Milliseconds since 1970 become whole UNIX seconds. */
  DATE,
  /** Like DATE, if the service shows fractions of seconds; the bounds take in too much. */
  FRACTIONAL_DATE,
  /** Text stays as it is. */
  TEXT,
  /** A LIKE pattern becomes its longest literal piece. */
  LIKE,
  /** Text becomes its longest piece without a character that the service may read otherwise. */
  PIECE,
  /** Text in upper case becomes its longest piece of letters that come from ASCII letters only. */
  UPPER_PIECE,
  /** Text in lower case becomes its longest piece of letters that come from ASCII letters only. */
  LOWER_PIECE,
  /** A LIKE pattern for a text in upper case becomes its longest such piece. */
  UPPER_LIKE,
  /** A LIKE pattern for a text in lower case becomes its longest such piece. */
  LOWER_LIKE,
  /** The name of a tag stays as it is. */
  TAG;

  /** Whether the encoding is of use only if the service ignores case. */
  boolean needsFolding() {
    return switch (this) {
      case UPPER_PIECE, LOWER_PIECE, UPPER_LIKE, LOWER_LIKE -> true;
      default -> false;
    };
  }
}
