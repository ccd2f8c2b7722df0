package io.github.helpcrunchjdbc.plan.exec;

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
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * A long IN, or NOT IN, of parameters, looked up in a set that is made once an execution: as code
 * it would be too long to compile.
 *
 * @param field the field of the row that is looked up
 * @param operands the values of the list
 * @param excluded whether the values are those that do not match
 */
record OperandSet(int field, Operands operands, boolean excluded) {
  private static final int LONG = 100;

  /** Takes the long lists out of predicates all of which must hold. */
  static List<OperandSet> take(RexBuilder rexBuilder, List<RexNode> predicates) {
    List<OperandSet> sets = new ArrayList<>();
    for (RexNode predicate : List.copyOf(predicates)) {
      List<RexNode> terms = RelOptUtil.disjunctions(predicate);
      Map<Integer, List<RexNode>> lists = lists(terms, SqlKind.EQUALS);
      if (terms.size() >= LONG && lists.size() == 1) {
        List<RexNode> values = lists.values().iterator().next();
        if (values.size() == terms.size()) {
          predicates.remove(predicate);
          sets.add(of(rexBuilder, lists.keySet().iterator().next(), values, false));
        }
      }
    }
    lists(predicates, SqlKind.NOT_EQUALS)
        .forEach(
            (field, values) -> {
              if (values.size() >= LONG) {
                predicates.removeIf(
                    predicate -> lists(List.of(predicate), SqlKind.NOT_EQUALS).containsKey(field));
                sets.add(of(rexBuilder, field, values, true));
              }
            });
    return sets;
  }

  private static OperandSet of(
      RexBuilder rexBuilder, int field, List<RexNode> values, boolean excluded) {
    return new OperandSet(field, Operands.compile(rexBuilder, values), excluded);
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

  private static Object comparable(Object value) {
    return value instanceof Number number
        ? new BigDecimal(number.toString()).stripTrailingZeros()
        : value;
  }
}
