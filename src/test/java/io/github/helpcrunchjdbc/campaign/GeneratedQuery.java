package io.github.helpcrunchjdbc.campaign;

import java.util.List;

/**
 * A query, and what is known of its answer.
 *
 * @param whole without LIMIT and OFFSET; {@code {customers}} stands where the table does, {@code
 *     {names}} behind the customers {@code c} where the names of their tags join them as {@code t}
 * @param keys columns of the outermost ORDER BY, from 0; empty if there is none
 * @param tail LIMIT and OFFSET, empty if there are none
 * @param limit {@code Long.MAX_VALUE} for none
 */
record GeneratedQuery(Fragment whole, List<Integer> keys, Fragment tail, long limit, long offset) {
  private static final String TABLE = "{customers}";
  private static final String NAMES = "{names}";

  /** The judge can't take apart an array of the row beside it. */
  private static final String JUDGED_NAMES = " JOIN customer_tags t ON t.customerId = c.id";

  private static final String UNNESTED = ", UNNEST(TAG_NAMES(c.tags)) AS t (name)";

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
    return named(Fragment.join(whole, tail), "customers", UNNESTED);
  }

  /** The same without LIMIT and OFFSET, as the judge understands it. */
  Fragment uncut() {
    return named(whole, "customers", JUDGED_NAMES);
  }

  /** The same answer by a way on which the service filters, sorts and cuts nothing. */
  Fragment withoutPushdown() {
    return named(Fragment.join(whole, tail), OUT_OF_REACH, UNNESTED);
  }

  private static Fragment named(Fragment query, String table, String names) {
    return new Fragment(
        query.sql().replace(TABLE, table).replace(NAMES, names), query.parameters());
  }
}
