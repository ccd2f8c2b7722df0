package io.github.helpcrunchjdbc.read.paging;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.facts.CheckOutcomes;
import io.github.helpcrunchjdbc.read.facts.OffsetReach;
import io.github.helpcrunchjdbc.read.page.FilterCheck;
import io.github.helpcrunchjdbc.read.page.RangeCounter;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.read.page.Refusal;
import io.github.helpcrunchjdbc.read.page.TotalsCheck;
import io.github.helpcrunchjdbc.read.stream.IdSet;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether the service's offsets lead to the end of a search. For a search that is read whole
 * it requests pages that are needed anyway, so the check costs nothing if offsets lead there. The
 * other checks send extra requests until the service has passed them. Not thread-safe.
 */
public record DeepOffsetProbe(ReadContext reading, ReadAhead ahead, IdSet seen) {
  /** The check comes after so many pages: a preview has ended, and little was read in vain. */
  static final int AFTER_PAGES = 8;

  /** How often pages that differ are requested again, as customers may move. */
  private static final int MOST_REPEATS = 3;

  /**
   * Returns where a search that is read whole will end early, null if it will not.
   *
   * @param following all pages that will be requested
   * @param total how many customers the service counts
   */
  @Nullable EarlyEnd ofWhole(List<PageRequest> following, long total) {
    if (following.isEmpty() || reading.holds(ServiceFact.TOTALS_UNRELIABLE)) {
      // After the rows that an estimate counts, there may be none.
      return null;
    }
    PageRequest last = following.get(following.size() - 1);
    if (SearchEnd.isLikelyCapped(total)) {
      return ofWholeWithRoundTotal(last.search(), total);
    }
    PageRequest deep =
        following.stream()
            .filter(request -> request.offset() >= OffsetReach.USUAL)
            .findFirst()
            .orElse(null);
    if (deep == null) {
      return null;
    }
    Page first = ahead.takeEarly(deep);
    if (first == null || first.rows().isEmpty()) {
      EarlyEnd.Kind kind = first == null ? EarlyEnd.Kind.REFUSED : EarlyEnd.Kind.EMPTY;
      return endUnlessEstimated(kind, deep.offset(), total);
    }
    Page end = last.equals(deep) ? first : ahead.takeEarly(last);
    if (end == null || end.rows().isEmpty()) {
      return endUnlessEstimated(EarlyEnd.Kind.EMPTY, last.offset(), total);
    }
    // Some services give their last page for each deep offset, also for the page before it.
    PageRequest before = following.get(Math.max(0, following.size() - 2));
    boolean isAlone = before.equals(last);
    Page beforeEnd = before.equals(deep) || isAlone ? first : ahead.takeEarly(before);
    if (isSeen(end) || (!isAlone && beforeEnd != null && ids(end).equals(ids(beforeEnd)))) {
      return endUnlessEstimated(EarlyEnd.Kind.REPEATED, deep.offset(), total);
    }
    reading.facts().reach().learnProven(last.offset() + end.rows().size());
    return null;
  }

  /**
   * Like {@link #ofWhole}, for a total at which the service may stop counting. Customers after it
   * are not counted. Two pages that differ, or a short page, show that offsets lead to them. One
   * row alone shows nothing: some services give the same row for all such offsets.
   */
  private @Nullable EarlyEnd ofWholeWithRoundTotal(Search search, long total) {
    int size = reading.pageSize();
    Page behind = ahead.takeEarly(new PageRequest(search, total, size));
    if (behind == null || behind.rows().isEmpty()) {
      return ofRoundTotal(search, total);
    }
    int rows = behind.rows().size();
    if (!isSeen(behind) && rows > 1 && reading.facts().isSurelyLast(rows, size)) {
      return null;
    }
    Page next =
        isSeen(behind) ? behind : ahead.takeEarly(new PageRequest(search, total + size, size));
    return next != null && ids(next).equals(ids(behind))
        ? end(EarlyEnd.Kind.REPEATED, total, Page.UNKNOWN_TOTAL)
        : null;
  }

  private boolean isSeen(Page page) {
    return page.rows().stream().anyMatch(row -> seen.contains(reading.id(row)));
  }

