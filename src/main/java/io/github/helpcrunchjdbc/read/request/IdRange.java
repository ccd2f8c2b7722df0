package io.github.helpcrunchjdbc.read.request;

import io.github.helpcrunchjdbc.search.Comparison;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A range of ids.
 *
 * @param after the greatest id before the range, null for no bound
 * @param last the greatest id in the range, null for no bound
 */
public record IdRange(@Nullable Long after, @Nullable Long last) {
  public static final IdRange ALL = new IdRange(null, null);

  public boolean has(long id) {
    return (after == null || id > after) && (last == null || id <= last);
  }

  /**
   * Returns the id after which to cut a range in two parts, so that each part has some of the known
   * ids.
   *
   * @param ids ids in the range, ascending, at least two
   */
  public static long middle(long[] ids) {
    return ids[ids.length / 2 - 1];
  }

  public IdRange upTo(long id) {
    return new IdRange(after, id);
  }

  public IdRange from(long id) {
    return new IdRange(id, last);
  }

  /**
   * Returns searches that together find what a search finds and to which a range can be added: one
   * search for each filter if the filters are ORed.
   */
  public static List<Search> conjunctions(Search search) {
    return search.isConjunction()
        ? List.of(search)
        : search.filters().stream()
            .map(filter -> search.withFilters(List.of(filter), Comparison.AND))
            .toList();
  }

  /** Returns a search for a search's customers in this range. The search's filters are ANDed. */
  public Search of(Search search) {
    Search behind =
        after == null
            ? search.and()
            : search.and(new SearchFilter(CustomerColumns.ID, Operator.GT, after));
    return last == null
        ? behind
        : behind.and(new SearchFilter(CustomerColumns.ID, Operator.LE, last));
  }
}
