package io.github.helpcrunchjdbc.read.cache;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.execution.MemoryShare;
import io.github.helpcrunchjdbc.execution.Statistics.Counter;
import io.github.helpcrunchjdbc.read.stream.IdSet;
import io.github.helpcrunchjdbc.read.stream.RowLayout;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives all rows of a request in any order, first from the cache. A reader that stops early may
 * need no more. If a page is not in the cache, all rows are read anew from the service, and those
 * already returned are left out. So each customer that is there throughout is returned once.
 */
public final class ContinuedRows implements RowSource {
  private final RowLayout layout;
  private final ReplayedPages pages;
  private final Supplier<RowSource> service;
  private final Execution execution;
  private final MemoryShare share;
  private final IdSet given;
  private RowSource rows;
  private boolean live;
  private long counted;

  /**
   * Starts before the first row.
   *
   * @param replay the rows from the cache, not trimmed
   * @param pages the pages that {@code replay} reads
   * @param service starts reading the rows from the service, not trimmed
   */
  public ContinuedRows(
      RowSource replay,
      ReplayedPages pages,
      Supplier<RowSource> service,
      RowLayout layout,
      Execution execution) {
    this.rows = replay;
    this.pages = pages;
    this.service = service;
    this.layout = layout;
    this.execution = execution;
    this.share = new MemoryShare(execution.memory());
    this.given = new IdSet(share);
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    if (!live) {
      try {
        @Nullable Object[] row = rows.next();
        if (row != null) {
          given.add(layout.id(row));
        }
        return row;
      } catch (NotCachedException e) {
        rows.close();
        live = true;
        rows = service.get();
      } finally {
        execution.statistics().count(Counter.CACHED_PAGES, pages.pages() - counted);
        counted = pages.pages();
      }
    }
    @Nullable Object[] row = rows.next();
    while (row != null && given.contains(layout.id(row))) {
      row = rows.next();
    }
    return row;
  }

  @Override
  public void close() {
    rows.close();
    share.clear();
  }
}