  /**
   * Checks if a first page deep in a search is the page at its offset. Returns where the search
   * ends early, null if the page is right.
   *
   * @param page the answer to the request
   */
  @Nullable EarlyEnd ofStart(PageRequest request, Page page) {
    long total = page.total();
    long behind = request.offset() + page.rows().size();
    if (reading.facts().reach().isProven(behind)) {
      return null;
    } else if (page.rows().isEmpty() && total != Page.UNKNOWN_TOTAL) {
      return ofRoundTotal(request.search(), total);
    } else if (total < behind) {
      // There is no total, or the page itself contradicts it.
      return ofUncountedStart(request, page);
    }
    return leadsThere(reading, request, page)
        ? null
        : end(EarlyEnd.Kind.REPEATED, OffsetReach.USUAL, total);
  }

  /**
   * Returns where a search ends if its first offset leads to other rows than it should; null if it
   * does not, or nothing shows it. With {@code consistency=strict}, until an answer has shown it, a
   * page that begins one row earlier is requested: the rows of the first page, or others with the
   * same times, must follow that row. The second row of the search is checked in the same way.
   * Customers who move between two requests make them differ too, so both are repeated in turn.
   *
   * @param page the answer to the request, which has rows
   */
  @Nullable EarlyEnd ofDistrustedStart(PageRequest request, Page page) {
    CheckOutcomes checkOutcomes = reading.facts().checkOutcomes();
    if (!reading.isStrict()
        || reading.isReplay()
        || checkOutcomes.holds(CheckOutcomes.Outcome.OFFSETS_OBEYED)) {
      FilterCheck.seeBehind(reading, request, page);
      return null;
    }
    // If all offsets are wrong by the same number, they fit each other, but not the first page.
    PageRequest second = new PageRequest(request.search(), 1, HighWaterMark.TELLING_ROWS);
    Boolean isObeyed = isBehindOneBefore(request, page);
    if (Boolean.TRUE.equals(isObeyed) && request.offset() > 1) {
      isObeyed = isBehindOneBefore(second, reading.pageUnlessRefused(second));
    }
    if (Boolean.TRUE.equals(isObeyed)) {
      checkOutcomes.learn(CheckOutcomes.Outcome.OFFSETS_OBEYED);
    } else if (isObeyed == null) {
      FilterCheck.seeBehind(reading, request, page);
    }
    boolean isOff = Boolean.FALSE.equals(isObeyed);
    return isOff ? end(EarlyEnd.Kind.REPEATED, request.offset(), page.total()) : null;
  }

  /** Whether a page's rows follow the row before it; null if nothing shows it. */
  private @Nullable Boolean isBehindOneBefore(PageRequest request, @Nullable Page page) {
    // If the service gives its last page for each offset, it begins elsewhere for another limit.
    int more = request.limit() + 2;
    int size = more <= reading.pageSize() ? more : Math.max(2, request.limit());
    PageRequest around = new PageRequest(request.search(), request.offset() - 1, size);
    Page at = page;
    Page before = reading.pageUnlessRefused(around);
    long total = at == null ? Page.UNKNOWN_TOTAL : at.total();
    long totalBefore = before == null ? Page.UNKNOWN_TOTAL : before.total();
    for (int repeats = 0; ; repeats++) {
      if (at == null
          || at.rows().isEmpty()
          || before == null
          || before.rows().size() < 2
          || at.total() != total
          || before.total() != totalBefore) {
        // There is nothing to compare, or customers have changed meanwhile.
        return null;
      }
      int count = Math.min(at.rows().size(), before.rows().size() - 1);
      List<@Nullable Long> values = values(at.rows().subList(0, count));
      if (reading.id(at.rows().get(0)) == reading.id(before.rows().get(1))) {
        return true;
      } else if (values.equals(values(before.rows().subList(1, count + 1)))) {
        // Customers with equal values may change places.
        return values.stream().distinct().count() > 1 ? (Boolean) true : null;
      } else if (repeats == MOST_REPEATS) {
        return false;
      } else if (repeats % 2 == 0) {
        at = reading.pageUnlessRefused(request);
      } else {
        before = reading.pageUnlessRefused(around);
      }
    }
  }

  private List<@Nullable Long> values(List<@Nullable Object[]> rows) {
    return rows.stream().<@Nullable Long>map(reading::value).toList();
  }

