package io.github.helpcrunchjdbc.read.rehearsal;

import io.github.helpcrunchjdbc.search.SearchFilter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The times of the customers of a sorted search. A time that pages have shown is that time; between
 * two of them, times change evenly; if no time was seen, the first customers came more slowly.
 * Customers without a time are at one end. The times are always in order, since a reading gives up
 * an order that is broken. Immutable.
 */
final class ImaginedTimes {
  /** How many bursts of customers are imagined between two times that were seen. */
  private static final int BURSTS = 5;

  /** How dense a burst is: with a greater number, its customers are nearer to each other. */
  private static final double UNEVEN = 8;

  /** How strongly times crowd at one end: if no time was seen, and between two times seen. */
  private static final double SKEW_OF_ALL = 20;

  private static final double SKEW_BETWEEN = 3;

  private static final long MILLIS = 1_000;

  private final NavigableMap<Long, Long> known = new TreeMap<>();
  private final boolean descending;
  private final Assumption assumption;

  /** Whether no time was seen, so that all are imagined. */
  private final boolean unseen;

  /** The first place with a time, and the first place after it without one. */
  private final long begin;

  private final long end;

  /**
   * Imagines the times of an order.
   *
   * @param points the times that were seen, by their places; null for customers without one
   * @param total how many customers the order has
   * @param nulls how many of them have no time, as far as is known
   * @param isInFront whether customers without a time come first
   * @param first the time that the first customer would have
   * @param last the time that the last customer would have
   * @param assumption how to imagine what was not seen
   */
  ImaginedTimes(
      NavigableMap<Long, @Nullable Long> points,
      long total,
      long nulls,
      boolean isInFront,
      boolean descending,
      long first,
      long last,
      Assumption assumption) {
    this.descending = descending;
    this.assumption = assumption;
    long from = isInFront ? nulls : 0;
    long until = isInFront ? total : total - nulls;
    Long seen = null;
    for (Map.Entry<Long, @Nullable Long> point : points.headMap(total, false).entrySet()) {
      long place = point.getKey();
      Long time = point.getValue();
      if (time == null) {
        from = isInFront ? Math.max(from, place + 1) : from;
        until = isInFront ? until : Math.min(until, place);
      } else if (seen == null || !isBefore(time, seen)) {
        known.put(place, time);
        seen = time;
      }
    }
    this.unseen = known.isEmpty();
    if (!unseen) {
      from = isInFront ? Math.min(from, known.firstKey()) : 0;
      until = isInFront ? total : Math.max(until, known.lastKey() + 1);
    }
    this.begin = Math.min(from, total);
    this.end = Math.max(begin, until);
    if (begin < end) {
      close(first, last);
    }
  }

  /**
   * Returns the times at the two places beside each bound before which customers were counted. A
   * bound that has all customers on one side is left out.
   *
   * @param counted how many customers have a time before a bound, by the bound in UNIX seconds
   * @param total how many customers have a time
   */
  static Map<Long, Long> places(NavigableMap<Long, Long> counted, long total, boolean descending) {
    Map<Long, Long> times = new HashMap<>();
    counted.forEach(
        (seconds, before) -> {
          if (before > 0 && before < total) {
            long from = descending ? total - 1 - before : before;
            times.put(from, seconds * MILLIS);
            times.put(descending ? from + 1 : from - 1, (seconds - 1) * MILLIS);
          }
        });
    return times;
  }

  /** Gives both ends their imagined time, or one beyond it if a seen time lies beyond. */
  private void close(long first, long last) {
    long span = last - first;
    if (!known.containsKey(begin)) {
      Long next = known.isEmpty() ? null : known.firstEntry().getValue();
      known.put(begin, whole(next == null || isBefore(first, next) ? first : next - span));
    }
    if (!known.containsKey(end - 1)) {
      long before = known.lastEntry().getValue();
      known.put(end - 1, isBefore(before, last) ? whole(last) : before + whole(span));
    }
  }

  private boolean isBefore(long time, long other) {
    return descending ? time > other : time < other;
  }

