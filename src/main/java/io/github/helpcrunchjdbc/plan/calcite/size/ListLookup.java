package io.github.helpcrunchjdbc.plan.calcite.size;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.Iterables;
import io.github.helpcrunchjdbc.plan.rex.ExpressionContext;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.calcite.DataContext;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.Sarg;
import org.jspecify.annotations.Nullable;

/**
 * Looks a value up in a set, for a long IN or NOT IN of literals and parameters. Calcite 1.42.0
 * writes a comparison for each value into one method, whose code is too large for the JVM beyond
 * about a thousand (CALCITE-6465). Thread-safe.
 */
public final class ListLookup implements Outlined {
  private static final int LONG = 64;

  private final List<RexNode> values;
  private final boolean excluded;
  private final RexUnknownAs nullAs;

  /** The sets by execution; a null in a set stands for NULL. */
  private final Cache<DataContext, Set<@Nullable Object>> sets =
      CacheBuilder.newBuilder().weakKeys().build();

  private ListLookup(List<RexNode> values, boolean excluded, RexUnknownAs nullAs) {
    this.values = values;
    this.excluded = excluded;
    this.nullAs = nullAs;
  }

  /** Returns a lookup with the meaning of a search; null if the search is no long list. */
  static @Nullable RexNode ofSearch(
      RexBuilder rexBuilder, RexCall search, Map<String, Object> outlined) {
    Sarg<?> sarg = ((RexLiteral) search.getOperands().get(1)).getValueAs(Sarg.class);
    return sarg == null ? null : ofPoints(rexBuilder, search, sarg, outlined);
  }

  private static <C extends Comparable<C>> @Nullable RexNode ofPoints(
      RexBuilder rexBuilder, RexCall search, Sarg<C> sarg, Map<String, Object> outlined) {
    RexNode operand = search.getOperands().get(0);
    RelDataType type = search.getOperands().get(1).getType();
    boolean excluded = sarg.isComplementedPoints();
    if ((!excluded && !sarg.isPoints()) || !isComparable(operand.getType(), type)) {
      return null;
    }
    List<RexNode> values = new ArrayList<>();
    for (var range : (excluded ? sarg.rangeSet.complement() : sarg.rangeSet).asRanges()) {
      values.add(literal(rexBuilder, range.lowerEndpoint(), type));
    }
    return values.size() < LONG
        ? null
        : call(rexBuilder, operand, new ListLookup(values, excluded, sarg.nullAs), outlined);
  }

  private static RexNode literal(RexBuilder rexBuilder, Object value, RelDataType type) {
    return value instanceof NlsString text
        ? rexBuilder.makeCharLiteral(text)
        : rexBuilder.makeLiteral(
            value, rexBuilder.getTypeFactory().createTypeWithNullability(type, false));
  }

  /**
   * Returns the operands of an AND or OR, with a lookup in place of the terms that compare one
   * value with many.
   */
  static List<RexNode> inCondition(
      RexBuilder rexBuilder, RexCall condition, Map<String, Object> outlined) {
    SqlKind kind = condition.getKind() == SqlKind.OR ? SqlKind.EQUALS : SqlKind.NOT_EQUALS;
    if (condition.getOperands().size() < LONG) {
      return condition.getOperands();
    }
    Map<RexNode, List<RexNode>> lists = new LinkedHashMap<>();
    List<RexNode> terms = new ArrayList<>(condition.getOperands());
    for (RexNode term : terms) {
      if (isComparison(term, kind)) {
        List<RexNode> operands = ((RexCall) term).getOperands();
        lists.computeIfAbsent(operands.get(0), key -> new ArrayList<>()).add(operands.get(1));
      }
    }
    lists.forEach(
        (operand, values) -> {
          if (values.size() >= LONG) {
            Predicate<RexNode> listed =
                term ->
                    isComparison(term, kind)
                        && ((RexCall) term).getOperands().get(0).equals(operand);
            // The lookup takes the place of the first term, because later terms may fail on values
            // that the list excludes.
            int place = Iterables.indexOf(terms, listed::test);
            terms.removeIf(listed);
            ListLookup lookup =
                new ListLookup(values, kind == SqlKind.NOT_EQUALS, RexUnknownAs.UNKNOWN);
            terms.add(place, call(rexBuilder, operand, lookup, outlined));
          }
        });
    return terms;
  }

  private static boolean isComparison(RexNode term, SqlKind kind) {
    if (!(term instanceof RexCall call) || call.getKind() != kind) {
      return false;
    }
    RexNode value = call.getOperands().get(1);
    return (value instanceof RexDynamicParam || value instanceof RexLiteral)
        && isComparable(call.getOperands().get(0).getType(), value.getType());
  }

  /**
   * Returns whether equal values of two types are equal Java objects; kinds of numbers are treated
   * as one.
   */
  private static boolean isComparable(RelDataType one, RelDataType other) {
    return switch (one.getSqlTypeName()) {
      case DATE, TIME, TIMESTAMP -> one.getSqlTypeName() == other.getSqlTypeName();
      default ->
          SqlTypeUtil.isExactNumeric(one)
              ? SqlTypeUtil.isExactNumeric(other)
              : SqlTypeUtil.isCharacter(one) && SqlTypeUtil.isCharacter(other);
    };
  }

  private static RexNode call(
      RexBuilder rexBuilder, RexNode operand, ListLookup lookup, Map<String, Object> outlined) {
    boolean nullable =
        lookup.nullAs == RexUnknownAs.UNKNOWN
            && (operand.getType().isNullable()
                || lookup.values.stream().anyMatch(value -> value.getType().isNullable()));
    return OutlinedFunction.call(rexBuilder, lookup, operand, nullable, outlined);
  }

  @Override
  public @Nullable Object value(DataContext context, @Nullable Object[] operands) {
    Object value = operands[0];
    Set<@Nullable Object> set = set(ExpressionContext.outermost(context));
    if (value != null && set.contains(comparable(value))) {
      return !excluded;
    }
    if (value != null && !set.contains(null)) {
      return excluded;
    }
    return nullAs == RexUnknownAs.UNKNOWN ? null : nullAs == RexUnknownAs.TRUE;
  }

  private Set<@Nullable Object> set(DataContext execution) {
    Set<@Nullable Object> known = sets.getIfPresent(execution);
    if (known == null) {
      known = new HashSet<>();
      for (RexNode value : values) {
        Object found =
            value instanceof RexDynamicParam parameter
                ? execution.get(parameter.getName())
                : ((RexLiteral) value).getValue3();
        known.add(found == null ? null : comparable(found));
      }
      sets.put(execution, known);
    }
    return known;
  }

  /** Returns an object that is equal for equal numbers of any type. */
  private static Object comparable(Object value) {
    if (!(value instanceof Number number) || value instanceof Long) {
      return value;
    }
    if (!(value instanceof BigDecimal decimal)) {
      return number.longValue();
    }
    BigDecimal exact = decimal.stripTrailingZeros();
    boolean isWhole = exact.scale() <= 0 && exact.precision() - exact.scale() <= 19;
    return isWhole && exact.toBigInteger().bitLength() < 64 ? (Object) exact.longValue() : exact;
  }
}
