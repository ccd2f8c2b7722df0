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
 * Which times stood at which places of an order, as pages have shown: for estimates, since
 * customers come and go. Holds times only, of no customer in particular. Thread-safe.
 */
public final class OrderPoints {
  private static final int MOST_ORDERS = 50;
  private static final int MOST_POINTS = 1_000;

  /**
   * A time at a place.
   *
   * @param place from 0
   * @param millis since 1970, null for a customer without a value
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

  /** The last pages as they were. */
  public SeenPages pages() {
    return pages;
  }

  /** Learns the first and the last of a page, and where values end or begin in it. */
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

  /** The last point at a place or before it, null if none is known. */
  public @Nullable Point before(Search search, long place, long total) {
    Map.Entry<Long, Point> found = points(search).floorEntry(place);
    if (found != null) {
      return found.getValue();
    }
    return mirrored(points(reversed(search)).ceilingEntry(total - 1 - place), total);
  }

  /** The last of an order's points with a time, null if none has. */
  public @Nullable Point oldest(Search search, long total) {
    for (Map.Entry<Long, @Nullable Long> point : all(search, total).descendingMap().entrySet()) {
      if (point.getValue() != null) {
        return new Point(point.getKey(), point.getValue());
      }
    }
    return null;
  }

  /** All times known by their places, those of the opposite order where this one's are not. */
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
   * The same for guesses.
   *
   * @param position of a time in the order
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
