package io.github.helpcrunchjdbc.read.paging;

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
   * @param shown ids of the range that are known
   */
  record Cut(long middle, boolean isUpperFirst, Set<Long> shown) {}

  /** How much of what offsets reach a part is to have, as ids are not evenly spread. */
  private static final double AIM = 0.8;

  /** So many of the ids that are known must stand in a part for a cut by their number. */
  private static final int LEAST_SAMPLE = 8;

  private final ReadContext reading;
  private final long[] sample;
  private long reach;
  private long checked;
  private boolean isSampleEven = true;
  private boolean isUpperFirst = true;

  /**
   * Starts without a request.
   *
   * @param sample ids that are known, ascending
   * @param reach the least offset at which the service gives no rows
   */
  RangeCuts(ReadContext reading, long[] sample, long reach) {
    this.reading = reading;
    this.sample = sample;
    this.reach = reach;
  }

  /** The least offset at which the service gives no rows. */
  long reach() {
    return reach;
  }

  /** Learns that the service gives no rows from an offset on. */
  void learnReach(long offset) {
    reach = Math.min(reach, Math.max(1, offset));
  }

  /** Whether offsets lead to a second page at least. */
  boolean leadAnywhere() {
    return reach > reading.pageSize();
  }

  /** Learns how many customers the first part has of a range that was cut. */
  void learnPart(long total) {
    isSampleEven &= total >= AIM * reach / 3 && total < reach;
  }

  /**
   * Whether offsets lead to the end of a range. The last two customers show it: a service that
   * leads offsets elsewhere gives another number of them.
   *
   * @param first its first page
   */
  boolean leadToEnd(Search search, List<@Nullable Object[]> first, long total) {
    if (total <= Math.max(checked + checked / 4, 2L * reading.pageSize())) {
      return true;
    }
    Page last = reading.pageUnlessRefused(new PageRequest(search, total - 2, 3));
    if (last != null && last.rows().size() == 2) {
      checked = total;
      return true;
    }
    long[] ids = last == null ? new long[0] : ids(last.rows());
    fallShort(total, ids.length > 0 && ids(ids(first)).containsAll(ids(ids)));
    return false;
  }

  /**
   * Where a range that is too large is to be cut; null if that has shown that offsets lead less far
   * than it seemed, or if the range shows less than two customers.
   *
   * @param first its first page, empty if it was not asked for
   */
  @Nullable Cut cut(Search search, IdRange range, long total, List<@Nullable Object[]> first) {
    Cut bySample = isSampleEven ? bySample(range, total) : null;
    if (bySample != null) {
      return bySample;
    }
    isSampleEven = false;
    long[] shown = ids(first);
    long depth = Math.min(total - reading.pageSize(), (long) (AIM * reach));
    if (depth > 0 && leadAnywhere()) {
      Page page = reading.pageUnlessRefused(new PageRequest(search, depth, reading.pageSize()));
      long[] deep = page == null ? new long[0] : ids(page.rows());
      boolean isFirst = deep.length > 1 && Arrays.equals(deep, shown);
      if (deep.length == 0 || isFirst) {
        fallShort(depth, isFirst);
        return null;
      }
      isUpperFirst = first.isEmpty() ? isUpperFirst : reading.id(first.get(0)) > deep[0];
      shown = deep.length > 1 ? deep : shown;
    }
    return at(shown, shown.length / 2 - 1);
  }

  private void fallShort(long offset, boolean isNowhere) {
    reach = isNowhere ? reading.pageSize() : Math.max(reading.pageSize(), offset / 2);
  }

  private @Nullable Cut bySample(IdRange range, long total) {
    long[] ids = Arrays.stream(sample).filter(range::has).toArray();
    int upper = (int) (ids.length * AIM * reach / total);
    isUpperFirst = true;
    return upper < LEAST_SAMPLE ? null : at(ids, ids.length - upper - 1);
  }

  /**
   * A cut behind one of some ids, null if there is none. Either part has some of the ids, so that
   * both are smaller than the whole.
   */
  @Nullable Cut at(long[] ids, int index) {
    return index < 0 ? null : new Cut(ids[index], isUpperFirst, ids(ids));
  }

  private static Set<Long> ids(long[] ids) {
    return Arrays.stream(ids).boxed().collect(Collectors.toSet());
  }

  private long[] ids(List<@Nullable Object[]> page) {
    return page.stream().mapToLong(reading::id).sorted().distinct().toArray();
  }
}
