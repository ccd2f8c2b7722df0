package io.github.helpcrunchjdbc.read;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.rows.PageDecoder;
import io.github.helpcrunchjdbc.search.Search;
import org.jspecify.annotations.Nullable;

/** What the readers of one request share. */
record Reading(
    PageSource source, PageDecoder decoder, RowLayout layout, Execution execution, int pageSize) {
  static Reading of(PageSource source, ReadRequest request, Execution execution, int pageSize) {
    RowLayout layout = new RowLayout(request.columns(), request.order());
    return new Reading(source, layout.decoder(), layout, execution, pageSize);
  }

  PagedSearch pages(Search search, long offset, Wanted wanted) {
    return new PagedSearch(source, decoder, execution, search, pageSize, offset, wanted);
  }

  PagedSearch allPages(Search search) {
    return pages(search, 0, Wanted.everything());
  }

  long id(@Nullable Object[] row) {
    return layout.id(row);
  }
}
