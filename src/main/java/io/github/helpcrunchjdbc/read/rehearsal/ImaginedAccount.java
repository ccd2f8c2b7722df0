package io.github.helpcrunchjdbc.read.rehearsal;

import io.github.helpcrunchjdbc.read.facts.NullFacts;
import io.github.helpcrunchjdbc.read.facts.ReadFacts;
import io.github.helpcrunchjdbc.read.facts.SeenPages;
import io.github.helpcrunchjdbc.read.request.AccountSample;
import io.github.helpcrunchjdbc.read.request.NullsSorted;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Comparison;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A guess of an account, by what is known of it. A total is the one last seen; else it follows from
 * the newest customers, or is assumed. Equal searches have equal answers. Not thread-safe.
 */
final class ImaginedAccount {
  /** A rehearsal reads no more ids than this. */
  private static final long MOST_IDS = 200_000;

  private final ReadFacts facts;
  private final NullsSorted nullsSorted;
  private final long customers;
  private final Assumption assumption;
  private final Set<Guess> guesses = EnumSet.noneOf(Guess.class);
  private final Map<Search, Long> totals = new HashMap<>();
  private final Map<Search, ImaginedValues.Of> madeOf = new HashMap<>();
  private final Map<Search, ImaginedTimes> timesOf = new HashMap<>();
  private final ImaginedIds ids;
  private final Map<Search, long[]> idsOf = new HashMap<>();
  private final ImaginedValues values;
  private final ImaginedTexts texts;

  /**
   * Imagines an account.
   *
   * @param facts what is known of the account
   * @param nullsSorted where the service puts customers without a value, as the user says
   * @param customers how many customers it has
   * @param sample its newest customers, null if they were never read
   * @param now milliseconds since 1970
   * @param assumption how to imagine what was not seen
   */
  ImaginedAccount(
      ReadFacts facts,
      NullsSorted nullsSorted,
      long customers,
      @Nullable AccountSample sample,
      long now,
      Assumption assumption) {
    this.facts = facts;
    this.nullsSorted = nullsSorted;
    this.customers = customers;
    this.assumption = assumption;
    this.texts = new ImaginedTexts(facts, this::total, assumption == Assumption.UNEVEN);
    this.ids =
        ImaginedIds.of(customers, sample, assumption)
            .with(facts.countedBelow(CustomerColumns.ID, customers), customers);
    this.values =
        new ImaginedValues(
            customers,
            SeenCustomers.of(
                sample, column -> Boolean.TRUE.equals(facts.nulls().areKeptByNegatives(column))),
            assumption,
            now,
            facts.points().oldest(Search.ALL.withSort(SortOrder.STABLE), customers));
  }

  /** Returns how many customers a search last found; {@link Page#UNKNOWN_TOTAL} if unknown. */
  long seenTotal(Search search) {
    long seen = facts.total(search);
    return seen == Page.UNKNOWN_TOTAL ? facts.points().pages().total(search) : seen;
  }

  /** Returns what had to be guessed so far. */
  Set<Guess> guesses() {
    return guesses;
  }

  /** Returns how many customers a search finds. */
  long total(Search search) {
    Long known = totals.get(search);
    if (known == null) {
      known = counted(search);
      totals.put(search, known);
    }
    return known;
  }

  private long counted(Search search) {
    long seen = seenTotal(search);
    if (seen != Page.UNKNOWN_TOTAL) {
      return seen;
    }
    List<SearchFilter> filters = search.filters();
    guesses.add(filters.isEmpty() ? Guess.CUSTOMERS : Guess.FOUND);
    if (filters.isEmpty()) {
      return customers;
    }
    if (!search.isConjunction()) {
      long sum = 0;
      for (SearchFilter filter : filters) {
        sum += total(search.withFilters(List.of(filter), Comparison.AND));
      }
      return Math.min(customers, sum);
    }
    List<SearchFilter> positive = new ArrayList<>();
    List<SearchFilter> negative = new ArrayList<>();
    filters.forEach(filter -> (filter.operator() == Operator.NE ? negative : positive).add(filter));
    return negative.isEmpty() ? ofLess(search) : without(search, positive, negative);
  }

  /** Counts the customers that meet the positive filters, less those with the excluded values. */
  private long without(Search search, List<SearchFilter> positive, List<SearchFilter> negative) {
    Search base = search.withFilters(positive, Comparison.AND);
    ColumnDef column = negative.get(0).column();
    long left = Math.round((double) total(base) * values.shareFoundByNegatives(column, positive));
    for (SearchFilter filter : negative) {
      List<SearchFilter> equal = new ArrayList<>(positive);
      equal.add(new SearchFilter(filter.column(), Operator.EQ, filter.value()));
      left -= total(search.withFilters(equal, Comparison.AND));
    }
    return Math.max(0, left);
  }

  /** Estimates a total: that of a counted search with one filter less, times the filter's share. */
  private long ofLess(Search search) {
    List<SearchFilter> filters = search.filters();
    long least = customers;
    double factor = 1;
    for (SearchFilter left : filters) {
      List<SearchFilter> others = new ArrayList<>(filters);
      others.remove(left);
      Search base = search.withFilters(others, Comparison.AND);
      long seen = seenTotal(base);
      if (seen != Page.UNKNOWN_TOTAL && seen < least) {
        least = seen;
        factor = (double) seen / Math.max(1, ofAll(base, others));
      }
    }
    return Math.min(least, Math.round(factor * (double) ofAll(search, filters)));
  }

