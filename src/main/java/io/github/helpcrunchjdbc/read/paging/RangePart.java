package io.github.helpcrunchjdbc.read.paging;

import io.github.helpcrunchjdbc.read.request.IdRange;
import io.github.helpcrunchjdbc.search.Search;
import java.util.Set;

/**
 * A range of ids of a search.
 *
 * @param total how many customers it should have, negative if that is not known
 * @param shown ids of the page that it was cut by; none if it was not cut by one page
 * @param isFirst whether it is the first part of a range that was cut, and the other part is next
 */
record RangePart(Search search, IdRange range, long total, Set<Long> shown, boolean isFirst) {
  /** The search for the customers of this range. */
  Search inRange() {
    return range.of(search);
  }

  /** The same range, no longer the first of two, with another total. */
  RangePart withTotal(long newTotal) {
    return new RangePart(search, range, newTotal, shown, false);
  }
}
