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
 * All rows of a request in any order: from memory for as long as they are there, for whoever stops
 * early needs no more; then from the service all over again, less those given. So nobody who is
 * there throughout is left out, nor given twice.
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
   * @param replay rows from memory, not trimmed
   * @param pages where it has them from
   * @param service starts reading them anew, not trimmed
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
