package io.github.helpcrunchjdbc.rows;

/** What becomes of a value that its column can't hold. */
public enum Undecodable {
  /** The answer is an error that names column and customer. */
  ERROR,
  /** The value is NULL, and the page tells which values were. */
  NULL
}
