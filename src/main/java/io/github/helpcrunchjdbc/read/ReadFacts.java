package io.github.helpcrunchjdbc.read;

import io.github.helpcrunchjdbc.learned.LearnedFacts;
import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What answers have shown of how an account's service pages and sorts. Thread-safe. */
public final class ReadFacts {
  /** Where customers without a value stand in a sorted answer. */
  enum NullPlace {
    FIRST,
    NOT_FIRST
  }

  private record Sight(NullPlace place, long nanos) {}

  /** A front row with a value may only mean that nobody lacks one: that can change. */
  private static final long SIGHT_NANOS = Duration.ofMinutes(5).toNanos();

  /** Searches whose totals are remembered; beyond that it begins anew. */
  private static final int MOST_TOTALS = 500;

  /** Searches whose customers without a value were leapt over; beyond that it begins anew. */
  private static final int MOST_LEAPS = 100;

  private final LearnedFacts learned;
  private final LongSupplier nanoTime;
  private final Map<SortOrder, NullPlace> nullPlaces = new ConcurrentHashMap<>();
  private final Map<SortOrder, Sight> sights = new ConcurrentHashMap<>();
  private final Map<ColumnDef, Boolean> negativesKeepNulls = new ConcurrentHashMap<>();
  private final Map<Search, Long> nullCounts = new ConcurrentHashMap<>();
  private final Map<Search, Long> totals = new ConcurrentHashMap<>();
  private final Map<Search, Long> nullsInFront = new ConcurrentHashMap<>();
  private final OrderPoints points;
  private final AtomicInteger longestPage = new AtomicInteger();
  private volatile OffsetReach reach;
  private volatile @Nullable Boolean tagsAreNull;
  private volatile boolean totalsSeenRight;
  private volatile boolean totalsBeyondPages;
  private volatile boolean totalsSeenWrong;
  private volatile boolean shortPageIsLast;
  private volatile boolean shortPageGoesOn;
  private volatile boolean orderSeen;

  /** Facts of an account of which nothing is known, and which nobody else reads. */
  public ReadFacts() {
    this(new LearnedFacts(InstantSource.system()));
  }

  /**
   * Facts of an account that has been read by nobody.
   *
   * @param learned what was learned of its service
   */
  public ReadFacts(LearnedFacts learned) {
    this(learned, System::nanoTime);
  }

  ReadFacts(LearnedFacts learned, LongSupplier nanoTime) {
    this(learned, nanoTime, new OrderPoints());
  }

  private ReadFacts(LearnedFacts learned, LongSupplier nanoTime, OrderPoints points) {
    this.points = points;
    this.learned = learned;
    this.nanoTime = nanoTime;
    this.reach = new OffsetReach(nanoTime);
  }

  /** The same facts, to go on from without a trace. */
  ReadFacts copy() {
    ReadFacts copy = new ReadFacts(learned.copy(), nanoTime, points.copy());
    copy.nullPlaces.putAll(nullPlaces);
    copy.sights.putAll(sights);
    copy.negativesKeepNulls.putAll(negativesKeepNulls);
    copy.nullCounts.putAll(nullCounts);
    copy.totals.putAll(totals);
    copy.nullsInFront.putAll(nullsInFront);
    copy.reach = reach.copy();
    copy.longestPage.set(longestPage.get());
    copy.tagsAreNull = tagsAreNull;
    copy.totalsSeenRight = totalsSeenRight;
    copy.totalsBeyondPages = totalsBeyondPages;
    copy.totalsSeenWrong = totalsSeenWrong;
    copy.shortPageIsLast = shortPageIsLast;
    copy.shortPageGoesOn = shortPageGoesOn;
    copy.orderSeen = orderSeen;
    return copy;
  }

  /** What was learned of the service, with its evidence. */
  public LearnedFacts learned() {
    return learned;
  }

  /** Forgets all of it. */
  public void forget() {
    learned.forget();
    List.of(nullPlaces, sights, negativesKeepNulls, nullCounts, totals, nullsInFront)
        .forEach(Map::clear);
    points.forget();
    reach = new OffsetReach(nanoTime);
    longestPage.set(0);
    tagsAreNull = null;
    totalsSeenRight = false;
    totalsBeyondPages = false;
    totalsSeenWrong = false;
    shortPageIsLast = false;
    shortPageGoesOn = false;
    orderSeen = false;
  }

  /** Which times stood where in which order, for estimates. */
  OrderPoints points() {
    return points;
  }

  /** How far offsets lead. */
  OffsetReach reach() {
    OffsetReach known = reach;
    if (known.isOutdated()) {
      known = new OffsetReach(nanoTime);
      reach = known;
    }
    return known;
  }

  /** Learns how many rows a page had. */
  void learnPage(int rows) {
    longestPage.accumulateAndGet(rows, Math::max);
  }

  /**
   * Whether a page of {@code rows} must be the last: the service is known to give more at a time,
   * and more were asked for.
   */
  boolean isSurelyLast(int rows, int limit) {
    return rows < Math.min(limit, longestPage.get());
  }

  /** Learns from a page of the newest customers how many there are. */
  public void take(AccountSample sample) {
    if (sample.total() != Page.UNKNOWN_TOTAL) {
      learnTotal(Search.ALL, sample.total());
      points.learn(Search.ALL.withSort(CustomerReader.STABLE), 0, sample.times());
      totalsBeyondPages |= sample.total() > sample.rows().size();
    }
  }

