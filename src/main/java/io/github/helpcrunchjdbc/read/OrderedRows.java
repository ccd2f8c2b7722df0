package io.github.helpcrunchjdbc.read;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.search.Search;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one search in the order wanted, whatever order the service turns out to give. Where
 * the service puts customers without a value is not documented, nor is it certain that it sorts:
 * both are seen from the rows. What ends with the first page is sorted here.
 */
final class OrderedRows implements RowSource {
  private final Reading reading;
  private final Search search;
  private final RowOrder order;
  private final long offset;
  private final PagedSearch pages;
  private final Comparator<@Nullable Object[]> comparator;
  private final Queue<@Nullable Object[]> ready = new ArrayDeque<>();

  /** Rows without a value that came before their time. */
  private final Queue<@Nullable Object[]> held = new ArrayDeque<>();

  /** Those without a value, where they are wanted first and the service has them last. */
  private @Nullable NullRows nullsBefore;

  private @Nullable Object @Nullable [] last;
  private boolean started;
  private boolean finished;
  private boolean nullsAreGiven;

  /**
   * Starts before the first page.
   *
   * @param offset rows to leave out; only where the service has no NULLs before them
   */
  OrderedRows(Reading reading, Search search, RowOrder order, long offset, Wanted wanted) {
    this.reading = reading;
    this.search = search;
    this.order = order;
    this.offset = offset;
    this.pages = reading.pages(search, order, offset, wanted);
    this.comparator = order.comparator(reading.layout().orderIndex());
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    if (!started) {
      started = true;
      start();
    }
    while (true) {
      @Nullable Object[] row = nullsBefore == null || nullsAreGiven ? null : nullsBefore.next();
      if (row != null) {
        return row;
      }
      nullsAreGiven = nullsBefore != null;
      row = ready.poll();
      if (row != null) {
        last = row;
        return row;
      }
      if (finished) {
        return null;
      }
      List<@Nullable Object[]> page = pages.nextPage();
      if (page == null) {
        finish();
      } else {
        accept(page);
      }
    }
  }

  private void start() {
    List<@Nullable Object[]> first = pages.nextPage();
    if (first == null) {
      return;
    }
    reading.learnNullPlace(search, order.sort(), first, offset);
    if (pages.isExhausted()) {
      first = pages.isOrderBroken() && offset > 0 ? everything() : first;
      finished = true;
      giveSorted(first);
    } else if (pages.isOrderBroken()) {
      finished = true;
      pages.stop();
      giveSorted(everything());
    } else {
      if (order.nullsFirst() && reading.value(first.get(0)) != null) {
        // The service has them at the other end.
        nullsBefore = new NullRows(reading, search, order, NullRows.UNKNOWN, Wanted.everything());
      }
      accept(first);
    }
  }

  /** All rows of a search that the service does not sort, but for those to leave out. */
  private List<@Nullable Object[]> everything() {
    List<@Nullable Object[]> all = reading.everything(search);
    all.sort(comparator);
    return all.subList((int) Math.min(offset, all.size()), all.size());
  }

  /** What the pages have left out: late comers, or all the rest where pages led no further. */
  private void finish() {
    finished = true;
    List<@Nullable Object[]> rest = pages.isOrderBroken() ? rest() : pages.missedRows();
    rest = new ArrayList<>(rest);
    rest.removeIf(this::isGivenNull);
    rest.addAll(held);
    held.clear();
    giveSorted(rest);
    if (last != null && !ready.isEmpty() && comparator.compare(last, ready.element()) > 0) {
      reading.flawed(
          ErrorCode.ORDER_DISTURBED,
          "customers moved in the order while it was read; those found late stand at the end");
    }
  }

  private boolean isGivenNull(@Nullable Object[] row) {
    return reading.value(row) == null
        && nullsBefore != null
        && nullsBefore.hasGiven(reading.id(row));
  }

  private List<@Nullable Object[]> rest() {
    pages.stop();
    List<@Nullable Object[]> rest = new ArrayList<>(everything());
    rest.removeIf(row -> pages.seen().contains(reading.id(row)));
    return rest;
  }

  private void giveSorted(List<@Nullable Object[]> rows) {
    List<@Nullable Object[]> sorted = new ArrayList<>(rows);
    sorted.sort(comparator);
    ready.addAll(sorted);
  }

  private void accept(List<@Nullable Object[]> page) {
    for (@Nullable Object[] row : page) {
      if (reading.value(row) != null) {
        ready.add(row);
      } else if (nullsBefore == null) {
        (order.nullsFirst() ? ready : held).add(row);
      } else if (!isGivenNull(row)) {
        held.add(row);
      }
    }
  }

  /** How many rows the search has in all, as the service says, negative if it does not. */
  long total() {
    return pages.total();
  }

  @Override
  public void close() {
    finished = true;
    pages.stop();
    if (nullsBefore != null) {
      nullsBefore.close();
    }
    ready.clear();
    held.clear();
  }
}
