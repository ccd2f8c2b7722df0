package io.github.helpcrunchjdbc.read.facts;

import io.github.helpcrunchjdbc.learned.LearnedFacts;
import io.github.helpcrunchjdbc.read.request.NullsSorted;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import io.github.helpcrunchjdbc.search.SortOrder;
import io.github.helpcrunchjdbc.search.decode.UnixTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The facts that answers have shown of customers without a value in a column. Thread-safe. */
public final class NullFacts {
  /** A filter that all customers with a lastSeen match. */
  public static final SearchFilter HAS_LAST_SEEN =
      new SearchFilter(CustomerColumns.LAST_SEEN, Operator.GE, UnixTime.FIRST_SECOND);

  /** How long a value in front counts: it may only mean that no customer lacked a value then. */
  private static final long VALUE_IN_FRONT_NANOS = Duration.ofMinutes(5).toNanos();

  /** If so many searches are kept in a map, it is emptied before the next. */
  private static final int MOST_SEARCHES = 100;

  private final LearnedFacts learned;
  private final LongSupplier nanoTime;
  private final Map<SortOrder, Boolean> first = new ConcurrentHashMap<>();
  private final Map<SortOrder, Long> valuesInFront = new ConcurrentHashMap<>();
  private final Map<Search, Long> inFront = new ConcurrentHashMap<>();
  private final Map<Search, Long> counts = new ConcurrentHashMap<>();
  private final Map<ColumnDef, Boolean> keptByNegatives = new ConcurrentHashMap<>();

  NullFacts(LearnedFacts learned, LongSupplier nanoTime) {
    this.learned = learned;
    this.nanoTime = nanoTime;
  }

  void takeAll(NullFacts other) {
    first.putAll(other.first);
    valuesInFront.putAll(other.valuesInFront);
    inFront.putAll(other.inFront);
    counts.putAll(other.counts);
    keptByNegatives.putAll(other.keptByNegatives);
  }

  void forget() {
    List.of(first, valuesInFront, inFront, counts, keptByNegatives).forEach(Map::clear);
  }

  /** Whether customers without a value come first in an order; null if that is not known. */
  public @Nullable Boolean areFirst(SortOrder sort) {
    Boolean known = first.get(sort);
    return (known == null && isValueInFront(sort)) ? Boolean.FALSE : known;
  }

  private boolean isValueInFront(SortOrder sort) {
    Long at = valuesInFront.get(sort);
    return at != null && nanoTime.getAsLong() - at < VALUE_IN_FRONT_NANOS;
  }

  /**
   * Whether customers without a value come first in an order. What the user says counts unless a
   * row of this order has shown it, or a row of any order contradicts the user.
   */
  public @Nullable Boolean areFirst(SortOrder sort, NullsSorted said) {
    Boolean seen = areFirst(sort);
    return (seen != null || contradicts(said)) ? seen : said.areFirst(sort.descending());
  }

  private boolean contradicts(NullsSorted said) {
    return first.entrySet().stream()
            .anyMatch(order -> !order.getValue().equals(said.areFirst(order.getKey().descending())))
        || valuesInFront.keySet().stream()
            .anyMatch(
                order ->
                    Boolean.TRUE.equals(said.areFirst(order.descending()))
                        && isValueInFront(order));
  }

  /** Learns that customers without a value came before, or after, customers with one on a page. */
  public void learnFirst(SortOrder sort, boolean areFirst) {
    first.put(sort, areFirst);
    learned.note(
        "order of " + sort.column().name() + (sort.descending() ? " DESC" : " ASC"),
        areFirst
            ? "customers without a value come first"
            : "customers without a value don't come first",
        "a page had customers with a value and without");
  }

  /** Learns that the first customer of all has a value in an order. */
  public void learnValueInFront(SortOrder sort) {
    valuesInFront.put(sort, nanoTime.getAsLong());
  }

  /** Returns how many customers without a value a search last had in front, null if unknown. */
  public @Nullable Long inFront(Search search) {
    return inFront.get(search);
  }

  public void learnInFront(Search search, long count) {
    learn(inFront, search, count);
  }

  /** Returns how many customers without a value a sorted search last had, null if unknown. */
  public @Nullable Long count(Search search) {
    return counts.get(search);
  }

  public void learnCount(Search search, long count) {
    learn(counts, search, count);
  }

  private static void learn(Map<Search, Long> known, Search search, long count) {
    if (known.size() >= MOST_SEARCHES) {
      known.clear();
    }
    known.put(search, count);
  }

  /** Whether {@code !=} also finds customers without a value of a column; null if unknown. */
  public @Nullable Boolean areKeptByNegatives(ColumnDef column) {
    return keptByNegatives.get(column);
  }

  public void learnKeptByNegatives(ColumnDef column, boolean keep) {
    keptByNegatives.put(column, keep);
    learned.note(
        column.name() + " <> ..",
        keep ? "finds customers without a value" : "does not find customers without a value",
        "totals of searches");
  }
}
