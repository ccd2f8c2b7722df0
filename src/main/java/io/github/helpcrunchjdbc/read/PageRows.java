package io.github.helpcrunchjdbc.read;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one search's pages in the order they come, then those that the pages have missed. */
final class PageRows implements RowSource {
  private final PagedSearch pages;
  private @Nullable Iterator<@Nullable Object[]> page;
  private @Nullable RowSource beyond;
  private boolean complete;

  PageRows(PagedSearch pages) {
    this.pages = pages;
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
