package io.github.helpcrunchjdbc.read.paging;

import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.read.stream.IdSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last row up to which a sorted search has been read, and the place where its group of equal
 * rows begins. Not thread-safe.
 *
 * <p>Why a page that overlaps can be trusted: customers who don't change and are not deleted keep
 * their order among each other. A page is a run of rows in that order. If the page's first row is
 * at or before the mark, no such customer is left out between the two, however far the list has
 * shifted meanwhile, and in whatever order concurrent pages were answered. The row is certainly at
 * or before the mark if its value comes strictly before the mark's, or is equal and the row was
 * read before.
 */
final class HighWaterMark {
  /** This many rows are requested to see whether the service sorts; some may have equal values. */
  static final int TELLING_ROWS = 16;

  /** By chance, this many different values are in order only once in millions of times. */
  private static final int TELLING_VALUES = 10;

  private final ReadContext reading;
  private final boolean sorted;
  private final boolean descending;
  private final IdSet seen;
  private @Nullable Long value;
  private @Nullable Long first;
  private @Nullable Long furthest;
  private long groupStart;
  private boolean started;

  HighWaterMark(ReadContext reading, boolean sorted, boolean descending, IdSet seen) {
    this.reading = reading;
    this.sorted = sorted;
    this.descending = descending;
    this.seen = seen;
  }

  /** Whether the search is sorted at all. */
  boolean isSorted() {
    return sorted;
  }

  boolean isAscending() {
    return sorted && !descending;
  }

  /** Whether no customer is left out before a page that begins with {@code row}. */
  boolean reaches(@Nullable Object[] row) {
    Long other = reading.value(row);
    boolean known = seen.contains(reading.id(row));
    if (!sorted || other == null || value == null) {
      return known;
    }
    int order = compare(other, value);
    return order < 0 || (order == 0 && known && !reading.holds(ServiceFact.TIES_UNSTABLE));
  }

  /** Whether a row belongs to the mark's group of equal rows. */
  boolean isInGroup(@Nullable Object[] row) {
    return sorted && started && equal(reading.value(row), value);
  }

  /** Whether a row has the value of the first row read. Rows before that one were skipped. */
  boolean isLikeFirst(@Nullable Object[] row) {
    return !started || equal(reading.value(row), first);
  }

  /** Whether a row comes before one that was read, even if reading has stepped back since. */
  boolean isBehind(@Nullable Object[] row) {
    Long other = reading.value(row);
    return sorted && other != null && furthest != null && compare(other, furthest) < 0;
  }

  /**
   * Whether the rows' values are in the requested order, and come after those of earlier pages,
   * except for a few that may have moved. Rows without a value are at one end, so none is between
   * two values, unless its value can't be decoded.
   */
  boolean areInOrder(List<@Nullable Object[]> rows) {
    long late =
        rows.stream().filter(row -> isBehind(row) && !seen.contains(reading.id(row))).count();
    if (late > TELLING_ROWS) {
      return false;
    }
    Long previous = null;
    int values = 0;
    boolean isGap = false;
    boolean mayHaveGaps = reading.progress().isSortedByUnreadable();
    for (@Nullable Object[] row : rows) {
      Long next = reading.value(row);
      isGap |= next == null && previous != null && !mayHaveGaps;
      if (sorted && next != null) {
        if (isGap || (previous != null && compare(previous, next) > 0)) {
          return false;
        }
        values += next.equals(previous) ? 0 : 1;
        previous = next;
      }
    }
    if (values >= TELLING_VALUES) {
      reading.facts().learnOrderSeen(descending);
    }
    return true;
  }

  /**
   * Whether rows of the mark's group come again on a page that does not hold the whole group. If
   * two answers order a group differently, as many of its rows are missed as are repeated.
   *
   * @param from the index of the first row that should be new
   */
  boolean isRepeated(List<@Nullable Object[]> rows, long offset, int from) {
    if (!sorted || !started || offset <= groupStart) {
      return false;
    }
    for (@Nullable Object[] row : rows.subList(from, rows.size())) {
      if (!equal(reading.value(row), value)) {
        return false;
      } else if (seen.contains(reading.id(row))) {
        return true;
      }
    }
    return false;
  }

  /** Moves the mark to the end of a page that was read. */
  void moveOn(List<@Nullable Object[]> rows, long offset) {
    Long last = reading.value(rows.get(rows.size() - 1));
    first = started ? first : reading.value(rows.get(0));
    int start = rows.size() - 1;
    while (start > 0 && equal(reading.value(rows.get(start - 1)), last)) {
      start--;
    }
    if (start > 0 || !started || !equal(last, value)) {
      groupStart = offset + start;
    } else {
      groupStart = Math.min(groupStart, offset);
    }
    value = last;
    started = true;
    for (@Nullable Object[] row : rows) {
      Long other = reading.value(row);
      if (other != null && (furthest == null || compare(other, furthest) > 0)) {
        furthest = other;
      }
    }
  }

  /** Returns the offset at which the group of the mark begins. */
  long groupStart() {
    return groupStart;
  }

  boolean isNull() {
    return started && value == null;
  }

  private int compare(long left, long right) {
    return descending ? Long.compare(right, left) : Long.compare(left, right);
  }

  private static boolean equal(@Nullable Long left, @Nullable Long right) {
    return left == null ? right == null : left.equals(right);
  }
}
