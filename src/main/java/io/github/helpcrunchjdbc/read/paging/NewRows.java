package io.github.helpcrunchjdbc.read.paging;

import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.read.stream.IdSet;
import io.github.helpcrunchjdbc.search.PageRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Picks the rows of a page that no earlier page had, and holds back rows that come too late for
 * their order. Not thread-safe.
 */
final class NewRows {
  /** A page brings hardly any progress if less than one in this many rows is new. */
  private static final int POOR = 10;

  private final ReadContext reading;
  private final long start;
  private final boolean ordered;
  private final HighWaterMark mark;
  private final IdSet seen;
  private final ScanEvidence evidence;
  private final List<@Nullable Object[]> late = new ArrayList<>();

  /**
   * Starts before the first page.
   *
   * @param start rows of the search that are skipped
   * @param ordered whether the rows are to be returned in the order of the search
   */
  NewRows(
      ReadContext reading,
      long start,
      boolean ordered,
      HighWaterMark mark,
      IdSet seen,
      ScanEvidence evidence) {
    this.reading = reading;
    this.start = start;
    this.ordered = ordered;
    this.mark = mark;
    this.seen = seen;
    this.evidence = evidence;
  }

  /**
   * Returns the new rows of a page. They count as seen from now on.
   *
   * @param back how many of the page's first rows are expected to be known
   */
  List<@Nullable Object[]> of(PageRequest request, List<@Nullable Object[]> rows, int back) {
    List<@Nullable Object[]> fresh = new ArrayList<>(rows.size() - back);
    long others =
        rows.stream()
            .filter(row -> !mark.isLikeFirst(row) && !seen.contains(reading.id(row)))
            .count();
    for (int i = 0; i < rows.size(); i++) {
      @Nullable Object[] row = rows.get(i);
      if (ordered && isLate(row)) {
        // Here the row would be in the wrong place. It moved during the scan, so it may come last.
        late.add(row);
        evidence.changed = true;
        evidence.tiesMoved |= i < back;
        continue;
      }
      if (start > 0
          && seen.size() + others >= request.offset() + rows.size() - start
          && mark.isLikeFirst(row)) {
        // Equal rows change places, so this row may be one that OFFSET skips.
        continue;
      }
      boolean isNew = seen.add(reading.id(row));
      if (isNew) {
        fresh.add(row);
      }
      evidence.changed |= !isNew && i >= back;
    }
    return fresh;
  }

  /** Whether a row is new although rows that come after it were returned. */
  private boolean isLate(@Nullable Object[] row) {
    return mark.isBehind(row) && !seen.contains(reading.id(row));
  }

  /** Whether a page brings hardly any progress, and no row was held back. */
  boolean arePoor(List<@Nullable Object[]> fresh, List<@Nullable Object[]> rows, int back) {
    return late.isEmpty()
        && (fresh.isEmpty() || fresh.size() * POOR < reading.sortedIds(rows).length - back);
  }

  /** Returns the rows held back that did not come again. They count as seen from now on. */
  List<@Nullable Object[]> takeLate() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (@Nullable Object[] row : late) {
      if (seen.add(reading.id(row))) {
        rows.add(row);
      }
    }
    return rows;
  }
}
