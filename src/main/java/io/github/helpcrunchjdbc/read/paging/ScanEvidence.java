package io.github.helpcrunchjdbc.read.paging;

import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.rows.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a scan has noticed that shows whether its rows are complete. Not thread-safe.
 *
 * <p>The measure is the total of the first page: that many customers matched when the scan began.
 * If as many customers were read that were there then, none of them is missing, whatever happened
 * meanwhile. Customers who came later must not be counted; in a descending order they are those
 * whose value is beyond the first one.
 */
final class ScanEvidence {
  private final ReadContext reading;
  private final boolean descending;
  private long expected = Page.UNKNOWN_TOTAL;
  private long original;
  private @Nullable Long top;
  private boolean topEnds;
  private int pages;
  private long front;

  /** Totals differed, or rows came again: customers came, went or moved. */
  boolean changed;

  /** Whether pages follow each other depends on the order in which they were answered. */
  boolean unverified;

  /** A page ended among customers without a value. */
  boolean endedInNulls;

  /** Equal rows changed places between two pages. */
  boolean tiesMoved;

  /** The service did not sort. */
  boolean unsorted;

  /** Even after stepping back, a page did not follow the one before it. */
  boolean disconnected;

  ScanEvidence(ReadContext reading, boolean descending) {
    this.reading = reading;
    this.descending = descending;
  }

  /** Adds the first page. */
  void begin(Page page, long offset) {
    if (page.total() != Page.UNKNOWN_TOTAL) {
      expected = page.total() - offset;
    }
    front = offset;
    for (@Nullable Object[] row : page.rows()) {
      Long value = reading.value(row);
      if (top == null) {
        top = value;
        front += value == null ? 1 : 0;
      }
      topEnds |= value != null && !value.equals(top);
    }
  }

  /** Adds the new rows of a page. */
  void add(List<@Nullable Object[]> newRows) {
    pages++;
    for (@Nullable Object[] row : newRows) {
      if (pages == 1 || !isLater(reading.value(row))) {
        original++;
      }
    }
  }

  private boolean isLater(@Nullable Long value) {
    if (!descending || value == null || top == null) {
      return false;
    }
    return value > top || (topEnds && value.equals(top));
  }

  int pages() {
    return pages;
  }

  /** Returns the greatest value when the scan began, null if the first page had none. */
  @Nullable Long top() {
    return top;
  }

  /** Returns the offset of the first customer with a value when the scan began. */
  long front() {
    return front;
  }

  /** Whether customers who were there when the scan began may be missing. */
  boolean isIncomplete() {
    if (pages <= 1) {
      // A single page can't lose a row between pages.
      return false;
    }
    boolean countable = !changed || (descending && top != null && !unsorted);
    return !hasMeasure() || !countable || original < expected;
  }

  /** Returns how many customers who were there when the scan began are missing at most. */
  long missing() {
    return expected - original;
  }

  /** Returns how many customers matched when the scan began, negative if that is not known. */
  long expected() {
    return expected;
  }

  boolean hasMeasure() {
    return expected != Page.UNKNOWN_TOTAL && !reading.holds(ServiceFact.TOTALS_UNRELIABLE);
  }

  /** Whether rows may have been left out by the way of reading, if customers have changed. */
  boolean isDoubtful() {
    return unverified || endedInNulls || tiesMoved || unsorted || disconnected;
  }
}
