package io.github.helpcrunchjdbc.read.page;

import io.github.helpcrunchjdbc.read.request.IdOrder;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Search;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the last statement that was read in the order of ids ended: programs read a table in
 * chunks, each a statement that goes on where the one before ended. How far apart ids are tells the
 * next how large a window it needs. Rows that came with the last one are given to it, as those of a
 * cursor would be, if it is the third of a series at least, and they were asked for within the last
 * second. Thread-safe.
 */
public final class IdChunks {
  /**
   * The end of a statement.
   *
   * @param search without bounds of where it begins
   * @param columns of its rows
   * @param ended the place of the last row given
   * @param rank how many rows of the search stand up to there, negative if that is not known
   * @param rest rows read and not given, all that there are up to {@code last}
   * @param last where the last window ended
   * @param gap how far apart ids were
   * @param series how many statements before it went on where another had ended
   * @param askedAt when its last window was asked for
   */
  public record Chunk(
      Search search,
      IdOrder order,
      List<ColumnDef> columns,
      long ended,
      long rank,
      List<@Nullable Object[]> rest,
      long last,
      double gap,
      int series,
      long askedAt) {}

  private final LongSupplier nanoTime;
  private final TimeChunks times;
  private @Nullable Chunk chunk;

  public IdChunks(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.times = new TimeChunks(nanoTime);
  }

  /** The same of statements in the order of a time. */
  public TimeChunks times() {
    return times;
  }

  public long now() {
    return nanoTime.getAsLong();
  }

  public synchronized void ended(Chunk newChunk) {
    chunk = newChunk;
  }

  /**
   * The statement that another goes on from; null if there is none.
   *
   * @param after the place behind which it begins, null for the start of the search
   * @param offset rows to leave out there
   */
  public synchronized @Nullable Chunk before(
      Search search, IdOrder order, List<ColumnDef> columns, @Nullable Long after, long offset) {
    Chunk last = chunk;
    if (last == null
        || !last.search().equals(search)
        || !last.order().equals(order)
        || !last.columns().equals(columns)) {
      return null;
    }
    boolean goesOn = after == null ? offset > 0 && offset == last.rank() : after == last.ended();
    return goesOn ? last : null;
  }

  /** Whether what was read with a statement may be given to the one after it. */
  public boolean mayGive(Chunk before) {
    return times.mayGive(before.series(), before.askedAt());
  }
}