  /** Returns the time at a place in milliseconds, null for a customer without one. */
  @Nullable Long at(long place) {
    if (place < begin || place >= end) {
      return null;
    }
    Map.Entry<Long, Long> from = known.floorEntry(place);
    Map.Entry<Long, Long> to = known.ceilingEntry(place);
    if (from.getKey() == place) {
      return from.getValue();
    }
    double part = (double) (place - from.getKey()) / (double) (to.getKey() - from.getKey());
    double passed =
        switch (assumption) {
          case MOST, SMALL -> skewed(part, descending);
          case LEAST -> skewed(part, !descending);
          case UNEVEN -> unseen ? growing(inBursts(part)) : inBursts(part);
          default -> unseen ? growing(part) : part;
        };
    double time = (double) from.getValue() + passed * (double) (to.getValue() - from.getValue());
    return Math.round(time / MILLIS) * MILLIS;
  }

  /**
   * Returns the part of the time that has passed when a part of the customers has come, if more
   * come with time.
   */
  private double growing(double part) {
    return descending ? 1 - Math.sqrt(1 - part) : Math.sqrt(part);
  }

  /**
   * Returns the part of the time that has passed when a part of the customers has come, if most
   * come first or last.
   */
  private double skewed(double part, boolean first) {
    double skew = unseen ? SKEW_OF_ALL : SKEW_BETWEEN;
    return first ? Math.pow(part, skew) : 1 - Math.pow(1 - part, skew);
  }

  /**
   * Returns the part of the time that has passed when a part of the customers has come, if they
   * come in bursts with half a gap on each side.
   */
  private static double inBursts(double part) {
    double burst = Math.floor(part * BURSTS);
    double side = 2 * (part * BURSTS - burst) - 1;
    return (burst + (1 + Math.signum(side) * Math.pow(Math.abs(side), UNEVEN)) / 2) / BURSTS;
  }

  private static long whole(long millis) {
    return Math.floorDiv(millis, MILLIS) * MILLIS;
  }

  /** Returns how many customers have a time that meets all filters, each on this order's column. */
  long count(List<SearchFilter> filters) {
    long from = 0;
    long until = end - begin;
    for (SearchFilter filter : filters) {
      long seconds = filter.value() instanceof Long value ? value : 0;
      long before = before(seconds * MILLIS);
      long through = before((seconds + 1) * MILLIS);
      switch (filter.operator()) {
        case GE -> from = Math.max(from, placeOfLowerBound(before));
        case GT -> from = Math.max(from, placeOfLowerBound(through));
        case LT -> until = Math.min(until, placeOfUpperBound(before));
        case LE -> until = Math.min(until, placeOfUpperBound(through));
        case EQ -> {
          from = Math.max(from, placeOfLowerBound(before));
          until = Math.min(until, placeOfUpperBound(through));
        }
        default -> {
          // Nearly all other customers meet it.
        }
      }
    }
    return Math.max(0, until - from);
  }

  /**
   * Returns how many customers may come before a lower bound. Between two places that were seen it
   * is not known; MOST and LEAST choose so that most or fewest customers meet the bound.
   */
  private long placeOfLowerBound(long before) {
    return assumption == Assumption.MOST
        ? seenBefore(before)
        : assumption == Assumption.LEAST ? seenBehind(before) : before;
  }

  private long placeOfUpperBound(long before) {
    return assumption == Assumption.MOST
        ? seenBehind(before)
        : assumption == Assumption.LEAST ? seenBefore(before) : before;
  }

  private long seenBefore(long before) {
    Long place = known.lowerKey(begin + before);
    return place == null ? before : place + 1 - begin;
  }

  private long seenBehind(long before) {
    Long place = known.ceilingKey(begin + before);
    return place == null ? before : place - begin;
  }

  /** Returns how many customers have a time before another time in the order. */
  private long before(long millis) {
    long low = begin;
    long high = end;
    while (low < high) {
      long middle = (low + high) / 2;
      Long time = at(middle);
      if (time != null && isBefore(time, millis)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - begin;
  }
}
