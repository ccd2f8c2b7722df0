package io.github.helpcrunchjdbc.read.paging;

import io.github.helpcrunchjdbc.read.request.IdRange;
import io.github.helpcrunchjdbc.search.Search;
import java.util.Set;

/**
 * A range of ids of a search.
 *
 * @param total how many customers the range should have, negative if that is not known
 * @param shown the ids of the page that the cut was based on; none if it was not based on one page
 * @param isFirst whether it is the first part of a range that was cut, and the other part is next
 */
record RangePart(Search search, IdRange range, long total, Set<Long> shown, boolean isFirst) {
  /** Returns the search for the customers of this range. */
  Search inRange() {
    return range.of(search);
  }

  /** Returns this range with another total. It no longer counts as the first of two parts. */
  RangePart withTotal(long newTotal) {
    return new RangePart(search, range, newTotal, shown, false);
  }
}
