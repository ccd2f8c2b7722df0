package io.github.helpcrunchjdbc.read.order;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.page.FilterCheck;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.read.paging.PageRows;
import io.github.helpcrunchjdbc.read.paging.PagedSearch;
import io.github.helpcrunchjdbc.read.request.RowDemand;
import io.github.helpcrunchjdbc.read.request.RowOrder;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.search.Search;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one search in the wanted order, whatever order the service gives. The API's page does
 * not say where customers without a value come, and the service may not sort at all: the rows show
 * both. An answer that ends with the first page is sorted here.
 */
final class OrderedRows implements RowSource {
  private final ReadContext reading;
  private final Search search;
  private final RowOrder order;
  private final long offset;
  private final RowDemand wanted;
  private PagedSearch pages;
  private final Comparator<@Nullable Object[]> comparator;
  private final Queue<@Nullable Object[]> ready = new ArrayDeque<>();

  /** Rows without a value that have come but are wanted last. */
  private final Queue<@Nullable Object[]> held = new ArrayDeque<>();

  /** The rows without a value, if they are wanted first and the service gives them last. */
  private @Nullable NullRows nullsBefore;

  /** The rows without a value, if reading has skipped them. */
  private @Nullable NullRows nullsAfter;

  private final @Nullable Supplier<RowSource> fromFront;

  /** If it is set, it gives all rows in place of this object. */
  private @Nullable RowSource instead;

  private @Nullable Object @Nullable [] last;
  private boolean started;
  private boolean finished;
  private boolean nullsAreGiven;

