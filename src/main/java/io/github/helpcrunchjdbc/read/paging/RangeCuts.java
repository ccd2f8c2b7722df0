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
 * How far a service's offsets lead, and where ranges of ids that have more customers are cut: by
 * the ids that were read before, as long as those are spread as all are, else at the id of a
 * customer about as deep as offsets lead. Not thread-safe.
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

  /** How much of what offsets reach a part is to have, as ids are not evenly spread. */
  private static final double AIM = 0.8;

  /** So many of the ids that are known must stand in a part for a cut by their number. */
  private static final int LEAST_SAMPLE = 8;

  /** A part that a deep page cuts off has more than so many pages; smaller ranges prove nothing. */
  private static final long LEAST_PAGES = 2;

  /** Ids are spread evenly if no part has less than this share of what it is to have. */
  private static final double LEAST_SHARE = 1.0 / 3;

  /**
   * The end of a range is looked at if it has more by one in so many than one that was looked at.
   */
  private static final long MORE_SHARE = 4;

  private final ReadContext reading;
  private final long[] sample;
  private long reach;
  private long limit;
  private long cutDepth;
  private long checked;
  private boolean isSampleEven = true;

  /** Whether ids fall along the order of the search, as far as was seen. */
  private boolean idsFall = true;

  /**
   * Starts without a request.
   *
   * @param sample ids that are known, ascending
   * @param limit an offset that was seen to lead nowhere
   */
  RangeCuts(ReadContext reading, long[] sample, long limit) {
    this.reading = reading;
    this.sample = sample;
    this.limit = limit;
    this.reach = reading.facts().reach().before(limit);
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
  }

  /** Whether offsets lead to a second page at least. */
  boolean leadAnywhere() {
    return reach > reading.pageSize();
  }

  /**
   * Learns how many customers the first part has of a range that was cut. Hardly any show that a
   * deep offset has led elsewhere, such as to the first page.
   */
  void learnPart(long total) {
    isSampleEven &= total >= LEAST_SHARE * AIM * reach && total < reach;
    if (total < LEAST_PAGES * reading.pageSize()
        && cutDepth > 2 * LEAST_PAGES * reading.pageSize()) {
      assumeHalfOf(cutDepth);
    }
    cutDepth = 0;
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
      assumeHalfOf(total);
      if (last.page() != null && isPartOf(first, last.page().rows())) {
        reach = reading.pageSize();
      }
      return false;
    }
    return true;
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
    Cut bySample = isSampleEven ? bySample(range, total) : null;
    if (bySample != null) {
      return bySample;
    }
    isSampleEven = false;
    long[] shown = reading.sortedIds(first);
    boolean wereLeading = leadAnywhere();
    while (leadAnywhere()) {
      long depth = Math.min(total - reading.pageSize(), (long) (AIM * reach));
      if (depth <= 0) {
        break;
      }
      Page page = reading.pageUnlessRefused(new PageRequest(search, depth, reading.pageSize()));
      long[] deep = page == null ? new long[0] : reading.sortedIds(page.rows());
      boolean isFirst = Arrays.equals(deep, shown);
      if (deep.length > 1 && !isFirst) {
        idsFall = first.isEmpty() ? idsFall : reading.id(first.get(0)) > deep[0];
        cutDepth = depth;
        return inMiddleOf(deep);
      }
      // A single row says as little as none: where offsets lead, a page follows.
      learnLimit(depth);
      assumeHalfOf(depth);
      if (deep.length > 1) {
        // It is the first page again, so that offsets lead nowhere.
        reach = reading.pageSize();
      }
    }
    return wereLeading && !leadAnywhere() ? null : inMiddleOf(shown);
  }

  /** Takes offsets to lead half as far as one that has led elsewhere, but over a first page. */
  private void assumeHalfOf(long offset) {
    reach = Math.min(reach, Math.max(reading.pageSize(), offset / 2));
  }

  private @Nullable Cut bySample(IdRange range, long total) {
    long[] ids = Arrays.stream(sample).filter(range::has).toArray();
    int upper = (int) (ids.length * AIM * reach / total);
    return upper < LEAST_SAMPLE ? null : new Cut(ids[ids.length - upper - 1], true, Set.of());
  }

  /**
   * A cut in the middle of some ids, null if these are less than two. Either part has some of them,
   * so that both are smaller than the whole.
   *
   * @param ids ascending
   */
  @Nullable Cut inMiddleOf(long[] ids) {
    Set<Long> shown = ids.length > reading.pageSize() ? Set.of() : asSet(ids);
    return ids.length < 2 ? null : new Cut(IdRange.middle(ids), idsFall, shown);
  }

  private static Set<Long> asSet(long[] ids) {
    return Arrays.stream(ids).boxed().collect(Collectors.toSet());
  }
}
