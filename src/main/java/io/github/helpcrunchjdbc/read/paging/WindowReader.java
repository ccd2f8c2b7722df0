package io.github.helpcrunchjdbc.read.paging;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.execution.RowSize;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.read.request.RowDemand;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads all rows of a window of ids that has several pages, like any search, and counts the memory
 * of one window's rows. Not thread-safe.
 */
final class WindowReader {
  private final ReadContext reading;
  private long kept;

  WindowReader(ReadContext reading) {
    this.reading = reading;
  }

  /** Gives back the memory of the window before, whose rows have been returned. */
  void drop() {
    reading.kept().drop(kept);
    kept = 0;
  }

  /**
   * Checks the search if counted customers did not come in two empty answers: somebody must still
   * be there, and the search must count no more than were returned, or than the range that was read
   * counts now. So rows that are missing within that range are not seen here: they look like
   * customers who came to it since. The windows have compared their totals with their rows.
   *
   * @param read the range of ids that was read so far
   */
  void checkNoneLeft(Search whole, Search read, long given) {
    Page page = reading.page(new PageRequest(whole, 0, 1));
    boolean isMore =
        page.total() > given && page.total() > reading.page(new PageRequest(read, 0, 1)).total();
    if (page.rows().isEmpty() || isMore) {
      reading.flawed(
          ErrorCode.MAYBE_INCOMPLETE,
          "the service counted customers after an id, but gives and counts none there");
    }
  }

  /** Returns the rows of a window; null, after one page, if it has more than {@code most}. */
  @Nullable List<@Nullable Object[]> ifFits(Search window, double most) {
    PagedSearch pages =
        PagedSearch.of(reading, window.withSort(SortOrder.STABLE), 0, RowDemand.everything());
    List<@Nullable Object[]> first = pages.nextPage();
    if (pages.total() > most || pages.total() == Page.UNKNOWN_TOTAL) {
      pages.stop();
      pages.seen().release();
      return null;
    }
    return rest(pages, first);
  }

  /** Returns the rows of a window of which the first page has come. */
  List<@Nullable Object[]> everything(Search window, Page page) {
    ReadContext having = reading.having(new PageRequest(window, 0, reading.pageSize()), page);
    PagedSearch pages = PagedSearch.of(having, window, 0, RowDemand.everything());
    return rest(pages, pages.nextPage());
  }

  private List<@Nullable Object[]> rest(
      PagedSearch pages, @Nullable List<@Nullable Object[]> first) {
    try {
      List<@Nullable Object[]> rows = new ArrayList<>();
      for (List<@Nullable Object[]> page = first; page != null; page = pages.nextPage()) {
        page.forEach(row -> keep(row, rows));
      }
      if (pages.early() == null) {
        rows.addAll(pages.missedRows());
        return rows;
      }
      RowSource beyond = pages.beyond(0);
      for (@Nullable Object[] row = beyond.next(); row != null; row = beyond.next()) {
        keep(row, rows);
      }
      return rows;
    } finally {
      pages.seen().release();
    }
  }

  private void keep(@Nullable Object[] row, List<@Nullable Object[]> rows) {
    long bytes = RowSize.of(row);
    reading.kept().keep(bytes);
    kept += bytes;
    rows.add(row);
  }
}
