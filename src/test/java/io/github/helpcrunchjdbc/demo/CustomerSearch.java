package io.github.helpcrunchjdbc.demo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that was found well-formed.
 *
 * @param filters empty for all customers
 * @param any whether one filter must match, or else all
 * @param sort a date, or null for the default order
 */
record CustomerSearch(
    List<Filter> filters,
    boolean any,
    @Nullable CustomerField sort,
    boolean descending,
    long offset,
    int limit) {

  /**
   * One entry of {@code filter}.
   *
   * @param operator as in the request
   * @param value Long for integers and dates, String, or {@code List<String>} of tag names
   */
  record Filter(CustomerField field, String operator, Object value) {
    boolean isNegative() {
      return operator.startsWith("!");
    }
  }

  /** What decides which customers match and in which order, without the page. */
  CustomerSearch withoutPage() {
    return new CustomerSearch(filters, any, sort, descending, 0, 0);
  }
}
