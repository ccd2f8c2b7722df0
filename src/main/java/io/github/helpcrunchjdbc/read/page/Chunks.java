package io.github.helpcrunchjdbc.read.page;

import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Search;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the last statements that were read in an order ended, one for ids and one for times:
 * programs read a table in chunks, each a statement that goes on where the one before ended. How
 * far apart ids are tells the next how large a window it needs. Rows that came with the last one
 * are given to it, as those of a cursor would be, if it is the third of a series at least, and they
 * were asked for within the last second. Thread-safe.
 */
public final class Chunks {
  private static final long YOUNG_NANOS = Duration.ofSeconds(1).toNanos();
  private static final int SERIES = 2;

  /**
   * What may go on where another statement has ended.
   *
   * @param search without bounds of where it begins
   * @param order of its rows: an {@code IdOrder} or a {@code RowOrder}
   * @param columns of its rows
   */
  public record Kind(Search search, Record order, List<ColumnDef> columns) {}

  /**
   * The end of a statement.
   *
   * @param bound in the order of ids the place of the last row given; in that of a time the second
   *     with which the statement began
   * @param last the place where the last window of ids ended
   * @param rank how many rows of the search stand up to the bound, negative if that is not known
   * @param gap how far apart ids were
   * @param left about how many rows stand behind {@code last}, negative if that is not known
   * @param rows in the order of ids those read and not given, all that there are up to {@code
   *     last}; in that of a time all that there are behind the bound up to the last of them
   * @param series how many statements before it went on where another had ended
   * @param askedAt when the last of the rows were asked for
   */
  public record Chunk(
      long bound,
      long last,
      long rank,
      double gap,
      long left,
      List<@Nullable Object[]> rows,
      int series,
      long askedAt) {}

  private final LongSupplier nanoTime;

  /** The last statement of each class of orders. */
  private final Map<Class<?>, Map.Entry<Kind, Chunk>> ended = new ConcurrentHashMap<>();

  public Chunks(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  public long now() {
    return nanoTime.getAsLong();
  }

  public void ended(Kind kind, Chunk chunk) {
    ended.put(kind.order().getClass(), Map.entry(kind, chunk));
  }

  /** The statement that one of the same kind may go on from; null if there is none. */
  public @Nullable Chunk before(Kind kind) {
    Map.Entry<Kind, Chunk> last = ended.get(kind.order().getClass());
    return last != null && last.getKey().equals(kind) ? last.getValue() : null;
  }

  /** Whether what was read with a statement may be given to the one after it. */
  public boolean mayGive(Chunk before) {
    return before.series() >= SERIES - 1 && now() - before.askedAt() <= YOUNG_NANOS;
  }
}
