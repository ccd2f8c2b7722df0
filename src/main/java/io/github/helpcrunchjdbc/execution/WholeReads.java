package io.github.helpcrunchjdbc.execution;

/**
 * How often a statement reads all customers.
 *
 * @param surely how often at least, whatever the searches find; but a join that gathers no row of
 *     one side, and then does not read the other, counts as reading both
 * @param likely how often if each search finds a customer
 */
public record WholeReads(int surely, int likely) {
  /** The statement never reads all customers. */
  public static final WholeReads NONE = new WholeReads(0, 0);
}
