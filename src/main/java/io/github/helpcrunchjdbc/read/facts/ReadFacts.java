package io.github.helpcrunchjdbc.read.facts;

import io.github.helpcrunchjdbc.learned.LearnedFacts;
import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.request.AccountSample;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.time.InstantSource;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The facts that answers have shown of a service: how it pages, sorts and counts. Thread-safe. */
public final class ReadFacts {
  private enum Seen {
    TOTALS_RIGHT,
    TOTALS_WRONG,
    TOTALS_BEYOND_PAGES,
    SHORT_PAGE_IS_LAST,
    SHORT_PAGE_GOES_ON,
    ORDER_DESCENDING,
    ORDER_ASCENDING,
    TAGS_AS_LIST,
    TAGS_AS_NULL
  }

  private final LearnedFacts learned;
  private final LongSupplier nanoTime;
  private final NullFacts nulls;
  private final CheckOutcomes checkOutcomes;
  private final Set<Seen> seen = ConcurrentHashMap.newKeySet();
  private final CountedTotals totals;
  private final OrderPoints points;
  private final AtomicInteger longestPage = new AtomicInteger();
  private volatile OffsetReach reach;

  /** Creates the facts of an account of which nothing is known. They are shared with no one. */
  public ReadFacts() {
    this(new LearnedFacts(InstantSource.system()));
  }

  /**
   * Creates the facts of an account that has not been read yet.
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
    this.nulls = new NullFacts(learned, nanoTime);
    this.checkOutcomes = new CheckOutcomes(nanoTime);
    this.totals = new CountedTotals(nanoTime);
    this.reach = new OffsetReach(nanoTime);
  }

  /** Copies these facts. Later changes of the copy don't change the original. */
  public ReadFacts copy() {
    ReadFacts copy = new ReadFacts(learned.copy(), nanoTime, points.copy());
    copy.nulls.takeAll(nulls);
    copy.checkOutcomes.takeAll(checkOutcomes);
    copy.totals.learnAll(totals);
    copy.seen.addAll(seen);
    copy.reach = reach.copy();
    copy.longestPage.set(longestPage.get());
    return copy;
  }

  /** Returns what was learned of the service, with its evidence. */
  public LearnedFacts learned() {
    return learned;
  }

  /** Forgets all facts. */
  public void forget() {
    learned.forget();
    nulls.forget();
    checkOutcomes.forget();
    points.forget();
    totals.forget();
    reach = new OffsetReach(nanoTime);
    longestPage.set(0);
    seen.clear();
  }

  /** Returns the facts about customers without a value. */
  public NullFacts nulls() {
    return nulls;
  }

  /** Returns whether the service obeys filters and offsets. */
  public CheckOutcomes checkOutcomes() {
    return checkOutcomes;
  }

  /** Returns the known times and their places in sorted searches, for estimates. */
  public OrderPoints points() {
    return points;
  }

  /** Returns how far offsets lead. */
  public OffsetReach reach() {
    OffsetReach known = reach;
    if (known.isOutdated()) {
      known = new OffsetReach(nanoTime);
      reach = known;
    }
    return known;
  }

  /** Learns how many rows a page had. */
  public void learnPage(int rows) {
    longestPage.accumulateAndGet(rows, Math::max);
  }

  /**
   * Whether a page of {@code rows} rows must be the last page of its search: a longer page was seen
   * before, and more rows were asked for.
   */
  public boolean isSurelyLast(int rows, int limit) {
    return rows < Math.min(limit, longestPage.get());
  }

  /** Learns from a page of the newest customers how many customers there are. */
  public void take(AccountSample sample) {
    if (!SortOrder.STABLE.isOrderOf(sample.times())) {
      learned.sight(ServiceFact.IGNORES_SORT, "the newest customers are not in order", sample, "");
    }
    if (sample.total() != Page.UNKNOWN_TOTAL) {
      learnTotal(Search.ALL, sample.total());
      points.learn(Search.ALL.withSort(SortOrder.STABLE), 0, sample.times());
      if (sample.total() > sample.rows().size()) {
        learnTotalsBeyondPages();
      }
    }
  }

  /** Learns how many customers a search finds. */
  public void learnTotal(Search search, long total) {
    totals.learn(search, total);
  }

