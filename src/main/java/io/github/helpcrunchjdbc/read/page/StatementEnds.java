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
 * Remembers where the last statements with an order ended, one statement for ids and one for times.
 * Programs read a table in chunks: each statement goes on where the one before ended. The distances
 * of the ids tell the next statement how large a window it needs. A statement gets the rows left
 * over from the one before, as a cursor would give them, if it is at least the third of a series
 * and the rows were asked for within the last second. Thread-safe.
 */
public final class StatementEnds {
  private static final long YOUNG_NANOS = Duration.ofSeconds(1).toNanos();
  private static final int SERIES = 2;

  /**
   * What two statements must have in common if one goes on where the other has ended.
   *
   * @param search the search without the bound at which it begins
   * @param order the order of its rows: an {@code IdOrder} or a {@code RowOrder}
   * @param columns the columns of its rows
   */
  public record Kind(Search search, Record order, List<ColumnDef> columns) {}

  /**
   * The end of a statement.
   *
   * @param bound by ids: the place of the last row returned; by time: the second at which the
   *     statement began
   * @param last the place where the last window of ids ended
   * @param rank how many rows of the search come up to the bound, negative if that is not known
   * @param gap the average distance between ids
   * @param left about how many rows come after {@code last}, negative if that is not known
   * @param rows by ids: the rows read and not returned, all that there are up to {@code last}; by
   *     time: all rows from the bound to the last row read
   * @param series how many statements before this one went on where another had ended
   * @param askedAt when the last of the rows were asked for
   */
  public record End(
      long bound,
      long last,
      long rank,
      double gap,
      long left,
      List<@Nullable Object[]> rows,
      int series,
      long askedAt) {}

  private final LongSupplier nanoTime;

  /** The last statement for each class of orders. */
  private final Map<Class<?>, Map.Entry<Kind, End>> ended = new ConcurrentHashMap<>();

  public StatementEnds(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  public long now() {
    return nanoTime.getAsLong();
  }

  public void ended(Kind kind, End chunk) {
    ended.put(kind.order().getClass(), Map.entry(kind, chunk));
  }

  /** Returns the end of the statement that this kind may go on from, null if there is none. */
  public @Nullable End before(Kind kind) {
    Map.Entry<Kind, End> last = ended.get(kind.order().getClass());
    return last != null && last.getKey().equals(kind) ? last.getValue() : null;
  }

  /** Whether the next statement may get the rows left over from the one before. */
  public boolean mayGive(End before) {
    return before.series() >= SERIES - 1 && now() - before.askedAt() <= YOUNG_NANOS;
  }
}
