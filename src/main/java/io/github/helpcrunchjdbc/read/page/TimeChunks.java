package io.github.helpcrunchjdbc.read.page;

import io.github.helpcrunchjdbc.read.request.RowOrder;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Search;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows that came with the last statement that was read in the order of a time: programs read a
 * table in pages, each a statement that goes on behind the last row of the one before. They are
 * given to the third of such a series and those behind it, as a cursor would give them, if they
 * were asked for within the last second. Thread-safe.
 */
public final class TimeChunks {
  private static final long YOUNG_NANOS = Duration.ofSeconds(1).toNanos();
  private static final int SERIES = 2;

  /**
   * What a statement has read.
   *
   * @param search without the bound where it begins
   * @param columns of the rows
   * @param from the second of that bound
   * @param rows all that there are behind it up to the last of them, in order
   * @param series how many statements before it went on where another had ended
   * @param askedAt when the last of the rows were asked for
   */
  public record Chunk(
      Search search,
      RowOrder order,
      List<ColumnDef> columns,
      long from,
      List<@Nullable Object[]> rows,
      int series,
      long askedAt) {}

  private final LongSupplier nanoTime;
  private @Nullable Chunk chunk;

  TimeChunks(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  public long now() {
    return nanoTime.getAsLong();
  }

  public synchronized void ended(Chunk newChunk) {
    chunk = newChunk;
  }

  /** The statement that one of the same kind may go on from; null if there is none. */
  public synchronized @Nullable Chunk before(
      Search search, RowOrder order, List<ColumnDef> columns) {
    Chunk last = chunk;
    boolean same =
        last != null
            && last.search().equals(search)
            && last.order().equals(order)
            && last.columns().equals(columns);
    return same ? last : null;
  }

  /** Whether what was read with a statement may be given to the one after it. */
  public boolean mayGive(Chunk before) {
    return mayGive(before.series(), before.askedAt());
  }

  public boolean mayGive(int series, long askedAt) {
    return series >= SERIES - 1 && now() - askedAt <= YOUNG_NANOS;
  }
}