  /**
   * Starts before the first page.
   *
   * @param offset rows to skip; only if the service gives no NULLs before them
   * @param fromFront reads the same rows from the front, in case the offset turns out to have
   *     skipped rows without a value; null if it can't have
   */
  OrderedRows(
      ReadContext reading,
      Search search,
      RowOrder order,
      long offset,
      RowDemand wanted,
      @Nullable Supplier<RowSource> fromFront) {
    this.fromFront = fromFront;
    this.reading = reading;
    this.search = search;
    this.order = order;
    this.offset = offset;
    this.wanted = wanted;
    this.pages = PagedSearch.of(reading, search, order, offset, wanted);
    this.comparator = order.comparator(reading.layout().orderIndex());
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    if (!started) {
      started = true;
      if (!leapAgain()) {
        startInFront();
      }
    }
    while (true) {
      if (instead != null) {
        return instead.next();
      }
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
        return nullsAfter == null ? null : nullsAfter.next();
      }
      List<@Nullable Object[]> page = pages.nextPage();
      if (page == null) {
        finish();
      } else if (!startsAgain(page)) {
        accept(page);
      }
    }
  }

  /** Reads from the front if answers show that the offset has skipped rows without a value. */
  private boolean startsAgain(List<@Nullable Object[]> page) {
    boolean hasValue = page.stream().anyMatch(row -> reading.value(row) != null);
    boolean isBehind = hasValue && (!held.isEmpty() || reading.value(page.get(0)) == null);
    boolean isOff = isBehind || FilterCheck.isUntimedFound(reading, search);
    if (fromFront == null || !ready.isEmpty() || last != null || !isOff) {
      return false;
    }
    isBehind &= !reading.holds(ServiceFact.IGNORES_SORT);
    if (isBehind && !reading.progress().isSortedByUnreadable()) {
      reading.facts().nulls().learnFirst(order.sort(), true);
    }
    pages.stop();
    held.clear();
    instead = fromFront.get();
    return true;
  }

  /** Begins at the offset where the values last began, if they still begin there. */
  private boolean leapAgain() {
    if (!mayLeap()) {
      return false;
    }
    NullRunSkipper leap = new NullRunSkipper(reading, search, order, wanted);
    PagedSearch remembered = leap.remembered();
    if (remembered == null) {
      return false;
    }
    List<@Nullable Object[]> first = remembered.nextPage();
    if (first == null || !leap.isAtPlace(first)) {
      remembered.stop();
      return false;
    }
    startBehindNulls(remembered);
    accept(first);
    return true;
  }

  private void leap(int known) {
    PagedSearch leapt =
        new NullRunSkipper(reading, search, order, wanted).from(known, pages.total());
    if (leapt == null || reading.progress().isSortedByUnreadable()) {
      // No offset leads to the first value, or values that can't be decoded make its place
      // uncertain.
      pages.stop();
      finished = true;
      giveSorted(PageRows.everything(reading, search));
    } else {
      startBehindNulls(leapt);
    }
  }

  private void startBehindNulls(PagedSearch leapt) {
    pages.stop();
    nullsAfter = new NullRows(reading, search, order, NullRows.UNKNOWN, wanted);
    pages = leapt;
  }

  private void startInFront() {
    List<@Nullable Object[]> first = pages.nextPage();
    if (first == null) {
      return;
    }
    reading.learnNullPlace(search, order.sort(), first, offset);
    // A page that is not sorted shows nothing about the rows before it.
    if (!pages.isOrderBroken() && startsAgain(first)) {
      return;
    }
    boolean isWhole = pages.isWhole();
    if (pages.isOrderBroken() && (offset > 0 || !isWhole)) {
      finished = true;
      pages.stop();
      giveSorted(afterOffset(PageRows.everything(reading, search)));
    } else if (isWhole) {
      finished = true;
      giveSorted(first);
    } else if (canLeap(first)) {
      leap(first.size());
    } else {
      if (order.nullsFirst() && reading.value(first.get(0)) != null) {
        // The service has the rows without a value at the other end.
        nullsBefore = new NullRows(reading, search, order, NullRows.UNKNOWN, wanted);
      }
      accept(first);
    }
  }

  /** Sorts all rows, and returns those after the offset. */
  private List<@Nullable Object[]> afterOffset(List<@Nullable Object[]> all) {
    all.sort(comparator);
    return all.subList((int) Math.min(offset, all.size()), all.size());
  }

  /** Whether the first page has only rows that are wanted last. */
  private boolean canLeap(List<@Nullable Object[]> first) {
    return mayLeap() && first.stream().allMatch(row -> reading.value(row) == null);
  }

  private boolean mayLeap() {
    return wanted.isBounded() && offset == 0 && !order.nullsFirst();
  }

  /** Adds the rows that the pages have missed, or all other rows if pages led no further. */
  private void finish() {
    finished = true;
    if (nullsAfter != null) {
      held.clear();
    }
    boolean fromMiddle = offset > 0 && pages.mayHaveMissed();
    List<@Nullable Object[]> rest =
        pages.isOrderBroken() || fromMiddle || pages.early() != null ? rest() : pages.missedRows();
    rest = new ArrayList<>(rest);
    rest.addAll(held);
    rest.removeIf(this::isGivenNull);
    held.clear();
    giveSorted(rest);
    if (last != null && !ready.isEmpty() && comparator.compare(last, ready.element()) > 0) {
      reading.flawed(
          ErrorCode.ORDER_DISTURBED,
          "customers moved in the order while it was read; those found late stand at the end");
    }
  }

  private boolean isGivenNull(@Nullable Object[] row) {
    NullRows before = reading.value(row) == null ? nullsBefore : null;
    return before != null && before.hasGiven(reading.id(row));
  }

  /** Returns the rows not returned yet, without those to skip. */
  private List<@Nullable Object[]> rest() {
    pages.stop();
    List<@Nullable Object[]> rest =
        pages.early() == null
            ? PageRows.everything(reading, search)
            : reading.gather(pages.beyond(0));
    if (pages.early() == null) {
      rest.removeIf(row -> pages.seen().contains(reading.id(row)));
    }
    return afterOffset(rest);
  }

  private void giveSorted(List<@Nullable Object[]> rows) {
    rows.stream().sorted(comparator).forEach(ready::add);
  }

  private void accept(List<@Nullable Object[]> page) {
    for (@Nullable Object[] row : page) {
      if (reading.value(row) != null) {
        ready.add(row);
      } else if (nullsBefore == null && order.nullsFirst()) {
        ready.add(row);
      } else if (nullsBefore == null || !isGivenNull(row)) {
        reading.kept().keep(row);
        held.add(row);
      }
    }
  }

  /** Returns the rows read but not returned yet; none if they are not in the service's order. */
  List<@Nullable Object[]> atHand() {
    boolean isOther = finished || nullsBefore != null || pages.isOrderBroken();
    return isOther ? List.of() : List.copyOf(ready);
  }

  /** Returns how many rows the search finds, as the service says; negative if it does not say. */
  long total() {
    return pages.total();
  }

  @Override
  public void close() {
    finished = true;
    pages.stop();
    if (instead != null) {
      instead.close();
    }
    if (nullsBefore != null) {
      nullsBefore.close();
    }
    if (nullsAfter != null) {
      nullsAfter.close();
    }
    ready.clear();
    held.clear();
  }
}
