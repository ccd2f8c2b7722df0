package io.github.helpcrunchjdbc.plan.pushdown;

import io.github.helpcrunchjdbc.read.request.CountTerm;
import io.github.helpcrunchjdbc.read.request.TimeRange;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Comparison;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import io.github.helpcrunchjdbc.search.decode.UnixTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** The number of customers for which a predicate is true, as a sum of totals. Immutable. */
public final class CountFormula {
  private final List<ColumnDef> columns;
  private final @Nullable Branch plain;
  private final Truth.Sum sum;
  private final List<Leaf> leaves = new ArrayList<>();

  private CountFormula(List<ColumnDef> columns, @Nullable Branch plain, Truth.Sum sum) {
    this.columns = columns;
    this.plain = plain;
    this.sum = sum;
    if (plain != null) {
      leaves.addAll(plain.leaves());
    }
    for (Set<Truth.Factor> product : sum.products().keySet()) {
      for (Truth.Factor factor : product) {
        if (factor instanceof Truth.Matches matches) {
          leaves.add(matches.leaf());
        }
      }
    }
  }

  /** Returns the formula of a predicate, null if only rows tell the number. */
  public static @Nullable CountFormula of(
      RexBuilder rexBuilder, RexNode predicate, List<ColumnDef> columns, Knowledge knowledge) {
    return of(rexBuilder, predicate, columns, knowledge, true);
  }

  /**
   * Returns the formula of a predicate, null if only rows tell the number.
   *
   * @param mayBeUnion whether a total may be that of a search with OR. No further filter can be
   *     added to such a search.
   */
  public static @Nullable CountFormula of(
      RexBuilder rexBuilder,
      RexNode predicate,
      List<ColumnDef> columns,
      Knowledge knowledge,
      boolean mayBeUnion) {
    Cover cover =
        predicate.isAlwaysTrue()
            ? Cover.EVERYTHING
            : new PredicateTranslator(rexBuilder, columns, knowledge).translate(predicate);
    if (cover.isOnePlainSearch() && (mayBeUnion || cover.isNarrowable())) {
      return new CountFormula(columns, cover.branches().get(0), Truth.Sum.ZERO);
    }
    List<ColumnDef> searched =
        columns.stream()
            .map(
                column ->
                    column.isSortable() && column.isInstant()
                        ? SortedRanges.searchable(column)
                        : column)
            .toList();
    Truth truth = new TruthParser(rexBuilder, searched, knowledge).of(predicate);
    return truth == null ? null : new CountFormula(columns, null, truth.yes());
  }

  /** Whether the formula is a single count of customers in a range that no filter expresses. */
  public boolean isOneTerm() {
    return plain == null
        && sum.products().size() == 1
        && sum.products().values().stream().allMatch(count -> count == 1);
  }

  /** Returns the expressions whose values the formula depends on. */
  public List<RexNode> operands() {
    return leaves.stream().map(Leaf::operand).toList();
  }

  /**
   * Estimates how many requests the totals take. If there are several, the first one is asked for
   * again at the end, to show that all are of one moment.
   *
   * @param ofPresence how many requests it takes to count the customers with a text
   */
  public int requests(ToIntFunction<ColumnDef> ofPresence) {
    int requests = plain != null || sum.products().size() > 1 ? 1 : 0;
    for (Set<Truth.Factor> product : sum.products().keySet()) {
      int presences =
          product.stream()
              .filter(Truth.HasValue.class::isInstance)
              .map(factor -> ((Truth.HasValue) factor).column())
              .filter(column -> !column.isInstant())
              .mapToInt(ofPresence)
              .sum();
      requests += Math.max(1, presences);
    }
    return requests;
  }

  /** Returns how many filters the longest of its searches has. */
  public int widestSearch() {
    int widest = plain == null ? 0 : plain.leaves().size();
    for (Set<Truth.Factor> product : sum.products().keySet()) {
      widest = Math.max(widest, product.size() + 1);
    }
    return widest;
  }

