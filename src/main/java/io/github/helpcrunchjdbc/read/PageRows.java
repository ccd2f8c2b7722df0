package io.github.helpcrunchjdbc.read;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one search's pages in the order they come. */
final class PageRows implements RowSource {
  private final PagedSearch pages;
  private @Nullable Iterator<@Nullable Object[]> page;

  PageRows(PagedSearch pages) {
    this.pages = pages;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    while (page == null || !page.hasNext()) {
      List<@Nullable Object[]> rows = pages.nextPage();
      if (rows == null) {
        return null;
      }
      page = rows.iterator();
    }
    return page.next();
  }

  @Override
  public void close() {
    // Pages are asked for one at a time, so nothing is under way between two calls.
  }
}
