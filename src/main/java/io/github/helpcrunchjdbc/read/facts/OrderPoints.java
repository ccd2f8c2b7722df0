package io.github.helpcrunchjdbc.read.facts;

import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Times and their places in sorted searches, as pages have shown them. They serve estimates only,
 * since customers come and go. Holds times without saying whose they are. Thread-safe.
 */
public final class OrderPoints {
  private static final int MOST_ORDERS = 50;
  private static final int MOST_POINTS = 1_000;

  /**
   * A time at a place of a sorted search.
   *
   * @param place the offset, from 0
   * @param millis the time since 1970, null for a customer without a value
   */
  public record Point(long place, @Nullable Long millis) {}

  private final Map<Search, ConcurrentNavigableMap<Long, Point>> orders = new ConcurrentHashMap<>();
  private final SeenPages pages;

  OrderPoints() {
    this(new SeenPages());
  }

  private OrderPoints(SeenPages pages) {
    this.pages = pages;
  }

  OrderPoints copy() {
    OrderPoints copy = new OrderPoints(pages.copy());
    orders.forEach(
        (search, points) -> copy.orders.put(search, new ConcurrentSkipListMap<>(points)));
    return copy;
  }

  void forget() {
    orders.clear();
    pages.forget();
  }

  /** Returns the ids and times of the last pages. */
  public SeenPages pages() {
    return pages;
  }

  /** Learns the first and the last time of a page, and the places where times begin or end. */
  public void learn(Search search, long offset, List<@Nullable Long> values) {
    if (values.isEmpty()) {
      return;
    }
    if (orders.size() >= MOST_ORDERS && !orders.containsKey(search)) {
      orders.clear();
    }
    ConcurrentNavigableMap<Long, Point> points =
        orders.computeIfAbsent(search, any -> new ConcurrentSkipListMap<>());
    if (points.size() >= MOST_POINTS) {
      points.clear();
    }
    for (int i = 0; i < values.size(); i++) {
      boolean isEnd = i == 0 || i == values.size() - 1;
      boolean turns =
          !isEnd
              && ((values.get(i) == null) != (values.get(i - 1) == null)
                  || (values.get(i) == null) != (values.get(i + 1) == null));
      if (isEnd || turns) {
        points.put(offset + i, new Point(offset + i, values.get(i)));
      }
    }
  }

  /** Returns the last known point at a place or before it, null if none is known. */
  public @Nullable Point before(Search search, long place, long total) {
    Map.Entry<Long, Point> found = points(search).floorEntry(place);
    if (found != null) {
      return found.getValue();
    }
    return mirrored(points(reversed(search)).ceilingEntry(total - 1 - place), total);
  }

  /** Returns the last known point of an order that has a time, null if there is none. */
  public @Nullable Point oldest(Search search, long total) {
    for (Map.Entry<Long, @Nullable Long> point : all(search, total).descendingMap().entrySet()) {
      if (point.getValue() != null) {
        return new Point(point.getKey(), point.getValue());
      }
    }
    return null;
  }

  /**
   * Returns all known times of an order by their places. Places that only the opposite order has
   * shown are computed from its places and {@code total}.
   */
  public NavigableMap<Long, @Nullable Long> all(Search search, long total) {
    NavigableMap<Long, @Nullable Long> places = new TreeMap<>();
    for (Point point : points(reversed(search)).values()) {
      places.put(total - 1 - point.place(), point.millis());
    }
    for (Point point : points(search).values()) {
      places.put(point.place(), point.millis());
    }
    return places;
  }

  /**
   * Like {@link #all}, but with positions in place of times.
   *
   * @param position turns a time into its position in the order
   */
  public NavigableMap<Long, Double> places(
      Search search, long total, ToDoubleFunction<@Nullable Long> position) {
    NavigableMap<Long, Double> places = new TreeMap<>();
    all(search, total)
        .forEach((place, millis) -> places.put(place, position.applyAsDouble(millis)));
    return places;
  }

  private ConcurrentNavigableMap<Long, Point> points(Search search) {
    return orders.getOrDefault(search, new ConcurrentSkipListMap<>());
  }

  private static @Nullable Point mirrored(Map.@Nullable Entry<Long, Point> entry, long total) {
    return entry == null ? null : new Point(total - 1 - entry.getKey(), entry.getValue().millis());
  }

  private static Search reversed(Search search) {
    SortOrder sort = search.sort();
    return sort == null ? search : search.withSort(sort.reversed());
  }
}
