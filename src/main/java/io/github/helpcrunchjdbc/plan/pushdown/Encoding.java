package io.github.helpcrunchjdbc.plan.pushdown;

/** How an operand's value becomes the value of a search filter. */
public enum Encoding {
  /** A number, to whole numbers. */
  INTEGER,
  /** Milliseconds since 1970, to whole UNIX seconds. */
  DATE,
  /** The same where the service shows fractions, with bounds that take in too much. */
  FRACTIONAL_DATE,
  /** Text as it is. */
  TEXT,
  /** A LIKE pattern, to its longest literal piece. */
  LIKE,
  /** Text, to its longest piece that the service can't read otherwise. */
  PIECE,
  /** Text in upper case, to its longest piece whose letters have no other origin. */
  UPPER_PIECE,
  /** Text in lower case, likewise. */
  LOWER_PIECE,
  /** A LIKE pattern for a text in upper case, likewise. */
  UPPER_LIKE,
  /** A LIKE pattern for a text in lower case, likewise. */
  LOWER_LIKE,
  /** The name of a tag. */
  TAG;

  /** Whether it helps only where the service ignores case. */
  boolean needsFolding() {
    return switch (this) {
      case UPPER_PIECE, LOWER_PIECE, UPPER_LIKE, LOWER_LIKE -> true;
      default -> false;
    };
  }
}
