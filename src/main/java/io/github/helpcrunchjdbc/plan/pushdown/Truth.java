package io.github.helpcrunchjdbc.plan.pushdown;

import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Operator;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.calcite.rex.RexLiteral;
import org.jspecify.annotations.Nullable;

/**
 * For which customers a predicate is true, and for which it is false: as two sums of products of
 * facts that the service can count. Each product is a search with AND, and its number is a total.
 * Immutable.
 *
 * @param yes the sum that is 1 for each customer for whom the predicate is true
 * @param no the sum that is 1 for each customer for whom the predicate is false; for customers in
 *     neither sum it is unknown
 */
record Truth(Sum yes, Sum no) {
  static final Truth TRUE = new Truth(Sum.ONE, Sum.ZERO);
  static final Truth FALSE = new Truth(Sum.ZERO, Sum.ONE);
  static final Truth UNKNOWN = new Truth(Sum.ZERO, Sum.ZERO);

  Truth and(Truth other) {
    return new Truth(yes.times(other.yes), no.plus(other.no, 1).plus(no.times(other.no), -1));
  }

  Truth or(Truth other) {
    return negated().and(other.negated()).negated();
  }

  Truth negated() {
    return new Truth(no, yes);
  }

  /** Returns the truth of this predicate IS TRUE, which is never unknown. */
  Truth isTrue() {
    return new Truth(yes, Sum.ONE.plus(yes, -1));
  }

  /** One fact about a customer that the service can tell. */
  sealed interface Factor permits Matches, HasValue {}

  /**
   * A predicate whose filter is exact.
   *
   * @param isSql whether SQL, and not the service, defines what the predicate means
   */
  record Matches(Leaf leaf, boolean isSql) implements Factor {}

  /** The fact that a column has a value. */
  record HasValue(ColumnDef column) implements Factor {}

  /** A sum of products, each with its factor. */
  record Sum(Map<Set<Factor>, Integer> products) {
    static final Sum ZERO = new Sum(Map.of());
    static final Sum ONE = new Sum(Map.of(Set.of(), 1));

    Sum {
      products = Collections.unmodifiableMap(new LinkedHashMap<>(products));
    }

    static Sum of(Factor factor) {
      return new Sum(Map.of(Set.of(factor), 1));
    }

    Sum plus(Sum other, int times) {
      Map<Set<Factor>, Integer> sum = new LinkedHashMap<>(products);
      other.products.forEach((product, count) -> sum.merge(product, count * times, Integer::sum));
      sum.values().removeIf(count -> count == 0);
      return new Sum(sum);
    }

    Sum times(Sum other) {
      Map<Set<Factor>, Integer> sum = new LinkedHashMap<>();
      products.forEach(
          (one, count) ->
              other.products.forEach(
                  (two, times) -> {
                    Set<Factor> product = product(one, two);
                    if (product != null) {
                      sum.merge(product, count * times, Integer::sum);
                    }
                  }));
      sum.values().removeIf(count -> count == 0);
      return new Sum(sum);
    }

    /** Returns both products' facts, without implied ones; null if they exclude each other. */
    private static @Nullable Set<Factor> product(Set<Factor> one, Set<Factor> two) {
      Set<Factor> both = new LinkedHashSet<>(one);
      both.addAll(two);
      Map<ColumnDef, String> texts = new HashMap<>();
      for (Factor factor : both) {
        if (factor instanceof Matches matches && literalText(matches) != null) {
          String text = literalText(matches);
          String known = texts.putIfAbsent(matches.leaf().column(), String.valueOf(text));
          if (known != null && !known.equals(text)) {
            return null;
          }
        }
      }
      both.removeIf(
          factor -> factor instanceof HasValue has && both.stream().anyMatch(implies(has)));
      // The order is the same in each JVM, so filters are always sent in the same order.
      return Collections.unmodifiableSet(both);
    }

    /** Returns the text that a column must equal, if SQL defines what equal means; else null. */
    private static @Nullable String literalText(Matches matches) {
      Leaf leaf = matches.leaf();
      return matches.isSql()
              && leaf.operator() == Operator.EQ
              && leaf.encoding() == Encoding.TEXT
              && leaf.operand() instanceof RexLiteral literal
          ? literal.getValueAs(String.class)
          : null;
    }

    private static Predicate<Factor> implies(HasValue has) {
      return factor ->
          factor instanceof Matches matches
              && matches.leaf().column().equals(has.column())
              && !matches.leaf().operator().isNegative();
    }
  }
}
