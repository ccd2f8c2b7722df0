package io.github.helpcrunchjdbc.read.order;

import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.read.page.StatementEnds;
import io.github.helpcrunchjdbc.read.request.ReadRequest;
import io.github.helpcrunchjdbc.read.request.RowDemand;
import io.github.helpcrunchjdbc.read.request.RowOrder;
import io.github.helpcrunchjdbc.read.request.TimeBound;
import io.github.helpcrunchjdbc.read.stream.IdSet;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.search.Search;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a search in the order of a time. The first rows may be left over from the statement
 * before, if this search goes on where that statement ended. Not thread-safe.
 */
public final class ContinuedOrder implements RowSource {
  /** A statement that returned more rows than this is not reading a table in chunks. */
  private static final int MOST_KEPT = 2_000;

  private final ReadContext reading;
  private final TimeBound bound;
  private final RowDemand wanted;
  private final IdSet seen;
  private final List<@Nullable Object[]> given = new ArrayList<>();
  private final Deque<@Nullable Object[]> kept = new ArrayDeque<>();
  private OrderedRows rows;
  private long askedAt;
  private int fromBefore;
  private int series;
  private boolean started;
  private boolean hasRead;
  private boolean ended;

  /**
   * Starts before the first row.
   *
   * @param bound the bound at which the search begins
   */
  public ContinuedOrder(ReadContext reading, Search search, TimeBound bound, RowDemand wanted) {
    this.reading = reading;
    this.seen = new IdSet(reading.kept());
    this.bound = bound;
    this.wanted = wanted;
    this.rows = new OrderedRows(reading, search, bound.order(), 0, wanted, null);
  }

  /**
   * Returns the bound at which a request's search begins if the request may go on where another
   * statement has ended; else null.
   */
  public static @Nullable TimeBound bound(
      ReadContext reading, ReadRequest request, RowOrder order) {
    boolean pages =
        request.parts().size() == 1
            && request.enoughRows() != ReadRequest.NO_LIMIT
            && !order.isById()
            && !reading.isReplay()
            && !reading.isStrict()
            && !reading.holds(ServiceFact.IGNORES_SORT);
    return pages ? TimeBound.of(request.parts().get(0).search(), order) : null;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    if (!started) {
      started = true;
      goOn();
    }
    @Nullable Object[] row = kept.poll();
    if (row != null) {
      fromBefore++;
    } else {
      if (!hasRead) {
        hasRead = true;
        askedAt = reading.ends().now();
      }
      do {
        row = rows.next();
      } while (row != null && !seen.add(reading.id(row)));
    }
    if (row == null) {
      ended = true;
    } else if (given.size() < MOST_KEPT) {
      given.add(row);
    }
    return row;
  }

  /** Begins with the rows left over from the statement before, if there are any. */
  private void goOn() {
    StatementEnds ends = reading.ends();
    StatementEnds.End before = ends.before(kind());
    if (before == null
        || before.rows().isEmpty()
        || !bound.isAtOrBehind(before.bound())
        || !bound.admits(reading.value(before.rows().get(before.rows().size() - 1)))) {
      return;
    }
    series = before.series() + 1;
    if (!ends.mayGive(before)) {
      return;
    }
    askedAt = before.askedAt();
    for (@Nullable Object[] row : before.rows()) {
      if (bound.admits(reading.value(row)) && seen.add(reading.id(row))) {
        kept.add(row);
      }
    }
    Long last = reading.value(before.rows().get(before.rows().size() - 1));
    if (last != null) {
      rows =
          new OrderedRows(
              reading,
              bound.at(last).search(),
              bound.order(),
              0,
              byPages(Math.max(1, kept.size())),
              null);
    }
  }

  /**
   * Returns how many rows to ask for after the rows at hand: whole pages, since the next statement
   * uses the rest.
   */
  private RowDemand byPages(int atHand) {
    RowDemand left = wanted.after(atHand);
    return new RowDemand(
        left.most(),
        reading.pageSize(),
        left.anyRows(),
        left.stopsAtRow(),
        Math.max(1, left.enoughRows()));
  }

  @Override
  public void close() {
    if (started && !ended && given.size() < MOST_KEPT) {
      TimeBound from = bound;
      List<@Nullable Object[]> all = new ArrayList<>(given);
      all.addAll(kept);
      if (hasRead) {
        // The rows left over from the statement before are too old by now. The next statement gets
        // only the rows after them, which are new.
        List<@Nullable Object[]> older = all.subList(0, fromBefore);
        Long last = older.isEmpty() ? null : reading.value(older.get(fromBefore - 1));
        from = last == null ? bound : bound.behind(last);
        older.clear();
        rows.atHand().stream().filter(row -> !seen.contains(reading.id(row))).forEach(all::add);
      }
      boolean whole = all.stream().allMatch(row -> isWhole(reading.value(row)));
      if (whole && !reading.holds(ServiceFact.IGNORES_SORT)) {
        StatementEnds.End end =
            new StatementEnds.End(from.second(), 0, -1, 0, -1, all, series, askedAt);
        reading.ends().ended(kind(), end);
      }
    }
    started = true;
    ended = true;
    rows.close();
  }

  private StatementEnds.Kind kind() {
    return new StatementEnds.Kind(bound.rest(), bound.order(), reading.layout().columns());
  }

  private static boolean isWhole(@Nullable Long millis) {
    return millis != null && millis % 1000 == 0;
  }
}
