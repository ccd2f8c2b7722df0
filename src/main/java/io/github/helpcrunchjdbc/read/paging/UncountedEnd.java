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
 * The end of a search that an empty or short page shows, but no total confirms. Other pages must
 * show whether the offsets ended before the search.
 *
 * @param mark the last row that was read
 * @param seen the ids of the customers read so far
 * @param isRange whether a range of ids is read, too small for offsets to end in it
 */
record UncountedEnd(
    ReadContext reading, SearchEnd end, HighWaterMark mark, IdSet seen, boolean isRange) {
  /**
   * Whether only an empty page, or a short page with total 0, shows that a search ends. The total
   * may count just the page itself or the first page.
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
   * Whether a row comes after the rows of a page. The page's length does not show it if short pages
   * are not always the last. The other end of the search does not show it either, because customers
   * without a value may come last in both orders.
   */
  boolean hasRowAfter(PageRequest request, Page page) {
    long behind = request.offset() + page.rows().size();
    return (reading.facts().doShortPagesGoOn() || reading.isStrict())
        && !reading.page(new PageRequest(request.search(), behind, 1)).rows().isEmpty();
  }

  /**
   * Whether the rows at the other end of a search were read. An estimated total may hide that
   * offsets end before the search. A search of one page needs no offset, unless pages are cut
   * short.
   */
  boolean isOtherEndSeen(PageRequest request, Page page) {
    SortOrder sort = request.search().sort();
    boolean isOfOnePage = request.offset() == 0 && !reading.facts().doShortPagesGoOn();
    if (sort == null || isOfOnePage) {
      return true;
    }
    Search reversed = request.search().withSort(sort.reversed());
    // No row was read yet, so the rows before the offset are compared.
    boolean isUnread = request.offset() > 0 && seen.size() == 0 && page.rows().isEmpty();
    int last = isUnread ? sizeBefore(request) : page.rows().size();
    // With more rows than were read, some may come before the offset at which reading began.
    int most = Math.max(1, Math.min(request.limit(), seen.size() + last));
    // The limit is less than a page, so that a total of all differs from that of the page.
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
   * @param isEnough whether an end with a value shows that no row without one comes after it
   */
  private boolean isMirrored(List<@Nullable Object[]> last, Page other, boolean isEnough) {
    boolean endsInNull =
        last.isEmpty() ? mark.isNull() : reading.value(last.get(last.size() - 1)) == null;
    return other.rows().isEmpty()
        || reading.value(other.rows().get(0)) == null
        || (!endsInNull && isEnough);
  }

  /** Whether customers without a value are known to come first in an order or in its opposite. */
  private boolean isPlaceOfNullsKnown(SortOrder sort) {
    return Boolean.TRUE.equals(reading.areNullsFirst(sort))
        || Boolean.TRUE.equals(reading.areNullsFirst(sort.reversed()));
  }

  /**
   * Whether no row comes after those read in either half of their ids. It shows the end for any
   * order, total and length of pages, if offsets lead half as deep.
   *
   * @param last the ids of the last page
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
    return LastTwo.of(reading, half, count).provesEnd()
        && reading.page(new PageRequest(half, count, 1)).rows().isEmpty();
  }

  /** Whether no row comes after an offset, by a total that is not that of a page. */
  private boolean isTrueEnd(long total, long offset) {
    return total <= offset
        && !reading.holds(ServiceFact.TOTALS_UNRELIABLE)
        && !SearchEnd.isLikelyCapped(total);
  }

  private int sizeBefore(PageRequest request) {
    return (int) Math.min(request.offset(), reading.pageSize());
  }

  /** Returns the rows before the offset of a request. */
  private List<@Nullable Object[]> before(PageRequest request) {
    int size = sizeBefore(request);
    return reading.page(new PageRequest(request.search(), request.offset() - size, size)).rows();
  }

  /**
   * Returns a page without the rows before its offset. Some services give their last full page if
   * fewer rows are left. Those rows have come before, or end with the row before the request's
   * offset.
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
    // If the total counts just the page, a repeated request shows other rows after those asked for.
    boolean countsPage =
        page.total() == size
            && page.rows().stream().anyMatch(row -> !seen.contains(reading.id(row)));
    boolean isClamped =
        seen.size() == 0
            ? request.offset() > 0 && standsBefore(request, front)
            : !countsPage && front.stream().map(reading::id).allMatch(seen::contains);
    return isClamped ? page.of(page.rows().subList(before, size)) : page;
  }

  /** Whether the last of these rows is the one before the request's offset. */
  private boolean standsBefore(PageRequest request, List<@Nullable Object[]> front) {
    long last = reading.id(front.get(front.size() - 1));
    PageRequest one = new PageRequest(request.search(), request.offset() - 1, 1);
    return reading.page(one).rows().stream().anyMatch(row -> reading.id(row) == last);
  }

  /**
   * Returns an empty page with the number of its search's customers. The page has it unless it is a
   * 404 or its total is 0, which may count the page alone. Then the first page has it, if it is
   * long enough to reach that offset.
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
