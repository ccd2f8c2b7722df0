package io.github.helpcrunchjdbc.read.paging;

import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.read.request.IdRange;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Knows how far a service's offsets lead, and chooses where to cut ranges of ids with more
 * customers: at the id of a customer about as deep as offsets lead, and later by the distance of
 * the ids in the last part. Not thread-safe.
 */
final class RangeCuts {
  /**
   * A place at which to cut a range.
   *
   * @param middle the greatest id of the lower part
   * @param isUpperFirst whether the upper part is read first; the first part has about as many
   *     customers as offsets reach
   * @param shown the ids of the page that the cut is based on, none if it is based on more or on no
   *     page
   */
  record Cut(long middle, boolean isUpperFirst, Set<Long> shown) {}

  /** A part that is cut by a page should have this share of what offsets reach. */
  private static final double AIM = 0.8;

  /** A part that is cut by the distance of ids should have this share: the guess is better. */
  private static final double AIM_BY_GAP = 0.9;

  /** The end of a range is not checked if the range has at most this many pages. */
  private static final long LEAST_PAGES = 2;

  /** A cut was in vain if the part has less than this share of what offsets reach. */
  private static final double LEAST_SHARE = 0.3;

  /** After this many cuts in vain, one after the other, a range is cut by a page again. */
  private static final int MOST_IN_VAIN = 2;

  /** A range is checked only if it is larger than any checked one, by one part in this many. */
  private static final long MORE_SHARE = 4;

  private final ReadContext reading;
  private long least = Long.MAX_VALUE;
  private long greatest = Long.MIN_VALUE;
  private long reach;

  /** How far offsets led before ranges were read. */
  private final long came;

  /** The deepest row to which an offset was seen to lead. */
  private long proven;

  private long limit;

  /** How many customers the largest range has whose last two came. */
  private long checked;

  /** The distance between ids in the last part, 0 if unknown or if it says nothing of others. */
  private double gap;

  private int inVain;

  /** Whether ids descend in the order of the search, as far as was seen. */
  private boolean idsFall = true;

  /**
   * Starts without a request.
   *
   * @param seen the ids of the customers that came by offsets, ascending
   * @param limit an offset that was seen to lead nowhere
   */
  RangeCuts(ReadContext reading, long[] seen, long limit) {
    this.reading = reading;
    this.limit = limit;
    this.reach = reading.facts().reach().before(limit);
    this.came = Math.min(seen.length, reach);
    this.proven = came;
    see(seen);
  }

  /** Returns how far offsets should lead: as far as was seen, or a guess below the limit. */
  long reach() {
    return reach;
  }

  /** Returns the least offset that was seen to lead nowhere. */
  long limit() {
    return limit;
  }

  /** Learns that the service gives no rows from an offset on. */
  void learnLimit(long offset) {
    limit = Math.min(limit, Math.max(1, offset));
    reach = Math.min(reach, limit);
    if (limit <= proven) {
      long sure = Math.max(came, checked);
      proven = limit > sure ? sure : 0;
    }
  }

  /** Whether offsets lead to a second page at least. */
  boolean leadAnywhere() {
    return reach > reading.pageSize();
  }

  /** Learns how many customers the first part of a cut range has. It shows the distance of ids. */
  void learnPart(IdRange part, long total) {
    inVain = total >= LEAST_SHARE * reach && total < reach ? 0 : inVain + 1;
    gap = inVain < MOST_IN_VAIN && total > 0 ? (last(part) - after(part)) / (double) total : 0;
  }

  private double after(IdRange range) {
    return range.after() == null ? least - 1.0 : range.after();
  }

  private double last(IdRange range) {
    return range.last() == null ? greatest : range.last();
  }

  /**
   * Whether offsets lead to the end of a range. The last two customers show it: a service that
   * leads offsets elsewhere gives another number of rows. If the total changes, nothing shows it.
   *
   * @param first the range's first page
   */
  boolean leadToEnd(Search search, List<@Nullable Object[]> first, long total) {
    if (total <= Math.max(checked + checked / MORE_SHARE, LEAST_PAGES * reading.pageSize())
        || reading.holds(ServiceFact.TOTALS_UNRELIABLE)) {
      return true;
    }
    LastTwo last = LastTwo.of(reading, search, total);
    if (last.provesEnd()) {
      checked = last.total();
    } else if (!last.hasTotalChanged()) {
      learnLimit(last.offset());
      assumeQuarterOf(total);
      if (last.page() != null && isPartOf(first, last.page().rows())) {
        reach = reading.pageSize();
      }
      return false;
    }
    return true;
  }

