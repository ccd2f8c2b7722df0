package io.github.helpcrunchjdbc.read.rehearsal;

import io.github.helpcrunchjdbc.read.request.AccountSample;
import io.github.helpcrunchjdbc.search.Comparison;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Guesses which ids an account's customers have. If customers without a time were seen, the ids are
 * spread like theirs, because such customers are of any age. Else the ids are spread evenly, as
 * densely as those of the newest customers; without these, they run from 1 on without gaps. A range
 * never has more customers than ids. Immutable.
 *
 * @param marks ids in ascending order
 * @param shares for each mark the share of customers, 0 to 1, that have a smaller id
 */
record ImaginedIds(List<Long> marks, List<Double> shares) {
  /** How far apart neighbouring ids are in an order by another column, as a part of all ids. */
  private static final double SCATTER = 0.618;

  private static final int FEWEST_TO_TELL = 2;
  private static final int FEWEST_OF_ALL_TIMES = 20;
  private static final long UNKNOWN = -1;

  /** Puts equally many customers between all marks, and {@code more} more before the last mark. */
  private ImaginedIds(List<Long> marks, long more) {
    this(
        List.copyOf(marks),
        IntStream.range(0, marks.size())
            .mapToObj(i -> i == marks.size() - 1 ? 1 : i / (double) (marks.size() - 1 + more))
            .toList());
  }

  /** Guesses the ids of {@code customers} customers. */
  static ImaginedIds of(long customers, @Nullable AccountSample sample, Assumption assumption) {
    int index = sample == null ? -1 : indexOfId(sample);
    if (sample == null || index < 0 || sample.rows().size() < FEWEST_TO_TELL) {
      return new ImaginedIds(assumption.ids(customers), 0);
    }
    List<Long> ids =
        sample.rows().stream()
            .map(row -> row[index] instanceof Long value ? value : (Long) 1L)
            .toList();
    int never = (int) sample.times().stream().takeWhile(Objects::isNull).count();
    long newest = Collections.max(ids);
    if (never >= FEWEST_OF_ALL_TIMES) {
      return ofAllTimes(ids.subList(0, never), never < ids.size() ? newest : UNKNOWN, customers);
    }
    double gap = (double) (newest - Collections.min(ids)) / (ids.size() - 1);
    long least = Math.max(1, newest - Math.round(gap * Math.max(0, customers - 1)));
    return new ImaginedIds(List.of(least, Math.max(newest, least + customers - 1)), 0);
  }

  /**
   * Spreads the ids like those of the customers without a time. If these go on after the page and
   * are in the order of ids, further ids follow.
   *
   * @param newest the greatest id of all, {@link #UNKNOWN} if they go on after the page
   */
  private static ImaginedIds ofAllTimes(List<Long> ids, long newest, long customers) {
    List<Long> marks = new ArrayList<>(ids);
    marks.sort(null);
    long last = marks.get(marks.size() - 1);
    long fewest = marks.get(0) + customers - 1;
    long more = 0;
    if (newest != UNKNOWN) {
      marks.add(Math.max(Math.max(newest, last + 1), fewest));
    } else if (marks.equals(ids)) {
      long gap = Math.max(1, (last - marks.get(0)) / marks.size());
      long others = Math.round(SeenCustomers.SHARE_NEVER_CAME * (double) customers) - ids.size();
      long room = Math.max(0, fewest - last) / gap + 1;
      more = Math.max(others, room) - 1;
      marks.add(last + (more + 1) * gap);
    }
    return new ImaginedIds(marks, more);
  }

  /**
   * Returns these ids, moved so that they agree with counted customers.
   *
   * @param counted for some ids, how many customers have a smaller one
   */
  ImaginedIds with(NavigableMap<Long, Long> counted, long customers) {
    if (counted.isEmpty() || customers == 0) {
      return this;
    }
    NavigableMap<Long, Double> known = new TreeMap<>();
    counted.forEach((id, before) -> known.put(id, (double) before / (double) customers));
    NavigableMap<Long, Double> moved = new TreeMap<>(known);
    for (int i = 0; i < marks.size(); i++) {
      Map.Entry<Long, Double> low = known.floorEntry(marks.get(i));
      Map.Entry<Long, Double> high = known.higherEntry(marks.get(i));
      double from = low == null ? 0 : before(low.getKey());
      double width = (high == null ? 1 : before(high.getKey())) - from;
      double least = low == null ? 0 : low.getValue();
      double most = high == null ? 1 : high.getValue();
      if (width > 0) {
        double share = least + (shares.get(i) - from) / width * (most - least);
        moved.putIfAbsent(marks.get(i), share);
      }
    }
    long gap = Math.max(1, (greatest() - marks.get(0)) / customers);
    long first = counted.firstKey();
    long below = counted.firstEntry().getValue();
    if (first - moved.firstKey() < below) {
      moved.headMap(first, false).clear();
      moved.put(Math.max(1, first - gap * below), 0.0);
    }
    long last = counted.lastKey();
    long above = customers - counted.lastEntry().getValue();
    if (moved.lastKey() - last + 1 < above) {
      moved.tailMap(last, false).clear();
      moved.put(last + gap * above, 1.0);
    }
    return new ImaginedIds(List.copyOf(moved.keySet()), List.copyOf(moved.values()));
  }

  private long greatest() {
    return marks.get(marks.size() - 1);
  }

  /** Returns the share of customers, 0 to 1, with a smaller id. */
  private double before(long id) {
    int found = Collections.binarySearch(marks, id);
    int behind = found >= 0 ? found : -found - 1;
    if (behind == 0 || behind == marks.size()) {
      return behind == 0 ? 0 : 1;
    }
    long from = marks.get(behind - 1);
    double part = (double) (id - from) / (double) (marks.get(behind) - from);
    double share = shares.get(behind - 1);
    return share + part * (shares.get(behind) - share);
  }

