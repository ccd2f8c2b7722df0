package io.github.helpcrunchjdbc.execution;

/**
 * How often a statement reads all customers.
 *
 * @param surely whatever is found
 * @param likely where each search finds somebody
 */
public record WholeReads(int surely, int likely) {
  /** Never. */
  public static final WholeReads NONE = new WholeReads(0, 0);
}
