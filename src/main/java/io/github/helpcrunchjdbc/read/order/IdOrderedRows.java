package io.github.helpcrunchjdbc.read.order;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.read.page.Refusal;
import io.github.helpcrunchjdbc.read.page.StatementEnds;
import io.github.helpcrunchjdbc.read.paging.IdWindow;
import io.github.helpcrunchjdbc.read.paging.IdWindows;
import io.github.helpcrunchjdbc.read.paging.PageRows;
import io.github.helpcrunchjdbc.read.request.IdOrder;
import io.github.helpcrunchjdbc.read.request.ReadRequest;
import io.github.helpcrunchjdbc.read.request.RowDemand;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a search in the order of their ids, by which the service can't sort. They are read by
 * windows of ids as long as totals can be trusted, else all rows are read and sorted here.
 */
final class IdOrderedRows implements RowSource {
  private static final int SHARE_OF_ROOM = 4;
  private static final int USUAL_BYTES = 1_000;

  /** Without a known demand, a remainder of at most this many pages is read at once. */
  private static final int FEW_PAGES = 5;

  private final ReadContext reading;
  private final Search search;
  private final IdOrder order;
  private final RowDemand wanted;
  private final Deque<@Nullable Object[]> ready = new ArrayDeque<>();
  private final Search whole;
  private long offset;
  private @Nullable Long start;
  private @Nullable Long after;
  private @Nullable Long last;
  private @Nullable IdWindows windows;
  private boolean started;
  private boolean ended;
  private boolean byWindows = true;
  private long given;
  private long skipped;
  private long windowSize;
  private long askedAt;
  private int series;

  /**
   * Starts before the first row.
   *
   * @param search its filters are ANDed
   * @param offset rows to skip
   * @param wanted how many rows will be used, skipped rows included
   */
  IdOrderedRows(
      ReadContext reading, Search search, boolean descending, long offset, RowDemand wanted) {
    this.reading = reading;
    this.search = search;
    this.order = new IdOrder(descending);
    this.wanted = wanted;
    this.offset = offset;
    this.whole = order.withoutStart(search);
    this.start = order.start(search);
    this.after = start;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    if (!started) {
      started = true;
      goOn();
    }
    while (true) {
      while (!ready.isEmpty()) {
        @Nullable Object[] row = ready.remove();
        if (!byWindows) {
          reading.drop(row);
        }
        if (offset-- <= 0) {
          given++;
          after = order.place(reading.id(row));
          return row;
        }
        skipped++;
      }
      if (ended) {
        return null;
      }
      read();
    }
  }

  /** Begins where an earlier statement ended, if this one goes on there. */
  private void goOn() {
    StatementEnds ends = reading.ends();
    StatementEnds.End before = reading.isReplay() ? null : ends.before(kind());
    Long from = start;
    double gap = 0;
    long left = -1;
    if (before != null && isStart(before)) {
      series = before.series() + 1;
      gap = before.gap();
      boolean isGiven = ends.mayGive(before);
      left = before.left() < 0 || isGiven ? before.left() : before.left() + before.rows().size();
      if (isGiven) {
        ready.addAll(before.rows());
        from = before.last();
        askedAt = before.askedAt();
        last = from;
        skipTo(offset);
      } else if (start == null && offset > 0 && isRank(before)) {
        from = before.bound();
        skipTo(offset);
      }
    }
    windows = new IdWindows(reading, whole, order, from, gap, left);
  }

  /** Whether this search begins where an earlier statement has ended. */
  private boolean isStart(StatementEnds.End before) {
    return start == null ? offset > 0 && offset == before.rank() : start == before.bound();
  }

  private StatementEnds.Kind kind() {
    return new StatementEnds.Kind(whole, order, reading.layout().columns());
  }

  private void skipTo(long rows) {
    skipped = rows;
    offset = 0;
  }

  /** Whether as many rows come up to the end of the earlier statement as did then. */
  private boolean isRank(StatementEnds.End before) {
    Search upTo = order.window(whole, null, before.bound());
    return !reading.isStrict()
        && !reading.holds(ServiceFact.TOTALS_UNRELIABLE)
        && reading.page(new PageRequest(upTo, 0, 1)).total() == offset;
  }

  private void read() {
    long now = reading.ends().now();
    IdWindow window = nextWindow();
    askedAt = now;
    if (window != null) {
      windowSize = window.rows().size();
      ready.addAll(window.rows());
      last = window.last();
      ended = last == null;
      return;
    }
    ended = true;
    byWindows = false;
    List<@Nullable Object[]> all = PageRows.everything(reading, search);
    Long seen = last;
    all.removeIf(row -> seen != null && order.place(reading.id(row)) <= seen);
    all.sort((a, b) -> Long.compare(order.place(reading.id(a)), order.place(reading.id(b))));
    ready.addAll(all);
  }

  /** Returns the next window, null if there is none or the service refuses so many filters. */
  private @Nullable IdWindow nextWindow() {
    try {
      return windows == null ? null : windows.next(wantedNow());
    } catch (HelpCrunchException e) {
      // Before the first row, the refusal is thrown, since the statement can be planned anew.
      if (given == 0 || !Refusal.isRefusal(e)) {
        throw e;
      }
      return null;
    }
  }

  /**
   * Returns how many rows the next window should have: what is left of the demand, at most what
   * fits in memory. If the demand is not known, windows grow.
   */
  private long wantedNow() {
    long done = given + skipped;
    long left = Math.max(reading.pageSize(), 2 * windowSize);
    if (windows != null && windows.left() <= (long) FEW_PAGES * reading.pageSize()) {
      left = Math.max(left, windows.left() + 1);
    }
    if (wanted.most() != ReadRequest.NO_LIMIT) {
      left = Math.max(1, wanted.most() - done);
    } else if (wanted.firstPage() != ReadRequest.NO_LIMIT && done < wanted.firstPage()) {
      left = wanted.firstPage() - done;
    }
    return Math.min(left, Math.max(reading.pageSize(), fitting()));
  }

  /** Returns how many rows may be kept, so that most of the memory is left for other operators. */
  private long fitting() {
    long bytes = windows == null ? 0 : windows.bytesOfRow();
    return reading.kept().room() / SHARE_OF_ROOM / (bytes == 0 ? USUAL_BYTES : bytes);
  }

  @Override
  public void close() {
    Long at = after;
    if (started && byWindows && at != null && windows != null && given > 0) {
      @Nullable Object[] furthest = ready.peekLast();
      long known = furthest == null ? at : order.place(reading.id(furthest));
      Long window = last;
      reading
          .ends()
          .ended(
              kind(),
              new StatementEnds.End(
                  at,
                  window == null ? known : window,
                  start == null ? skipped + given : -1,
                  windows.gap(),
                  windows.left(),
                  List.copyOf(ready),
                  series,
                  askedAt));
    }
    started = true;
    ended = true;
    ready.clear();
  }
}
