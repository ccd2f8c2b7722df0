package io.github.helpcrunchjdbc.rows;

import io.github.helpcrunchjdbc.search.ColumnDef;

/**
 * A value that its column can't hold.
 *
 * @param customer id of the customer
 * @param found the kind of value that was found, never the value itself
 * @param isAsked whether the statement uses the column. Only then does the statement warn
 */
public record UndecodedValue(ColumnDef column, long customer, String found, boolean isAsked) {
  /** Returns one sentence part that names the kind of value, the column and the customer. */
  public String message() {
    return message(found, column, Long.toString(customer));
  }

  static String message(String found, ColumnDef column, String customer) {
    return "the service sent %s for column %s of customer %s; it holds %s"
        .formatted(found, column.name(), customer, column.type().holds());
  }
}
