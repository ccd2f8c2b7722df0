package io.github.helpcrunchjdbc.plan.exec.expression;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.calcite.DataContext;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.Sarg;
import org.jspecify.annotations.Nullable;

/**
 * A long IN, or NOT IN, of literals and parameters, looked up in a set that is made once an
 * execution: as code it would be too long to compile. Thread-safe.
 */
final class ListLookup {
  private static final int LONG = 100;

  private final int field;
  private final Operands operands;
  private final boolean excluded;

  private ListLookup(RexBuilder rexBuilder, int field, List<RexNode> values, boolean excluded) {
    this.field = field;
    this.operands = Operands.compile(rexBuilder, values);
    this.excluded = excluded;
  }

  /** Takes the long lists out of predicates all of which must hold. */
  static List<ListLookup> take(RexBuilder rexBuilder, List<RexNode> predicates) {
    List<ListLookup> lookups = new ArrayList<>();
    predicates.removeIf(
        predicate -> {
          ListLookup lookup =
              predicate.getKind() == SqlKind.SEARCH
                  ? ofSearch(rexBuilder, (RexCall) predicate)
                  : ofAlternatives(rexBuilder, RelOptUtil.disjunctions(predicate));
          return lookup != null && lookups.add(lookup);
        });
    lists(predicates, SqlKind.NOT_EQUALS)
        .forEach(
            (field, values) -> {
              if (values.size() >= LONG) {
                predicates.removeIf(
                    predicate -> lists(List.of(predicate), SqlKind.NOT_EQUALS).containsKey(field));
                lookups.add(new ListLookup(rexBuilder, field, values, true));
              }
            });
    return lookups;
  }

  private static @Nullable ListLookup ofAlternatives(RexBuilder rexBuilder, List<RexNode> terms) {
    Map<Integer, List<RexNode>> lists = lists(terms, SqlKind.EQUALS);
    if (terms.size() < LONG || lists.size() != 1) {
      return null;
    }
    var list = lists.entrySet().iterator().next();
    return list.getValue().size() == terms.size()
        ? new ListLookup(rexBuilder, list.getKey(), list.getValue(), false)
        : null;
  }

  private static @Nullable ListLookup ofSearch(RexBuilder rexBuilder, RexCall search) {
    Sarg<?> sarg = ((RexLiteral) search.operands.get(1)).getValueAs(Sarg.class);
    return sarg != null
            && sarg.nullAs != RexUnknownAs.TRUE
            && search.operands.get(0) instanceof RexInputRef field
        ? ofPoints(rexBuilder, field, sarg)
        : null;
  }

  private static <C extends Comparable<C>> @Nullable ListLookup ofPoints(
      RexBuilder rexBuilder, RexInputRef field, Sarg<C> sarg) {
    boolean excluded = sarg.isComplementedPoints();
    if (!excluded && !sarg.isPoints()) {
      return null;
    }
    List<RexNode> values = new ArrayList<>();
    for (var range : (excluded ? sarg.rangeSet.complement() : sarg.rangeSet).asRanges()) {
      values.add(literal(rexBuilder, range.lowerEndpoint(), field.getType()));
    }
    return values.size() < LONG
        ? null
        : new ListLookup(rexBuilder, field.getIndex(), values, excluded);
  }

  private static RexNode literal(RexBuilder rexBuilder, Object value, RelDataType type) {
    return value instanceof NlsString text
        ? rexBuilder.makeCharLiteral(text)
        : rexBuilder.makeLiteral(
            value, rexBuilder.getTypeFactory().createTypeWithNullability(type, false));
  }

  /** What each field is compared with, of the terms that compare one with a single value. */
  private static Map<Integer, List<RexNode>> lists(List<RexNode> terms, SqlKind kind) {
    Map<Integer, List<RexNode>> lists = new LinkedHashMap<>();
    for (RexNode term : terms) {
      if (term.getKind() == kind
          && ((RexCall) term).operands.get(0) instanceof RexInputRef field
          && isValue(((RexCall) term).operands.get(1))) {
        lists
            .computeIfAbsent(field.getIndex(), key -> new ArrayList<>())
            .add(((RexCall) term).operands.get(1));
      }
    }
    return lists;
  }

  private static boolean isValue(RexNode node) {
    return node instanceof RexDynamicParam || node instanceof RexLiteral;
  }

  /** The check of one execution; nothing is unequal to NULL, so a NULL among many excludes all. */
  Predicate<@Nullable Object[]> in(DataContext context) {
    Set<Object> values = new HashSet<>();
    boolean hasNull = false;
    for (Object value : operands.values(context)) {
      if (value == null) {
        hasNull = true;
      } else {
        values.add(comparable(value));
      }
    }
    boolean never = hasNull && excluded;
    return row -> {
      Object value = row[field];
      return !never && value != null && values.contains(comparable(value)) != excluded;
    };
  }

  /** Equal numbers of any type are equal objects. */
  private static Object comparable(Object value) {
    if (!(value instanceof Number number)) {
      return value;
    }
    BigDecimal exact =
        value instanceof Long || value instanceof Integer
            ? BigDecimal.valueOf(number.longValue())
            : new BigDecimal(number.toString());
    return exact.stripTrailingZeros();
  }
}
