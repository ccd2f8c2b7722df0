package io.github.helpcrunchjdbc.read;

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

  private @Nullable RowSource nullsBefore;
  private boolean started;
  private boolean nullsAreGiven;

  /**
   * Starts before the first page.
   *
   * @param offset rows to leave out; only where the service has no NULLs before them
   */
  OrderedRows(Reading reading, Search search, RowOrder order, long offset, Wanted wanted) {
    this.reading = reading;
    this.search = search.withSort(order.sort());
    this.order = order;
    this.offset = offset;
    this.pages = reading.pages(this.search, offset, wanted);
    this.comparator = order.comparator(reading.layout().orderIndex());
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    if (!started) {
      started = true;
      start();
    }
    while (true) {
      @Nullable Object[] row = nullsBefore == null ? null : nullsBefore.next();
      if (row != null) {
        return row;
      }
      nullsBefore = null;
      row = ready.poll();
      if (row != null) {
        return row;
      }
      List<@Nullable Object[]> page = pages.nextPage();
      if (page == null) {
        return held.poll();
      }
      accept(page);
    }
  }

  private void start() {
    List<@Nullable Object[]> first = pages.nextPage();
    if (first == null) {
      return;
    }
    if (!isSorted(first)) {
      sortHere(pages.isExhausted() && offset == 0 ? first : everything());
    } else if (pages.isExhausted()) {
      sortHere(first);
    } else {
      if (order.nullsFirst() && value(first.get(0)) != null) {
        // The service has them at the other end.
        nullsAreGiven = true;
        nullsBefore = new NullRows(reading, search, order, NullRows.UNKNOWN);
      }
      accept(first);
    }
  }

  /** All rows of a search that the service does not sort, but for those to leave out. */
  private List<@Nullable Object[]> everything() {
    List<@Nullable Object[]> all = new ArrayList<>();
    PagedSearch whole = reading.allPages(search);
    IdSet seen = new IdSet();
    for (var page = whole.nextPage(); page != null; page = whole.nextPage()) {
      page.stream().filter(row -> seen.add(reading.id(row))).forEach(all::add);
    }
    all.sort(comparator);
    pages.stop();
    return all.subList((int) Math.min(offset, all.size()), all.size());
  }

  private void sortHere(List<@Nullable Object[]> rows) {
    List<@Nullable Object[]> sorted = new ArrayList<>(rows);
    sorted.sort(comparator);
    ready.addAll(sorted);
  }

  private void accept(List<@Nullable Object[]> page) {
    for (@Nullable Object[] row : page) {
      if (value(row) != null) {
        ready.add(row);
      } else if (!nullsAreGiven) {
        (order.nullsFirst() ? ready : held).add(row);
      }
    }
  }

  /** How many rows the search has in all, as the service says, negative if it does not. */
  long total() {
    return pages.total();
  }

  private @Nullable Long value(@Nullable Object[] row) {
    return reading.layout().orderValue(row);
  }

  /** Whether the values that are there ascend or descend as asked. */
  private boolean isSorted(List<@Nullable Object[]> rows) {
    @Nullable Object[] previous = null;
    for (@Nullable Object[] row : rows) {
      if (value(row) != null) {
        if (previous != null && comparator.compare(previous, row) > 0) {
          return false;
        }
        previous = row;
      }
    }
    return true;
  }

  @Override
  public void close() {
    pages.stop();
    ready.clear();
    held.clear();
  }
}