  /** Whether a full page came, but no order and no total can show that it has all rows. */
  boolean isUnproven(long came, long total) {
    return came >= Math.max(2, reading.pageSize())
        && came != total
        && reading.holds(ServiceFact.IGNORES_SORT)
        && reading.holds(ServiceFact.TOTALS_UNRELIABLE);
  }

  /** Whether an estimated total may stand for the only customer, whose range can't be cut. */
  boolean isOneOfEstimate(List<@Nullable Object[]> first, long total) {
    return first.size() == 1
        && reading.pageSize() > 1
        && reading.holds(ServiceFact.TOTALS_UNRELIABLE)
        && SearchEnd.isEstimateOf(total, 1);
  }

  private boolean isPartOf(List<@Nullable Object[]> whole, List<@Nullable Object[]> rows) {
    Set<Long> ids = asSet(reading.sortedIds(whole));
    return !rows.isEmpty() && rows.stream().map(reading::id).allMatch(ids::contains);
  }

  /**
   * Returns where to cut a range that is too large; null if the attempt has shown that offsets lead
   * nowhere, or if fewer than two customers of the range are known.
   *
   * @param first the range's first page, empty if it was not requested
   */
  @Nullable Cut cut(Search search, IdRange range, long total, List<@Nullable Object[]> first) {
    long[] shown = reading.sortedIds(first);
    see(shown);
    boolean wereLeading = leadAnywhere();
    while (leadAnywhere()) {
      Cut byGap = proven >= AIM * reach ? byGap(range) : null;
      if (byGap != null) {
        return byGap;
      }
      long depth = Math.min(total - reading.pageSize(), (long) (AIM * reach));
      if (depth <= 0) {
        break;
      }
      Page page = reading.pageUnlessRefused(new PageRequest(search, depth, reading.pageSize()));
      long[] deep = page == null ? new long[0] : reading.sortedIds(page.rows());
      boolean isFirst = Arrays.equals(deep, shown);
      if (deep.length > 1 && !isFirst) {
        see(deep);
        idsFall = first.isEmpty() ? idsFall : reading.id(first.get(0)) > deep[0];
        proven = Math.max(proven, depth + deep.length);
        inVain = 0;
        // If ids don't follow the order, the page is a sample of all ids: the first part is to have
        // as large a share of it as offsets reach of the total.
        return at(deep, (int) (deep.length * Math.min(0.5, AIM * reach / total)));
      }
      // A single row shows as little as none: if offsets lead there, a page follows.
      learnLimit(depth);
      assumeQuarterOf(depth);
      if (deep.length > 1) {
        // The page is the first page again, so offsets lead nowhere.
        reach = reading.pageSize();
      }
    }
    return wereLeading && !leadAnywhere() ? null : inMiddleOf(shown);
  }

  private void see(long[] ids) {
    if (ids.length > 0) {
      least = Math.min(least, ids[0]);
      greatest = Math.max(greatest, ids[ids.length - 1]);
    }
  }

  /**
   * Assumes that offsets lead a quarter as far as one that has led elsewhere, but at least as far
   * as they have led, and over a first page.
   */
  private void assumeQuarterOf(long offset) {
    reach = Math.min(reach, Math.max(Math.max(reading.pageSize(), proven), offset / 4));
  }

  /** Returns a cut by the distance of ids in the last part, null if it is not inside the range. */
  private @Nullable Cut byGap(IdRange range) {
    double width = gap * AIM_BY_GAP * reach;
    double middle = idsFall ? last(range) - width : after(range) + width;
    boolean isInside = width >= 1 && middle > after(range) && middle < last(range);
    return isInside ? new Cut((long) middle, idsFall, Set.of()) : null;
  }

  /**
   * Returns a cut in the middle of some ids, null if there are fewer than two. Each part has some
   * of the ids, so both are smaller than the whole.
   *
   * @param ids the ids, ascending
   */
  @Nullable Cut inMiddleOf(long[] ids) {
    return at(ids, ids.length / 2);
  }

  /** Returns a cut that leaves about {@code count} of the ids to the part that is read first. */
  private @Nullable Cut at(long[] ids, int count) {
    if (ids.length < 2) {
      return null;
    }
    int lower = idsFall ? ids.length - count : count;
    int index = Math.min(Math.max(lower, 1), ids.length - 1) - 1;
    Set<Long> shown = ids.length > reading.pageSize() ? Set.of() : asSet(ids);
    return new Cut(ids[index], idsFall, shown);
  }

  private static Set<Long> asSet(long[] ids) {
    return Arrays.stream(ids).boxed().collect(Collectors.toSet());
  }
}