  /**
   * Returns the terms, each with its factor.
   *
   * @param values one for each operand
   * @param clock the clock on which times among the values are
   * @return null if only rows tell the number for these values
   */
  public @Nullable Map<CountTerm, Integer> bind(
      List<? extends @Nullable Object> values, WallClock clock) {
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      boolean canBeSent = !(value instanceof String text) || FieldText.canBeSent(text);
      boolean isKnown = plain != null || (value != null && canBeSent);
      if (!isKnown || leaves.get(i).isDoubtful(value, clock)) {
        return null;
      }
    }
    Map<CountTerm, Integer> terms = new LinkedHashMap<>();
    if (plain != null) {
      Search search = BranchBinder.bind(plain, values, clock);
      if (search != null) {
        terms.put(CountTerm.of(search), 1);
      }
      return terms;
    }
    int next = 0;
    for (Map.Entry<Set<Truth.Factor>, Integer> product : sum.products().entrySet()) {
      int own = (int) product.getKey().stream().filter(Truth.Matches.class::isInstance).count();
      Product bound = new Product();
      if (!bound.add(product.getKey(), values.subList(next, next + own), clock)) {
        return null;
      }
      next += own;
      CountTerm term = bound.term();
      if (term != null) {
        terms.merge(term, product.getValue(), Integer::sum);
      }
    }
    terms.values().removeIf(count -> count == 0);
    return terms;
  }

  /** Returns the column as the table has it: it may not be searchable. */
  private ColumnDef original(ColumnDef column) {
    return columns.stream()
        .filter(one -> one.name().equals(column.name()))
        .findFirst()
        .orElseThrow();
  }

  /** A product of factors that becomes a term. */
  private final class Product {
    private final List<Leaf> searched = new ArrayList<>();
    private final List<@Nullable Object> values = new ArrayList<>();
    private @Nullable Search search = Search.ALL;
    private @Nullable TimeRange range;
    private final List<ColumnDef> present = new ArrayList<>();

    /** Adds the factors. Returns whether they make one term. */
    boolean add(
        Set<Truth.Factor> factors, List<? extends @Nullable Object> operands, WallClock clock) {
      int next = 0;
      List<SearchFilter> seen = new ArrayList<>();
      for (Truth.Factor factor : factors) {
        if (factor instanceof Truth.Matches matches) {
          Object value = operands.get(next++);
          if (original(matches.leaf().column()).isSearchable()) {
            searched.add(matches.leaf());
            values.add(value);
          } else if (!limit(matches.leaf().column(), matches.leaf().bind(value, clock))) {
            return false;
          }
        } else if (factor instanceof Truth.HasValue has) {
          ColumnDef column = has.column();
          if (!column.isInstant()) {
            present.add(column);
          } else if (original(column).isSearchable()) {
            seen.add(new SearchFilter(column, Operator.GE, UnixTime.FIRST_SECOND));
          } else if (!limit(column, BoundFilters.ALWAYS)) {
            return false;
          }
        }
      }
      Search found =
          BranchBinder.bind(new Branch(Comparison.AND, searched, List.of()), values, clock);
      if (found != null && (!seen.isEmpty() || found.filters().size() > 1)) {
        seen.addAll(0, found.filters());
        found = isEmpty(seen) ? null : found.withFilters(narrowed(seen), Comparison.AND);
      }
      search = found;
      return range == null || present.isEmpty();
    }

    /** Whether two bounds of a column exclude each other, so that no request is needed. */
    private static boolean isEmpty(List<SearchFilter> filters) {
      Set<Operator> lower = Set.of(Operator.GE, Operator.GT);
      return filters.stream()
          .filter(low -> lower.contains(low.operator()) && low.value() instanceof Long)
          .anyMatch(
              low ->
                  filters.stream()
                      .filter(high -> high.operator() == Operator.LT)
                      .filter(high -> high.column().equals(low.column()))
                      .anyMatch(
                          high ->
                              high.value() instanceof Long until && (Long) low.value() >= until));
    }

    /** Returns only the narrowest bounds of each column, so that no total is asked for twice. */
    private static List<SearchFilter> narrowed(List<SearchFilter> filters) {
      Map<Object, SearchFilter> narrowest = new LinkedHashMap<>();
      for (SearchFilter filter : filters) {
        boolean isLower = filter.operator() == Operator.GE;
        boolean isBound = isLower || filter.operator() == Operator.LT;
        if (isBound && filter.value() instanceof Long bound) {
          narrowest.merge(
              List.of(filter.column(), filter.operator()),
              filter,
              (known, other) -> ((Long) known.value() > bound) == isLower ? known : other);
        } else {
          narrowest.put(filter, filter);
        }
      }
      return List.copyOf(narrowest.values());
    }

    private boolean limit(ColumnDef searchedColumn, BoundFilters bound) {
      ColumnDef column = original(searchedColumn);
      TimeRange limits = range == null ? TimeRange.everything(column) : range;
      if (bound.truth() == BoundFilters.Truth.NEVER) {
        range = new TimeRange(column, 0, 0);
        return true;
      }
      long from = limits.from();
      long until = limits.until();
      for (SearchFilter filter : bound.filters()) {
        long value = (Long) filter.value();
        if (filter.operator() == Operator.GE) {
          from = Math.max(from, value);
        } else if (filter.operator() == Operator.LT) {
          until = Math.min(until, value);
        } else {
          return false;
        }
      }
      range = new TimeRange(column, from, until);
      return true;
    }

    /** Returns the term, null if it counts no customer. */
    @Nullable CountTerm term() {
      Search all = search;
      boolean isEmpty = range != null && range.from() >= range.until();
      return all == null || isEmpty ? null : new CountTerm(all, range, present);
    }
  }
}
