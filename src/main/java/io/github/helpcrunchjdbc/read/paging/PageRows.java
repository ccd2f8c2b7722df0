package io.github.helpcrunchjdbc.read.paging;

import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.read.request.RowDemand;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one search in the order they come, then the rows that its pages have missed. */
public final class PageRows implements RowSource {
  private final PagedSearch pages;
  private @Nullable Iterator<@Nullable Object[]> page;
  private @Nullable RowSource beyond;
  private boolean complete;

  public PageRows(PagedSearch pages) {
    this.pages = pages;
  }

  /** Reads all rows of a search, in any order. */
  public static List<@Nullable Object[]> everything(ReadContext reading, Search search) {
    try (PageRows rows = all(reading, search)) {
      return reading.gather(rows);
    }
  }

  /** Reads all rows of a search and returns their number. */
  public static long count(ReadContext reading, Search search) {
    try (PageRows rows = all(reading, search)) {
      return rows.count();
    }
  }

  private static PageRows all(ReadContext reading, Search search) {
    // A descending order loses no customer. The sort column shows how far the scan has come.
    Search sorted = search.withSort(new SortOrder(reading.layout().sorted(), true));
    return new PageRows(PagedSearch.of(reading, sorted, 0, RowDemand.everything()));
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    if (beyond != null) {
      return beyond.next();
    }
    while (page == null || !page.hasNext()) {
      if (complete) {
        return null;
      }
      List<@Nullable Object[]> rows = pages.nextPage();
      if (rows == null && pages.early() != null) {
        beyond = pages.beyond(pages.start());
        return beyond.next();
      } else if (rows == null) {
        complete = true;
        rows = pages.missedRows();
      }
      page = rows.iterator();
    }
    return page.next();
  }

  @Override
  public void close() {
    complete = true;
    page = null;
    pages.stop();
    if (beyond != null) {
      beyond.close();
    }
  }
}
