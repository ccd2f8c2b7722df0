package io.github.helpcrunchjdbc.read.cache;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.execution.MemoryShare;
import io.github.helpcrunchjdbc.execution.Statistics.Counter;
import io.github.helpcrunchjdbc.http.PageFetch;
import io.github.helpcrunchjdbc.read.source.PageSource;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.rows.Page;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The kept pages of one earlier reading, in place of the service's. It never mixes two readings,
 * because offsets and totals of different readings do not fit together. Serves one reading.
 */
public final class ReplayedPages implements PageSource {
  private final PageCache cache;
  private final long ttlNanos;
  private @Nullable Object reading;
  private long pages;

  ReplayedPages(PageCache cache, long ttlNanos) {
    this.cache = cache;
    this.ttlNanos = ttlNanos;
  }

  @Override
  public CompletableFuture<Page> searchAsync(PageFetch page) {
    CachedPage kept = cache.page(page.request(), ttlNanos);
    if (kept == null || (reading != null && kept.reading() != reading)) {
      throw new NotCachedException();
    }
    reading = kept.reading();
    pages++;
    return CompletableFuture.completedFuture(
        kept.decode(page.decoder()).first(page.request().limit()));
  }

  /**
   * Returns rows from these pages if all of them are kept, else from the service. All rows are
   * gathered before the first is returned, so an answer never mixes two times.
   *
   * @param replay starts to read from these pages
   * @param service starts to read from the service
   */
  public RowSource rowsOrElse(
      Supplier<RowSource> replay, Supplier<RowSource> service, Execution execution) {
    MemoryShare share = new MemoryShare(execution.memory());
    return RowSource.from(
            () -> {
              try (RowSource rows = replay.get()) {
                List<@Nullable Object[]> all = rows.counted(share).toList();
                execution.statistics().count(Counter.CACHED_PAGES, pages);
                return RowSource.of(all);
              } catch (NotCachedException e) {
                share.clear();
                return service.get();
              }
            })
        .onClose(share::clear);
  }

  /** Returns how many pages were read from the cache. */
  public long pages() {
    return pages;
  }
}
