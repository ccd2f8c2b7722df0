package io.github.helpcrunchjdbc.read;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.Column;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers aggregates without reading the rows: a count is the service's {@code total}, a least or
 * greatest value the first row in its order. Thread-safe.
 */
public final class AggregateReader {
  private final CustomerReader rows;

  /**
   * Creates a reader.
   *
   * @param rows reads the rows where the service does not say how many there are
   */
  public AggregateReader(CustomerReader rows) {
    this.rows = rows;
  }

  /**
   * The values of {@code aggregates} over the answer of {@code request}.
   *
   * @param request of at most one part, without residual; limited only if no value is asked
   */
  public List<@Nullable Long> read(
      ReadRequest request, List<Aggregate> aggregates, Execution execution) {
    List<@Nullable Long> values = new ArrayList<>();
    for (Aggregate aggregate : aggregates) {
      Column column = aggregate.column();
      values.add(
          column == null
              ? (Long) count(request, execution)
              : extreme(request, new RowOrder(column, aggregate.greatest(), false), execution));
    }
    return values;
  }

  private long count(ReadRequest request, Execution execution) {
    if (request.parts().isEmpty() || request.limit() <= 0) {
      return 0;
    }
    ReadRequest ids = request.of(List.of(CustomerColumns.ID), null);
    try (RowSource kept = rows.openKept(ids, execution)) {
      return kept == null
          ? rows.answer(ids, execution, reading -> count(ids, reading))
          : countRows(kept);
    }
  }

  private long count(ReadRequest request, ReadContext reading) {
    Search search = request.parts().get(0).search();
    PagedSearch pages = reading.pages(search, 0, RowDemand.one());
    if (!reading.findings().totalsUnreliable()) {
      pages.nextPage();
    }
    long total = pages.early() == null ? believed(reading, search, pages.total()) : -1;
    return total < 0
        ? countRows(request, reading.execution())
        : Math.max(0, Math.min(total - request.offset(), request.limit()));
  }

  /** The number of customers that a total stands for, negative if it has to be counted. */
  private static long believed(ReadContext reading, Search search, long total) {
    ReadFacts facts = reading.facts();
    if (total == Page.UNKNOWN_TOTAL || reading.findings().totalsUnreliable()) {
      return Page.UNKNOWN_TOTAL;
    } else if (SearchEnd.isLikelyCapped(total) && IdRange.conjunctions(search).size() == 1) {
      return uncapped(reading, search, total);
    }
    boolean doubtful =
        SearchEnd.isLikelyCapped(total) || (reading.isDistrustful() && !facts.areTotalsSeenRight());
    return !doubtful || isSeenRight(reading, search, total) ? total : Page.UNKNOWN_TOTAL;
  }

  /** The number of customers of a search whose total may be where the service stops counting. */
  private static long uncapped(ReadContext reading, Search search, long total) {
    PageRequest end = new PageRequest(search.withSort(CustomerReader.STABLE), total - 1, 2);
    Page page = reading.page(end);
    RangeCounter counter = new RangeCounter(reading, search);
    boolean capped = page.rows().size() != 1 || counter.isCapped(total, page.rows());
    return capped ? counter.count(total) : total;
  }

  /** Asks for the last customer that a total speaks of and the next: just one must be there. */
  private static boolean isSeenRight(ReadContext reading, Search search, long total) {
    if (total == 0) {
      return true;
    }
    PageRequest end = new PageRequest(search, total - 1, 2);
    Page page = reading.page(end);
    if (page.rows().size() == 1 && page.total() == total) {
      reading.facts().learnTotalsSeenRight();
      return true;
    }
    return false;
  }

  private long countRows(ReadRequest request, Execution execution) {
    try (RowSource source = rows.open(request, execution)) {
      return countRows(source);
    }
  }

  private static long countRows(RowSource source) {
    long count = 0;
    while (source.next() != null) {
      count++;
    }
    return count;
  }

  private @Nullable Long extreme(ReadRequest request, RowOrder order, Execution execution) {
    if (request.parts().isEmpty()) {
      return null;
    }
    ReadRequest first = new ReadRequest(request.parts(), List.of(order.column()), order, 0, 1);
    try (RowSource source = rows.open(first, execution)) {
      @Nullable Object[] row = source.next();
      return row == null ? null : (Long) row[0];
    }
  }
}
