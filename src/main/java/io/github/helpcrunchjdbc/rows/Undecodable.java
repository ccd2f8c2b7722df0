package io.github.helpcrunchjdbc.rows;

/** What happens to a value that its column can't hold. */
public enum Undecodable {
  /** The statement fails with an error that names the column and the customer. */
  ERROR,
  /** The value becomes NULL, and the page lists it. */
  NULL
}
