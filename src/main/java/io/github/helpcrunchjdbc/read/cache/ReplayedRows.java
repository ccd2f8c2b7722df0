package io.github.helpcrunchjdbc.read.cache;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Rows from memory if all can be had from there, else from the service: they are gathered before
 * the first is given, so that an answer is never pieced together of two times.
 */
public final class ReplayedRows implements RowSource {
  private final Supplier<RowSource> replay;
  private final ReplayedPages pages;
  private final Supplier<RowSource> service;
  private final Execution execution;
  private final Queue<@Nullable Object[]> gathered = new ArrayDeque<>();
  private @Nullable RowSource live;
  private boolean started;

  public ReplayedRows(
      Supplier<RowSource> replay,
      ReplayedPages pages,
      Supplier<RowSource> service,
      Execution execution) {
    this.replay = replay;
    this.pages = pages;
    this.service = service;
    this.execution = execution;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    if (!started) {
      started = true;
      gather();
    }
    return live == null ? gathered.poll() : live.next();
  }

  private void gather() {
    try (RowSource rows = replay.get()) {
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        gathered.add(row);
      }
      execution.statistics().countCachedPages(pages.pages());
    } catch (NotCachedException e) {
      gathered.clear();
      live = service.get();
    }
  }

  @Override
  public void close() {
    started = true;
    gathered.clear();
    if (live != null) {
      live.close();
    }
  }
}