  /** Learns how many customers a search finds. */
  void learnTotal(Search search, long total) {
    if (totals.size() >= MOST_TOTALS) {
      totals.keySet().removeIf(known -> !known.filters().isEmpty());
    }
    totals.put(search.withSort(null), total);
  }

  /**
   * How many customers a search found lately, in whatever order; {@link Page#UNKNOWN_TOTAL} if
   * nobody has seen. Good for estimates.
   */
  public long total(Search search) {
    return learned.holds(ServiceFact.TOTALS_UNRELIABLE)
        ? Page.UNKNOWN_TOTAL
        : totals.getOrDefault(search.withSort(null), Page.UNKNOWN_TOTAL);
  }

  /** How many customers the account had lately, {@link Page#UNKNOWN_TOTAL} if nobody has seen. */
  long customers() {
    return total(Search.ALL);
  }

  /** Whether a total was seen to be the number of customers, and none was seen not to be. */
  boolean areTotalsSeenRight() {
    return totalsSeenRight && !learned.isSuspected(ServiceFact.TOTALS_UNRELIABLE);
  }

  void learnTotalsSeenRight() {
    totalsSeenRight = !totalsSeenWrong;
  }

  boolean areTotalsSeenWrong() {
    return totalsSeenWrong;
  }

  /** Learns that customers were counted who did not come. */
  void learnTotalsSeenWrong() {
    totalsSeenWrong = true;
    totalsSeenRight = false;
  }

  /** Whether a total was more than its page had, so that it counts more than those. */
  boolean areTotalsBeyondPages() {
    return totalsBeyondPages;
  }

  void learnTotalsBeyondPages() {
    totalsBeyondPages = true;
  }

  /** Whether a page shorter than asked for was seen to be the last, and none was seen not to be. */
  boolean isShortPageLast() {
    return shortPageIsLast && !shortPageGoesOn;
  }

  void learnShortPageIsLast() {
    shortPageIsLast = true;
  }

  /** Learns that behind a page shorter than asked for there were others. */
  void learnShortPageGoesOn() {
    shortPageGoesOn = true;
  }

  /** Whether so many customers came in the order asked for that it can't be by chance. */
  boolean isOrderSeen() {
    return orderSeen && !learned.isSuspected(ServiceFact.IGNORES_SORT);
  }

  void learnOrderSeen() {
    orderSeen = true;
  }

  /** Learns that a sorted page had customers without a value before, or after, ones with. */
  void learnNullPlace(SortOrder sort, NullPlace place) {
    nullPlaces.put(sort, place);
    learned.note(
        "order of " + sort.column().name() + (sort.descending() ? " DESC" : " ASC"),
        place == NullPlace.FIRST
            ? "customers without a value come first"
            : "customers without a value don't come first",
        "a page had customers with a value and without");
  }

  /** Learns that the first customer of all has a value. */
  void learnValueInFront(SortOrder sort) {
    sights.put(sort, new Sight(NullPlace.NOT_FIRST, nanoTime.getAsLong()));
  }

  /** Learns how many customers without a value stood in front. */
  void learnNullsInFront(Search search, long count) {
    if (nullsInFront.size() >= MOST_LEAPS) {
      nullsInFront.clear();
    }
    nullsInFront.put(search, count);
  }

  /**
   * How many customers without a value stood in front when last seen, null if that is not known.
   */
  @Nullable Long nullsInFront(Search search) {
    return nullsInFront.get(search);
  }

  /**
   * Whether {@code !=} finds customers without a value of a column too, null if that is not known.
   */
  @Nullable Boolean negativesKeepNulls(ColumnDef column) {
    return negativesKeepNulls.get(column);
  }

  void learnNegativesKeepNulls(ColumnDef column, boolean keep) {
    negativesKeepNulls.put(column, keep);
    learned.note(
        column.name() + " <> ..",
        keep ? "finds customers without a value" : "does not find customers without a value",
        "totals of searches");
  }

  /**
   * Learns from rows how the service shows customers without tags: some services show an empty
   * list, some nothing at all.
   */
  void learnTags(boolean isNull) {
    tagsAreNull = isNull || Boolean.TRUE.equals(tagsAreNull);
  }

  /** Whether customers without tags are shown without a list, null if that is not known. */
  @Nullable Boolean tagsAreNull() {
    return tagsAreNull;
  }

  /** Learns how many customers of a sorted search have no value. */
  void learnNullCount(Search search, long count) {
    if (nullCounts.size() >= MOST_LEAPS) {
      nullCounts.clear();
    }
    nullCounts.put(search, count);
  }

  /** How many customers of a sorted search had no value when last seen, null if nobody has. */
  @Nullable Long nullCount(Search search) {
    return nullCounts.get(search);
  }

  /** Where customers without a value stand, null if that is not known. */
  @Nullable NullPlace nullPlace(SortOrder sort) {
    NullPlace place = nullPlaces.get(sort);
    if (place != null) {
      return place;
    }
    Sight sight = sights.get(sort);
    return sight != null && nanoTime.getAsLong() - sight.nanos() < SIGHT_NANOS
        ? sight.place()
        : null;
  }
}
