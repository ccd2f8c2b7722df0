package io.github.helpcrunchjdbc.read.paging;

import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.read.stream.IdSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last row up to which a sorted search has been read, and where the group of equal rows that it
 * belongs to begins. Not thread-safe.
 *
 * <p>Why a page that overlaps may be trusted: customers who are neither touched nor deleted keep
 * their order among each other, whatever others do. A page is a run of that order. If its first row
 * stands at or before the mark, no such customer is left out between the two, however far the list
 * has shifted meanwhile, and in whatever order concurrent pages were answered. That it stands there
 * is certain if its value comes strictly before the mark's, or is equal and the row was read
 * before.
 */
final class HighWaterMark {
  /** So many rows are asked for to see whether the service sorts; some may have equal values. */
  static final int TELLING_ROWS = 16;

  /** So many different values come in order by chance once in millions of times. */
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

  /** Whether a page that begins with {@code row} leaves nobody out. */
  boolean reaches(@Nullable Object[] row) {
    Long other = reading.value(row);
    boolean known = seen.contains(reading.id(row));
    if (!sorted || other == null || value == null) {
      return known;
    }
    int order = compare(other, value);
    return order < 0 || (order == 0 && known && !reading.holds(ServiceFact.TIES_UNSTABLE));
  }

  /** Whether a row is of the mark's group of equal rows. */
  boolean isInGroup(@Nullable Object[] row) {
    return sorted && started && equal(reading.value(row), value);
  }

  /** Whether a row is equal to the first row read, in front of which rows were left out. */
  boolean isLikeFirst(@Nullable Object[] row) {
    return !started || equal(reading.value(row), first);
  }

  /** Whether a row belongs in front of one that was read, even if reading has stepped back. */
  boolean isBehind(@Nullable Object[] row) {
    Long other = reading.value(row);
    return sorted && other != null && furthest != null && compare(other, furthest) < 0;
  }

  /**
   * Whether the rows' values are in the order asked for, among each other and, but for a few who
   * may have moved, behind those of earlier pages. Rows without a value stand at one end, so that
   * none is between two values, unless it has one that nobody can read.
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
   * Whether rows of the mark's group come again in a page that does not hold the whole group. Of a
   * group that two answers shuffle differently as many members are missed as are repeated.
   *
   * @param from index of the first row that should be new
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

  /** Moves on to the end of a page that was read. */
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

  /** Where the group of the mark begins: its first row's offset. */
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
