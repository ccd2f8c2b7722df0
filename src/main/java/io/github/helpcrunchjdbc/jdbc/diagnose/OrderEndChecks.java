package io.github.helpcrunchjdbc.jdbc.diagnose;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.jdbc.diagnose.Finding.Verdict;
import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.facts.OffsetReach;
import io.github.helpcrunchjdbc.read.page.Refusal;
import io.github.helpcrunchjdbc.read.request.NullsSorted;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Looks at both ends of the order by lastSeen: whether the total is the number of customers, and
 * where customers without a value stand. Sends at most three requests. Not thread-safe.
 *
 * @param newest the newest customers
 */
record OrderEndChecks(BehaviourChecks service, Page newest) {
  private static final String NULLS = "place of NULLs";

  /**
   * Looks at both ends and adds the findings.
   *
   * @param inOrder whether the service obeys the order asked for
   * @return whether there are fewer customers than the total says
   */
  boolean look(boolean inOrder) {
    if (newest.total() < 1) {
      service.add(NULLS, Verdict.UNKNOWN, "without a total the last customer is not found", null);
      return false;
    }
    // At a deep offset, which many services don't reach, a single row may be any row; exactly two
    // rows are the last two.
    int last = newest.total() > OffsetReach.USUAL ? 2 : 1;
    Page oldest = atOffset(false, newest.total() - last, last + 1);
    boolean isEnd = oldest != null && oldest.rows().size() == last;
    total(oldest, isEnd);
    if (inOrder) {
      nulls(oldest, isEnd, last);
    } else {
      service.add(NULLS, Verdict.UNKNOWN, "the order asked for is not obeyed", null);
    }
    return oldest != null && oldest.rows().isEmpty() && newest.total() <= OffsetReach.USUAL;
  }

  private void nulls(@Nullable Page oldest, boolean isEnd, int last) {
    boolean inFront = isNull(atOffset(true, 0, 1));
    NullsSorted sorted =
        isEnd
            ? nullsFromEnds(inFront, isNull(oldest, last - 1))
            : nullsFromFronts(inFront, isNull(atOffset(false, 0, 1)));
    boolean isTold = sorted != NullsSorted.AUTO;
    service.add(
        NULLS,
        isTold ? Verdict.OK : Verdict.UNKNOWN,
        isTold
            ? "customers without lastSeen come %s in DESC, %s in ASC"
                .formatted(place(sorted, true), place(sorted, false))
            : "no customer %s lastSeen was met at an end".formatted(inFront ? "with" : "without"),
        isTold ? "nullsSorted=" + sorted.name().toLowerCase(Locale.ROOT) : null);
  }

  /** Returns a page of the order by lastSeen, null if the service refuses the offset. */
  private @Nullable Page atOffset(boolean descending, long offset, int limit) {
    Search search = Search.ALL.withSort(new SortOrder(CustomerColumns.LAST_SEEN, descending));
    PageRequest request = new PageRequest(search, offset, limit);
    try {
      return service.page(request);
    } catch (HelpCrunchException e) {
      service.execution().checkActive();
      if (offset == 0 || !Refusal.refusesOffset(request, e)) {
        throw e;
      }
      return null;
    }
  }

  /**
   * Reports whether the total is the number of customers.
   *
   * @param oldest the page at the last customers that the total promises; null if it was refused
   * @param isEnd whether this page holds exactly the last customers
   */
  private void total(@Nullable Page oldest, boolean isEnd) {
    if (isEnd) {
      add(Verdict.OK, "no customer comes after as many as the total counts");
    } else if (oldest == null || newest.total() > OffsetReach.USUAL) {
      // Where offsets end, a wrong page or an empty one says nothing of the total.
      add(Verdict.UNKNOWN, "the last customer it tells of is not given");
    } else {
      String found =
          "there are %s customers than it tells"
              .formatted(oldest.rows().isEmpty() ? "fewer" : "more");
      if (oldest.total() == newest.total()) {
        service.knowledge().noteShown(ServiceFact.TOTALS_UNRELIABLE, found, service.execution());
      }
      add(Verdict.WARNING, found);
    }
  }

  private void add(Verdict verdict, String detail) {
    service.add(
        "total checked", verdict, detail, verdict == Verdict.WARNING ? "consistency=strict" : null);
  }

  /**
   * Derives the place of NULLs from the front of the descending order and the end of the ascending
   * one; if neither has a NULL, from the end of the descending order. NULLs at both places say
   * nothing if no customer has a value.
   */
  private NullsSorted nullsFromEnds(boolean inFront, boolean atEnd) {
    if (inFront && atEnd) {
      return isAnySeen() || !isNull(atOffset(false, 0, 1)) ? NullsSorted.HIGH : NullsSorted.AUTO;
    }
    if (inFront) {
      return NullsSorted.FIRST;
    }
    if (atEnd) {
      return NullsSorted.LAST;
    }
    return isNull(atOffset(true, newest.total() - 1, 1)) ? NullsSorted.LOW : NullsSorted.AUTO;
  }

  /**
   * Like {@link #nullsFromEnds}, but from the fronts of both orders, where the ends are unknown.
   */
  private NullsSorted nullsFromFronts(boolean descending, boolean ascending) {
    if (descending && ascending) {
      return isAnySeen() ? NullsSorted.FIRST : NullsSorted.AUTO;
    }
    if (descending) {
      return NullsSorted.HIGH;
    }
    return ascending ? NullsSorted.LOW : NullsSorted.AUTO;
  }

  private boolean isAnySeen() {
    return newest.rows().stream()
        .anyMatch(row -> BehaviourChecks.value(row, CustomerColumns.LAST_SEEN) != null);
  }

  private static String place(NullsSorted sorted, boolean descending) {
    return Boolean.TRUE.equals(sorted.areFirst(descending)) ? "first" : "last";
  }

  private static boolean isNull(@Nullable Page page) {
    return isNull(page, 0);
  }

  /**
   * Returns whether the column of a row is NULL at the service; a value that can't be decoded is
   * not NULL there.
   */
  private static boolean isNull(@Nullable Page page, int index) {
    if (page == null || page.rows().size() <= index) {
      return false;
    }
    @Nullable Object[] row = page.rows().get(index);
    return BehaviourChecks.value(row, CustomerColumns.LAST_SEEN) == null
        && page.undecoded().stream()
            .noneMatch(
                unread ->
                    unread.column().equals(CustomerColumns.LAST_SEEN)
                        && Objects.equals(
                            unread.customer(), BehaviourChecks.value(row, CustomerColumns.ID)));
  }
}