  private long ofAll(Search search, List<SearchFilter> filters) {
    Boolean one = values.meets(filters);
    if (one != null) {
      return one ? 1 : 0;
    }
    List<SearchFilter> others =
        filters.stream()
            .filter(filter -> !filter.column().isWholeNumber() && !filter.column().isInstant())
            .toList();
    double found = ids.count(filters, customers) * shareAtTimes(filters);
    double share = others.isEmpty() ? 1 : values.share(others);
    if (share >= 0) {
      return Math.max(Math.round(found * share), values.seen().newest(search).size());
    }
    for (SearchFilter filter : others) {
      found *= values.share(filter);
    }
    return found == 0 ? 0 : Math.round(Math.max(1, found));
  }

  /** Returns the share of customers, 0 to 1, whose times meet all filters on times. */
  private double shareAtTimes(List<SearchFilter> filters) {
    List<SearchFilter> ofTimes =
        filters.stream().filter(filter -> filter.column().isInstant()).toList();
    if (ofTimes.isEmpty() || customers == 0) {
      return ofTimes.isEmpty() ? 1 : 0;
    }
    guesses.add(Guess.TIMES);
    SortOrder order = new SortOrder(ofTimes.get(0).column(), false);
    return (double) times(Search.ALL, order).count(ofTimes) / (double) customers;
  }

  private ImaginedTimes times(Search unsorted, SortOrder order) {
    Search search = unsorted.withSort(order);
    ImaginedTimes times = timesOf.get(search);
    if (times == null) {
      long total = total(search);
      Boolean inFront = facts.nulls().areFirst(order, nullsSorted);
      ImaginedValues.Of made = madeOf.computeIfAbsent(search, any -> values.of(search, total));
      boolean isInFront = inFront == null ? order.descending() : inFront;
      long nulls = nulls(search, order);
      NavigableMap<Long, @Nullable Long> points = facts.points().all(search, total);
      if (search.filters().isEmpty()) {
        ImaginedTimes.places(
                facts.countedBelow(order.column(), total - nulls),
                total - nulls,
                order.descending())
            .forEach((place, time) -> points.putIfAbsent(place + (isInFront ? nulls : 0), time));
      }
      times =
          new ImaginedTimes(
              points,
              total,
              nulls,
              isInFront,
              order.descending(),
              made.first(order.column()),
              made.last(order.column()),
              assumption);
      timesOf.put(search, times);
    }
    return times;
  }

  /** Returns the rows of a page as a decoder for these columns would. */
  List<@Nullable Object[]> rows(Search search, long offset, int limit, List<ColumnDef> columns) {
    long total = total(search);
    ImaginedValues.Of made = madeOf.computeIfAbsent(search, any -> values.of(search, total));
    long seen = Math.min(made.newest().size(), total);
    long[] others = ids(search, (int) Math.min(MOST_IDS, total - seen), seen > 0);
    SeenPages.Rows page = facts.points().pages().at(search, offset);
    SortOrder sort = search.sort();
    // Looked up once for all rows, because hashing a search of many filters takes long.
    ImaginedTimes times = null;
    List<List<@Nullable String>> counted =
        columns.stream().map(column -> texts.of(search, column)).toList();
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (long place = offset; place < Math.min(total, offset + limit); place++) {
      @Nullable Object[] row = new @Nullable Object[columns.size()];
      for (int i = 0; i < row.length; i++) {
        ColumnDef column = columns.get(i);
        int index = (int) (place - offset);
        if (page != null && column.isId() && index < page.ids().size()) {
          row[i] = page.ids().get(index);
        } else if (page != null && isSortedBy(search, column) && index < page.times().size()) {
          row[i] = page.times().get(index);
        } else if (place < seen) {
          row[i] = values.seen().of(made.newest().get((int) place), column);
        } else if (column.isId()) {
          row[i] = others[(int) ((place - seen) % others.length)];
        } else if (sort != null && isSortedBy(search, column)) {
          guesses.add(Guess.TIMES);
          times = times == null ? times(search, sort) : times;
          row[i] = times.at(place);
        } else {
          guesses.add(Guess.VALUES);
          // A text is one of those that were counted, if they tell.
          List<@Nullable String> known = counted.get(i);
          row[i] =
              known.isEmpty()
                  ? texts.uncounted(search, made, column, place)
                  : known.get((int) (place % known.size()));
        }
      }
      rows.add(row);
    }
    return rows;
  }

  private long[] ids(Search search, int total, boolean isSampled) {
    return idsOf.computeIfAbsent(
        search,
        any -> {
          // After a customer on two pages, the reading would look for missing customers.
          Set<Long> seen = facts.points().pages().ids(search);
          seen.addAll(isSampled ? values.seen().ids() : Set.of());
          return ids.of(search, total, seen, assumption == Assumption.UNEVEN ? 1 : 0);
        });
  }

  private static boolean isSortedBy(Search search, ColumnDef column) {
    SortOrder sort = search.sort();
    return sort != null && sort.column().equals(column);
  }

  /** Returns how many customers of a sorted search have no value in the column of the sort. */
  private long nulls(Search search, SortOrder sort) {
    Long known = facts.nulls().count(search);
    boolean asks =
        search.filters().stream().anyMatch(filter -> filter.column().equals(sort.column()));
    if (known != null || asks) {
      return known == null ? 0 : known;
    }
    long present =
        search.isConjunction()
            ? seenTotal(search.and(NullFacts.HAS_LAST_SEEN))
            : Page.UNKNOWN_TOTAL;
    if (present != Page.UNKNOWN_TOTAL) {
      return Math.max(0, total(search) - present);
    }
    double share = values.seen().shareWithout(sort.column(), customers);
    guesses.add(Guess.WITHOUT_TIMES);
    return Math.round(assumption.without(share) * (double) total(search));
  }
}