  /**
   * Returns how many customers a search last found; the sort does not matter. Returns {@link
   * Page#UNKNOWN_TOTAL} if it is not known. Good for estimates only.
   */
  public long total(Search search) {
    return learned.holds(ServiceFact.TOTALS_UNRELIABLE) ? Page.UNKNOWN_TOTAL : totals.of(search);
  }

  /**
   * Returns how many customers have a value below some values of a column, as totals have shown.
   * The column holds ids, or times in UNIX seconds.
   *
   * @param customers how many customers have a value of the column
   */
  public NavigableMap<Long, Long> countedBelow(ColumnDef column, long customers) {
    return learned.holds(ServiceFact.TOTALS_UNRELIABLE)
        ? new TreeMap<>()
        : totals.below(column, customers);
  }

  /** Returns texts that customers of a search may have in a column, as far as they were counted. */
  public List<String> textsBeyond(Search search, ColumnDef column) {
    return List.copyOf(totals.texts(search, column));
  }

  /**
   * Like {@link #total}, but only if the total was seen within minutes, so that a statement may be
   * refused because of it.
   */
  public long freshTotal(Search search) {
    return totals.isFresh(search) ? total(search) : Page.UNKNOWN_TOTAL;
  }

  /** Returns how many customers the account last had, {@link Page#UNKNOWN_TOTAL} if unknown. */
  public long customers() {
    return total(Search.ALL);
  }

  /** Whether a total was seen to be the number of customers, and no total was seen to be wrong. */
  public boolean areTotalsSeenRight() {
    return seen.contains(Seen.TOTALS_RIGHT) && !learned.isSuspected(ServiceFact.TOTALS_UNRELIABLE);
  }

  public void learnTotalsSeenRight() {
    if (!areTotalsSeenWrong()) {
      seen.add(Seen.TOTALS_RIGHT);
    }
  }

  public boolean areTotalsSeenWrong() {
    return seen.contains(Seen.TOTALS_WRONG);
  }

  /** Learns that a total counted customers that the pages did not have. */
  public void learnTotalsSeenWrong() {
    seen.add(Seen.TOTALS_WRONG);
    seen.remove(Seen.TOTALS_RIGHT);
  }

  /** Whether a total was greater than its page, so that totals do not count the page alone. */
  public boolean areTotalsBeyondPages() {
    return seen.contains(Seen.TOTALS_BEYOND_PAGES);
  }

  public void learnTotalsBeyondPages() {
    seen.add(Seen.TOTALS_BEYOND_PAGES);
  }

  /** Whether pages with fewer rows than asked for were last pages, as far as was seen. */
  public boolean isShortPageLast() {
    return seen.contains(Seen.SHORT_PAGE_IS_LAST) && !doShortPagesGoOn();
  }

  /** Whether a page with fewer rows than asked for was seen not to be the last page. */
  public boolean doShortPagesGoOn() {
    return seen.contains(Seen.SHORT_PAGE_GOES_ON);
  }

  public void learnShortPageIsLast() {
    seen.add(Seen.SHORT_PAGE_IS_LAST);
  }

  /** Learns that a page with fewer rows than asked for was followed by another page. */
  public void learnShortPageGoesOn() {
    seen.add(Seen.SHORT_PAGE_GOES_ON);
  }

  /** Whether so many customers came in the requested order that it can't be chance. */
  public boolean isOrderSeen(boolean descending) {
    return seen.contains(order(descending)) && !learned.isSuspected(ServiceFact.IGNORES_SORT);
  }

  public void learnOrderSeen(boolean descending) {
    seen.add(order(descending));
  }

  private static Seen order(boolean descending) {
    return descending ? Seen.ORDER_DESCENDING : Seen.ORDER_ASCENDING;
  }

  /** Learns how customers without tags are shown: by an empty list, or by none at all. */
  public void learnTags(boolean isNull) {
    seen.add(isNull ? Seen.TAGS_AS_NULL : Seen.TAGS_AS_LIST);
  }

  /** Whether the service shows no list for customers without tags; null if that is not known. */
  public @Nullable Boolean tagsAreNull() {
    if (seen.contains(Seen.TAGS_AS_NULL)) {
      return true;
    }
    return seen.contains(Seen.TAGS_AS_LIST) ? Boolean.FALSE : null;
  }
}