  /** Whether a page with rows, of a search with a total, is the page at its offset. */
  public static boolean leadsThere(ReadContext reading, PageRequest request, Page page) {
    OffsetReach reach = reading.facts().reach();
    long total = page.total();
    long behind = request.offset() + page.rows().size();
    if (reach.isProven(behind)) {
      return true;
    }
    if (behind != total || page.rows().size() == request.limit()) {
      LastTwo last = LastTwo.of(reading, request.search(), total);
      if (!last.provesEnd()) {
        return false;
      }
      total = last.total();
    }
    reach.learnProven(total);
    return true;
  }

  /** Like {@link #ofStart}, if no total is of use: other pages near the offset have to show it. */
  private @Nullable EarlyEnd ofUncountedStart(PageRequest request, Page page) {
    if (page.rows().isEmpty()) {
      // If offsets end there, the last row before is alone on its page.
      PageRequest edge = new PageRequest(request.search(), OffsetReach.USUAL - 1, 2);
      return reading.page(edge).rows().size() == 1
          ? end(EarlyEnd.Kind.EMPTY, OffsetReach.USUAL, Page.UNKNOWN_TOTAL)
          : null;
    }
    PageRequest next =
        new PageRequest(request.search(), request.offset() + page.rows().size(), request.limit());
    Page behind = reading.pageUnlessRefused(next);
    return behind != null && ids(behind).equals(ids(page))
        ? end(EarlyEnd.Kind.REPEATED, OffsetReach.USUAL, Page.UNKNOWN_TOTAL)
        : null;
  }

  /**
   * Returns where a search ends early whose total is round and after which a page is empty; null if
   * the total is the number of its customers.
   */
  @Nullable EarlyEnd ofRoundTotal(Search search, long total) {
    if (!SearchEnd.isLikelyCapped(total) || reading.facts().reach().isProven(total + 1)) {
      return null;
    }
    List<@Nullable Object[]> some =
        reading.page(new PageRequest(search, 0, reading.pageSize())).rows();
    RangeCounter.Cap cap = new RangeCounter(reading, search).capOf(total, some);
    return cap != RangeCounter.Cap.NONE
        ? new EarlyEnd(EarlyEnd.Kind.EMPTY, total, total, true)
        : null;
  }

  /**
   * Returns where a search ends early that has given as many customers as it counts, null if
   * nothing shows that. A service that stops counting at a total may end its offsets there too. So
   * a total in doubt is compared with that of the search without one customer. If these are equal,
   * it is compared with the totals of two halves if filters are ANDed. A total that passes is not
   * in doubt for an hour.
   */
  @Nullable EarlyEnd ofDistrustedTotal(Search search, long total) {
    RangeCounter counter = new RangeCounter(reading, search);
    if (SearchEnd.isLikelyCapped(total) || !counter.isInDoubt(total)) {
      return null;
    }
    try {
      long[] ids =
          seen.size() > 0
              ? seen.sorted()
              : reading.sortedIds(reading.page(new PageRequest(search, 0, 1)).rows());
      boolean isPassed =
          ids.length > 0
              && search.isConjunction()
              && counter.capWithout(total, ids[0]) == RangeCounter.Cap.NONE;
      RangeCounter.Cap cap = isPassed ? RangeCounter.Cap.NONE : counter.capOf(total, ids);
      if (cap == RangeCounter.Cap.REACHED) {
        // If the total has changed, a customer came while the halves were counted.
        return reading.page(new PageRequest(search, 0, 1)).total() == total
            ? new EarlyEnd(EarlyEnd.Kind.EMPTY, total, total, true)
            : null;
      } else if (cap == RangeCounter.Cap.UNKNOWN || ids.length == 0) {
        return null;
      }
    } catch (HelpCrunchException e) {
      if (!Refusal.isOfFilters(e)) {
        throw e;
      }
      // The service refuses ranges of ids, so they can show nothing for the next hour.
    }
    reading.facts().checkOutcomes().learnCounted(total);
    return null;
  }

  private @Nullable EarlyEnd endUnlessEstimated(EarlyEnd.Kind kind, long offset, long total) {
    EarlyEnd end = end(kind, offset, total);
    return reading.holds(ServiceFact.TOTALS_UNRELIABLE) ? null : end;
  }

  private EarlyEnd end(EarlyEnd.Kind kind, long offset, long total) {
    boolean sound = TotalsCheck.ask(reading, seen) == TotalsCheck.SOUND;
    return new EarlyEnd(kind, offset, total, sound);
  }

  private List<Long> ids(Page page) {
    return page.rows().stream().map(reading::id).toList();
  }
}
