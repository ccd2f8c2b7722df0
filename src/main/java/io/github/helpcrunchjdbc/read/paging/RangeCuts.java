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
 * How far a service's offsets lead, and where ranges of ids that have more customers are cut: at
 * the id of a customer about as deep as offsets lead, and from there on as far apart as the ids of
 * the last part were. Not thread-safe.
 */
final class RangeCuts {
  /**
   * A place to cut a range at.
   *
   * @param middle the greatest id of the lower part
   * @param isUpperFirst whether the upper part is the one that has about as many as offsets reach
   * @param shown ids of the page that it is cut by, none if it is cut by more or by no page
   */
  record Cut(long middle, boolean isUpperFirst, Set<Long> shown) {}

  /** How much of what offsets reach a part is to have that is cut by a page. */
  private static final double AIM = 0.8;

  /** The same of a part that is cut by how far apart ids are, which is off by less. */
  private static final double AIM_BY_GAP = 0.9;

  /** The end of a range of no more pages is not looked at. */
  private static final long LEAST_PAGES = 2;

  /** A part that has less than this share of what offsets reach was cut off in vain. */
  private static final double LEAST_SHARE = 0.3;

  /** After so many parts in vain one after the other, ids are cut by a page again. */
  private static final int MOST_IN_VAIN = 2;

  /**
   * The end of a range is looked at if it has more by one in so many than one that was looked at.
   */
  private static final long MORE_SHARE = 4;

  private final ReadContext reading;
  private long least = Long.MAX_VALUE;
  private long greatest = Long.MIN_VALUE;
  private long reach;

  /** So far offsets led before ranges were read. */
  private final long came;

  /** The deepest row that an offset was seen to lead to. */
  private long proven;

  private long limit;

  /** How many customers the largest range has whose last two came. */
  private long checked;

  /**
   * How far apart ids were in what came last, 0 if that is not known or tells nothing of others.
   */
  private double gap;

  private int inVain;

  /** Whether ids fall along the order of the search, as far as was seen. */
  private boolean idsFall = true;

  /**
   * Starts without a request.
   *
   * @param seen ids of customers who came by offsets, ascending
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

  /** So far offsets are taken to lead: as far as was seen, or a guess below the limit. */
  long reach() {
    return reach;
  }

  /** The least offset that was seen to lead nowhere. */
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

  /**
   * Learns how many customers the first part has of a range that was cut, which shows how far apart
   * ids are.
   */
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
   * leads offsets elsewhere gives another number of them. Where totals change, nothing shows it.
   *
   * @param first its first page
   */
  boolean leadToEnd(Search search, List<@Nullable Object[]> first, long total) {
    if (total <= Math.max(checked + checked / MORE_SHARE, LEAST_PAGES * reading.pageSize())
        || reading.holds(ServiceFact.TOTALS_UNRELIABLE)) {
      return true;
    }
    LastTwo last = LastTwo.of(reading, search, total);
    if (last.areThere()) {
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

  /** Whether a full page came, and neither an order nor a total shows that they are all. */
  boolean isUnproven(long came, long total) {
    return came >= Math.max(2, reading.pageSize())
        && came != total
        && reading.holds(ServiceFact.IGNORES_SORT)
        && reading.holds(ServiceFact.TOTALS_UNRELIABLE);
  }

  /** Whether one customer, whose range can't be cut, may be all that an estimate counts. */
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
   * Where a range that is too large is to be cut; null if that has shown that offsets lead nowhere,
   * or if the range shows less than two customers.
   *
   * @param first its first page, empty if it was not asked for
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
        // Where ids don't follow the order, the page is a sample of all ids: the first part is to
        // have as large a share of it as offsets reach of the total.
        return at(deep, (int) (deep.length * Math.min(0.5, AIM * reach / total)));
      }
      // A single row says as little as none: where offsets lead, a page follows.
      learnLimit(depth);
      assumeQuarterOf(depth);
      if (deep.length > 1) {
        // It is the first page again, so that offsets lead nowhere.
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
   * Takes offsets to lead a quarter as far as one that has led elsewhere, but as far as they have
   * led, and over a first page.
   */
  private void assumeQuarterOf(long offset) {
    reach = Math.min(reach, Math.max(Math.max(reading.pageSize(), proven), offset / 4));
  }

  /** A cut as far from an end of the range as the ids of the last part say; null if none do. */
  private @Nullable Cut byGap(IdRange range) {
    double width = gap * AIM_BY_GAP * reach;
    double middle = idsFall ? last(range) - width : after(range) + width;
    boolean isInside = width >= 1 && middle > after(range) && middle < last(range);
    return isInside ? new Cut((long) middle, idsFall, Set.of()) : null;
  }

  /**
   * A cut in the middle of some ids, null if these are less than two. Either part has some of them,
   * so that both are smaller than the whole.
   *
   * @param ids ascending
   */
  @Nullable Cut inMiddleOf(long[] ids) {
    return at(ids, ids.length / 2);
  }

  /** A cut that leaves about so many of some ids to the part that comes first. */
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
