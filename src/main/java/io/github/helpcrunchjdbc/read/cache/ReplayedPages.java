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
 * The pages that one earlier reading got, in place of the service's. Never those of two: what is
 * counted on one page and skipped on another would not belong together. Serves one reading.
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
   * Rows from these pages if all of them can be had from there, else from the service: they are
   * gathered before the first is given, so that an answer is never pieced together of two times.
   *
   * @param replay starts to read from these pages
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

  /** How many pages were of use. */
  public long pages() {
    return pages;
  }
}
