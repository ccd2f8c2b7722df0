package io.github.helpcrunchjdbc.campaign;

import java.util.List;

/**
 * A query, and what is known of its answer.
 *
 * @param whole without LIMIT and OFFSET; {@code {customers}} stands where the table does
 * @param keys columns of the outermost ORDER BY, from 0; empty if there is none
 * @param tail LIMIT and OFFSET, empty if there are none
 * @param limit {@code Long.MAX_VALUE} for none
 */
record GeneratedQuery(Fragment whole, List<Integer> keys, Fragment tail, long limit, long offset) {
  private static final String TABLE = "{customers}";

  /** Nothing can be pushed through a limit. */
  private static final String OUT_OF_REACH = "(SELECT * FROM customers ORDER BY id LIMIT 1000000)";

  static GeneratedQuery of(Fragment whole, List<Integer> keys) {
    return new GeneratedQuery(whole, keys, Fragment.of(""), Long.MAX_VALUE, 0);
  }

  boolean isCut() {
    return !tail.sql().isEmpty();
  }

  /** As anybody would write it. */
  Fragment plain() {
    return named(Fragment.join(whole, tail), "customers");
  }

  /** The same without LIMIT and OFFSET. */
  Fragment uncut() {
    return named(whole, "customers");
  }

  /** The same answer by a way on which the service filters, sorts and cuts nothing. */
  Fragment withoutPushdown() {
    return named(Fragment.join(whole, tail), OUT_OF_REACH);
  }

  private static Fragment named(Fragment query, String table) {
    return new Fragment(query.sql().replace(TABLE, table), query.parameters());
  }
}
