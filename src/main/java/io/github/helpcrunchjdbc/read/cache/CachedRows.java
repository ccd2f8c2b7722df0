package io.github.helpcrunchjdbc.read.cache;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.read.source.ReadProgress;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.rows.PageDecoder;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of an answer that is kept, decoded page by page; customers may come again. */
final class CachedRows implements RowSource {
  private final Iterator<CachedPage> pages;
  private final PageDecoder decoder;
  private final Execution execution;
  private Iterator<@Nullable Object[]> rows = List.<@Nullable Object[]>of().iterator();

  CachedRows(CachedAnswer answer, PageDecoder decoder, Execution execution) {
    this.pages = answer.pages().iterator();
    this.decoder = decoder;
    this.execution = execution;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    while (!rows.hasNext()) {
      if (!pages.hasNext()) {
        return null;
      }
      execution.checkActive();
      execution.statistics().countCachedPages(1);
      Page page = pages.next().decode(decoder);
      ReadProgress.noteUndecoded(page, execution);
      rows = page.rows().iterator();
    }
    return rows.next();
  }

  @Override
  public void close() {
    // Nothing is on its way.
  }
}
