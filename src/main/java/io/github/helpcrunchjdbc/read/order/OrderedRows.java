package io.github.helpcrunchjdbc.read.order;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.page.FilterControl;
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
 * The rows of one search in the order wanted, whatever order the service turns out to give. Where
 * the service puts customers without a value is not documented, nor is it certain that it sorts:
 * both are seen from the rows. What ends with the first page is sorted here.
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

  /** Rows without a value that came before their time. */
  private final Queue<@Nullable Object[]> held = new ArrayDeque<>();

  /** Those without a value, where they are wanted first and the service has them last. */
  private @Nullable NullRows nullsBefore;

  /** Those without a value, where reading has skipped them. */
  private @Nullable NullRows nullsAfter;

  private final @Nullable Supplier<RowSource> fromFront;

  /** Gives the rows in the place of this. */
  private @Nullable RowSource instead;

  private @Nullable Object @Nullable [] last;
  private boolean started;
  private boolean finished;
  private boolean nullsAreGiven;

  /**
   * Starts before the first page.
   *
   * @param offset rows to leave out; only where the service has no NULLs before them
   * @param fromFront reads the same rows from the front, should the offset turn out to have left
   *     out some without a value; null where it can't have
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

  /** Reads another way if answers show that the offset left out some without a value. */
  private boolean startsAgain(List<@Nullable Object[]> page) {
    boolean hasValue = page.stream().anyMatch(row -> reading.value(row) != null);
    boolean isBehind = hasValue && (!held.isEmpty() || reading.value(page.get(0)) == null);
    boolean isOff = isBehind || FilterControl.isUntimedFound(reading, search);
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

  /** Goes to where the values began when they were last asked for, if they still do. */
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
      // The service's offsets lead to no value, or its place may be among what nobody can read.
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
    // Rows that nobody sorted show nothing of those in front of them.
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
        // The service has them at the other end.
        nullsBefore = new NullRows(reading, search, order, NullRows.UNKNOWN, wanted);
      }
      accept(first);
    }
  }

  /** All rows, sorted, but for those to leave out. */
  private List<@Nullable Object[]> afterOffset(List<@Nullable Object[]> all) {
    all.sort(comparator);
    return all.subList((int) Math.min(offset, all.size()), all.size());
  }

  /** Whether the first page shows nothing but rows that are wanted last, if at all. */
  private boolean canLeap(List<@Nullable Object[]> first) {
    return mayLeap() && first.stream().allMatch(row -> reading.value(row) == null);
  }

  private boolean mayLeap() {
    return wanted.isBounded() && offset == 0 && !order.nullsFirst();
  }

  /** What the pages have left out: late comers, or all the rest where pages led no further. */
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

  /** The rows not given yet, less as many as are to be left out. */
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

  /** The rows that have come and were not given yet, none if their order is not the service's. */
  List<@Nullable Object[]> atHand() {
    boolean isOther = finished || nullsBefore != null || pages.isOrderBroken();
    return isOther ? List.of() : List.copyOf(ready);
  }

  /** How many rows the search has in all, as the service says, negative if it does not. */
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