  /** Returns the id before which a share of customers lies. */
  private long at(double share) {
    int found = Collections.binarySearch(shares, share);
    int behind = found >= 0 ? found : -found - 1;
    if (behind == 0 || behind == marks.size()) {
      return behind == 0 ? marks.get(0) : greatest();
    }
    long from = marks.get(behind - 1);
    double before = shares.get(behind - 1);
    double part = (share - before) / (shares.get(behind) - before);
    return from + Math.round(part * (double) (marks.get(behind) - from));
  }

  private static int indexOfId(AccountSample sample) {
    for (int i = 0; i < sample.columns().size(); i++) {
      if (sample.columns().get(i).isId()) {
        return i;
      }
    }
    return -1;
  }

  /** Returns how many customers meet all filters on ids. Other filters are ignored. */
  double count(List<SearchFilter> filters, long customers) {
    if (filters.stream().anyMatch(ImaginedIds::isOne)) {
      return 1;
    }
    long until = until(filters) + 1;
    long from = Math.max(marks.get(0), lowerBound(filters));
    double share = before(until) - before(from);
    double room = Math.min((double) customers, (double) until - from);
    return Math.max(0, Math.min(room, share * (double) customers));
  }

  /**
   * Returns the ids of the customers that a search finds, newest first unless it sorts otherwise.
   * In the order of lastSeen, the ids are scattered.
   *
   * @param seen the ids of seen customers, which no other customer has
   * @param shift by how much smaller each id is than is likely
   */
  long[] of(Search search, int total, Set<Long> seen, int shift) {
    long[] ids = new long[total];
    List<SearchFilter> named = search.filters().stream().filter(ImaginedIds::isOne).toList();
    // If OR has other filters too, these few ids would repeat on several pages, which is wrong.
    boolean isAll = search.isConjunction() || named.size() == search.filters().size();
    if (isAll && !named.isEmpty()) {
      for (int i = 0; i < total; i++) {
        ids[i] = (Long) named.get(i % named.size()).value();
      }
      return ids;
    }
    List<SearchFilter> filters =
        search.comparison() == Comparison.AND ? search.filters() : List.of();
    Set<Long> taken = new HashSet<>(seen);
    filters.stream()
        .filter(filter -> filter.column().isId() && filter.operator() == Operator.NE)
        .forEach(filter -> taken.add((Long) filter.value()));
    fill(ids, Math.max(1L - shift, lowerBound(filters)), until(filters), taken, shift);
    SortOrder sort = search.sort();
    if (sort != null && !sort.column().equals(SortOrder.STABLE.column())) {
      return scattered(ids);
    } else if (sort != null && !sort.descending()) {
      reverse(ids);
    }
    return ids;
  }

  /**
   * Fills in ids, from the greatest down. If no smaller id is free, an id in between is used, or
   * one after the range if the range is full.
   */
  private void fill(long[] ids, long from, long until, Set<Long> taken, int shift) {
    double all = before(until + 1);
    double step = (all - before(from)) / Math.max(1, ids.length);
    PrimitiveIterator.OfLong spare =
        LongStream.concat(
                LongStream.iterate(until, id -> id >= from, id -> id - 1),
                LongStream.iterate(Math.max(until + 1, from), id -> id + 1))
            .filter(id -> !taken.contains(id))
            .iterator();
    long down = until + 1;
    for (int i = 0; i < ids.length; i++) {
      down = Math.min(down - 1, at(all - step * i) - shift);
      while (taken.contains(down)) {
        down--;
      }
      // In ids without gaps, the first id below those taken is shifted as well.
      down -= i == 0 ? shift : 0;
      ids[i] = down >= from ? down : spare.nextLong();
      taken.add(ids[i]);
    }
    Arrays.sort(ids);
    reverse(ids);
  }

  private static long[] scattered(long[] ids) {
    long step = Math.max(1, Math.round(SCATTER * ids.length));
    while (!BigInteger.valueOf(step).gcd(BigInteger.valueOf(ids.length)).equals(BigInteger.ONE)
        && ids.length > 0) {
      step++;
    }
    long[] scattered = new long[ids.length];
    for (int i = 0; i < ids.length; i++) {
      scattered[i] = ids[(int) (i * step % ids.length)];
    }
    return scattered;
  }

  private static void reverse(long[] ids) {
    for (int i = 0; i < ids.length / 2; i++) {
      long other = ids[ids.length - 1 - i];
      ids[ids.length - 1 - i] = ids[i];
      ids[i] = other;
    }
  }

  private static boolean isOne(SearchFilter filter) {
    return filter.column().isId() && filter.operator() == Operator.EQ;
  }

  private static long lowerBound(List<SearchFilter> filters) {
    return filters.stream()
        .filter(filter -> filter.column().isId())
        .mapToLong(
            filter ->
                switch (filter.operator()) {
                  case GT -> (Long) filter.value() + 1;
                  case GE -> (Long) filter.value();
                  default -> Long.MIN_VALUE;
                })
        .max()
        .orElse(Long.MIN_VALUE);
  }

  private long until(List<SearchFilter> filters) {
    return filters.stream()
        .filter(filter -> filter.column().isId())
        .mapToLong(
            filter ->
                switch (filter.operator()) {
                  case LT -> (Long) filter.value() - 1;
                  case LE -> (Long) filter.value();
                  default -> Long.MAX_VALUE;
                })
        .reduce(greatest(), Math::min);
  }
}
