package io.github.helpcrunchjdbc.read.paging;

import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.read.request.IdRange;
import io.github.helpcrunchjdbc.read.stream.IdSet;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The end of a search that an empty or short page shows and no total confirms: other pages have to
 * tell whether the offsets ended before.
 *
 * @param mark where reading stands
 * @param seen the customers read so far
 * @param isRange whether it is a range of ids, too small for offsets to end in it
 */
record UncountedEnd(
    ReadContext reading, SearchEnd end, HighWaterMark mark, IdSet seen, boolean isRange) {
  /**
   * Whether nothing but an empty page, or a short one that counts nobody, says that a search ends:
   * what it counts is itself, if any, or the first page.
   *
   * @param started whether a page has come before
   */
  boolean isEnd(PageRequest request, Page page, boolean started) {
    int count = page.rows().size();
    boolean isLast =
        count == 0
            || (end.total() == Page.UNKNOWN_TOTAL
                && seen.size() >= request.offset()
                && reading.facts().isSurelyLast(count, request.limit()));
    if (!isLast || request.offset() == 0) {
      return false;
    }
    boolean mayBeOfPage = !reading.facts().areTotalsBeyondPages();
    if (!started) {
      return mayBeOfPage && page.total() == reading.pageSize();
    }
    return page.total() == Page.UNKNOWN_TOTAL
        ? (mayBeOfPage && end.total() <= reading.pageSize())
            || reading.holds(ServiceFact.TOTALS_UNRELIABLE)
        : page.total() == 0;
  }

  /**
   * Whether somebody stands behind the rows of a page. Its length does not tell where short pages
   * go on, nor does the other end, where customers without a value may be last in either order.
   */
  boolean goesOn(PageRequest request, Page page) {
    long behind = request.offset() + page.rows().size();
    return (reading.facts().doShortPagesGoOn() || reading.isDistrustful())
        && !reading.page(new PageRequest(request.search(), behind, 1)).rows().isEmpty();
  }

  /**
   * Whether the rows at the other end of a search are among those read. An estimate may hide that
   * offsets end before; what one page holds needs no offset, unless pages are cut short.
   */
  boolean isOtherEndSeen(PageRequest request, Page page) {
    SortOrder sort = request.search().sort();
    boolean isOfOnePage = request.offset() == 0 && !reading.facts().doShortPagesGoOn();
    if (sort == null || isOfOnePage) {
      return true;
    }
    Search reversed = request.search().withSort(sort.reversed());
    // Before the first offset nobody stands.
    boolean isUnread = request.offset() > 0 && seen.size() == 0 && page.rows().isEmpty();
    int last = isUnread ? sizeBefore(request) : page.rows().size();
    // Of more than were read some may stand before the offset that reading began with.
    int most = Math.max(1, Math.min(request.limit(), seen.size() + last));
    // One less than a page, so that a total of all is another than that of the page.
    Page other =
        reading.page(
            new PageRequest(reversed, 0, Math.max(1, Math.min(most, reading.pageSize() - 1))));
    if (other.total() > other.rows().size()) {
      reading.facts().learnTotalsBeyondPages();
      if (seen.size() == 0 && isTrueEnd(other.total(), request.offset())) {
        return true;
      }
    }
    List<@Nullable Object[]> rows = isUnread ? before(request) : page.rows();
    Set<Long> ids = rows.stream().map(reading::id).collect(Collectors.toSet());
    boolean isSeen =
        other.rows().stream()
            .limit(Math.max(1, seen.size() + ids.size()))
            .map(reading::id)
            .allMatch(id -> seen.contains(id) || ids.contains(id));
    boolean isCounted = end.total() != Page.UNKNOWN_TOTAL || seen.size() < request.offset();
    return isSeen
        && ((isRange && isCounted)
            || isMirrored(rows, other, isCounted || isPlaceOfNullsKnown(sort))
            || areHalvesWhole(request, ids));
  }

  /**
   * Whether the opposite order begins where reading ended, also if that is without a value.
   *
   * @param isEnough whether an end with a value shows that nobody without one stands behind it
   */
  private boolean isMirrored(List<@Nullable Object[]> last, Page other, boolean isEnough) {
    boolean endsInNull =
        last.isEmpty() ? mark.isNull() : reading.value(last.get(last.size() - 1)) == null;
    return other.rows().isEmpty()
        || reading.value(other.rows().get(0)) == null
        || (!endsInNull && isEnough);
  }

  /** Whether those without a value are known to be first in an order or in its opposite. */
  private boolean isPlaceOfNullsKnown(SortOrder sort) {
    return Boolean.TRUE.equals(reading.areNullsFirst(sort))
        || Boolean.TRUE.equals(reading.areNullsFirst(sort.reversed()));
  }

  /**
   * Whether nobody stands behind those read in either half of their ids, where offsets half as deep
   * lead: that shows it in any order, by any total and any length of pages.
   *
   * @param last ids of the last page
   */
  private boolean areHalvesWhole(PageRequest request, Set<Long> last) {
    long[] ids =
        LongStream.concat(LongStream.of(seen.sorted()), last.stream().mapToLong(Long::longValue))
            .sorted()
            .distinct()
            .toArray();
    Search search = request.search();
    if (!search.isConjunction() || ids.length < 2) {
      return false;
    }
    long middle = IdRange.middle(ids);
    return isWhole(IdRange.ALL.upTo(middle).of(search), ids.length / 2)
        && isWhole(IdRange.ALL.from(middle).of(search), ids.length - ids.length / 2);
  }

  private boolean isWhole(Search half, int count) {
    return LastTwo.of(reading, half, count).areThere()
        && reading.page(new PageRequest(half, count, 1)).rows().isEmpty();
  }

  /** Whether nobody stands behind an offset by a total that is not that of a page. */
  private boolean isTrueEnd(long total, long offset) {
    return total <= offset
        && !reading.holds(ServiceFact.TOTALS_UNRELIABLE)
        && !SearchEnd.isLikelyCapped(total);
  }

  private int sizeBefore(PageRequest request) {
    return (int) Math.min(request.offset(), reading.pageSize());
  }

  /** The rows that stand before the offset of a request. */
  private List<@Nullable Object[]> before(PageRequest request) {
    int size = sizeBefore(request);
    return reading.page(new PageRequest(request.search(), request.offset() - size, size)).rows();
  }

  /**
   * A page of a service that gives the last full page where less is left: without the rows in front
   * of what was asked for. They have come before, or end with the row in front of the request.
   */
  Page withoutClamped(PageRequest request, Page page) {
    int size = page.rows().size();
    long left = page.total() - request.offset();
    if (left < 0
        || size <= left
        || size < Math.min(request.limit(), page.total())
        || reading.holds(ServiceFact.TOTALS_UNRELIABLE)) {
      return page;
    }
    int before = (int) (size - left);
    List<@Nullable Object[]> front = page.rows().subList(0, before);
    // A service that counts the page gives others behind those that it was asked for once more.
    boolean countsPage =
        page.total() == size
            && page.rows().stream().anyMatch(row -> !seen.contains(reading.id(row)));
    boolean isClamped =
        seen.size() == 0
            ? request.offset() > 0 && standsBefore(request, front)
            : !countsPage && front.stream().map(reading::id).allMatch(seen::contains);
    return isClamped ? page.of(page.rows().subList(before, size)) : page;
  }

  /** Whether the last of these rows stands in front of what is asked for. */
  private boolean standsBefore(PageRequest request, List<@Nullable Object[]> front) {
    long last = reading.id(front.get(front.size() - 1));
    PageRequest one = new PageRequest(request.search(), request.offset() - 1, 1);
    return reading.page(one).rows().stream().anyMatch(row -> reading.id(row) == last);
  }

  /**
   * An empty page, with the number of customers of its search. It says so itself unless it is a 404
   * or counts nobody, which may be the page alone. Then the first page tells, if it has room for
   * the customer at that offset.
   */
  Page withTotal(PageRequest request, Page page) {
    boolean tells = page.total() > 0 || reading.facts().areTotalsBeyondPages();
    if (page.total() != Page.UNKNOWN_TOTAL && tells) {
      return page;
    }
    int most = (int) Math.min(reading.pageSize(), request.offset() + 1);
    Page first = reading.page(new PageRequest(request.search(), 0, most));
    int count = first.rows().size();
    boolean isCounted =
        first.total() != Page.UNKNOWN_TOTAL || count < most || most > request.offset();
    long total = isCounted ? Math.max(first.total(), count) : Page.UNKNOWN_TOTAL;
    return new Page(page.rows(), total).between(page.askedAt(), page.cameAt());
  }
}
