package io.github.helpcrunchjdbc.plan.calcite.size;

import io.github.helpcrunchjdbc.plan.rex.Flattening;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.plan.RelOptUtil.InputFinder;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;
import org.apache.calcite.util.Sarg;

/**
 * Hides a condition of very many terms, or a CASE of very many branches or values, from Calcite's
 * rules in a call of a function that they don't know. Their simplification compares each term with
 * all others, repeatedly, and writes a CASE as an OR that grows with the square of its branches.
 * Calcite 1.42.0; no issue known on 2026-11-26.
 */
public final class LongConditions {
  /** A condition with more terms is hidden. */
  static final int LONG = 64;

  /**
   * At most this many terms over the same fields stay visible, because a join may use them as keys.
   */
  private static final int FEW = 8;

  private static final SqlOperator ALL_OF = function("ALL_OF");
  private static final SqlOperator ANY_OF = function("ANY_OF");
  private static final SqlOperator LONG_CASE = function("LONG_CASE");

  private LongConditions() {}

  private static SqlOperator function(String name) {
    return new SqlFunction(
        name,
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.BOOLEAN_NULLABLE,
        null,
        OperandTypes.VARIADIC,
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
  }

  /**
   * Returns a conjunction. Terms over the same fields are hidden together, so that rules can still
   * move them.
   */
  static RexNode and(RexBuilder rexBuilder, List<RexNode> terms) {
    if (terms.size() <= LONG) {
      return RexUtil.composeConjunction(rexBuilder, terms);
    }
    Map<ImmutableBitSet, List<RexNode>> byFields = new LinkedHashMap<>();
    List<RexNode> shown = new ArrayList<>();
    for (RexNode term : terms) {
      if (isForRules(term)) {
        shown.add(term);
      } else {
        byFields.computeIfAbsent(InputFinder.bits(term), fields -> new ArrayList<>()).add(term);
      }
    }
    List<RexNode> hidden = new ArrayList<>();
    for (List<RexNode> group : byFields.values()) {
      if (group.size() <= FEW && shown.size() < LONG) {
        shown.addAll(group);
      } else {
        hidden.add(hidden(rexBuilder, ALL_OF, group));
      }
    }
    if (hidden.size() > LONG) {
      hidden = List.of(hidden(rexBuilder, ALL_OF, hidden));
    }
    shown.addAll(hidden);
    return RexUtil.composeConjunction(rexBuilder, shown);
  }

  /** Returns whether a term can be evaluated only after rules have rewritten it. */
  private static boolean isForRules(RexNode term) {
    return RexUtil.SubQueryFinder.find(term) != null || RexUtil.containsCorrelation(term);
  }

  static RexNode or(RexBuilder rexBuilder, List<RexNode> terms) {
    return terms.size() <= LONG
        ? RexUtil.composeDisjunction(rexBuilder, terms)
        : hidden(rexBuilder, ANY_OF, terms);
  }

  /** Hides a long CASE; its operands are in Calcite's order. */
  static RexCall cases(RexBuilder rexBuilder, RexCall call) {
    return call.getOperands().size() > 2 * LONG ? longCase(rexBuilder, call) : call;
  }

  /**
   * Hides the operand of an IN if it is a CASE that has a long list itself, because rules would
   * merge the two lists. Elsewhere such a CASE stays visible to rules that count or choose by it.
   */
  static RexNode soughtInList(RexBuilder rexBuilder, RexNode operand) {
    return operand instanceof RexCall call && call.getKind() == SqlKind.CASE && hasLongList(call)
        ? longCase(rexBuilder, call)
        : operand;
  }

  private static RexCall longCase(RexBuilder rexBuilder, RexCall call) {
    return (RexCall) rexBuilder.makeCall(call.getType(), LONG_CASE, call.getOperands());
  }

  /**
   * Returns whether an expression compares with more ranges than rules can subtract from each
   * other.
   */
  private static boolean hasLongList(RexNode node) {
    if (node instanceof RexLiteral literal && literal.getTypeName() == SqlTypeName.SARG) {
      Sarg<?> sarg = literal.getValueAs(Sarg.class);
      return sarg != null && sarg.rangeSet.asRanges().size() > LONG;
    }
    return node instanceof RexCall call
        && call.getOperands().stream().anyMatch(LongConditions::hasLongList);
  }

  private static RexNode hidden(RexBuilder rexBuilder, SqlOperator operator, List<RexNode> terms) {
    if (terms.size() == 1) {
      return terms.get(0);
    }
    RelDataTypeFactory types = rexBuilder.getTypeFactory();
    RelDataType bool = terms.get(0).getType();
    boolean nullable = terms.stream().anyMatch(term -> term.getType().isNullable());
    return rexBuilder.makeCall(types.createTypeWithNullability(bool, nullable), operator, terms);
  }

  /** Returns whether a call hides a condition. */
  public static boolean isCondition(RexCall call) {
    return call.getOperator().equals(ALL_OF) || call.getOperator().equals(ANY_OF);
  }

  /** Returns whether a call hides a CASE. */
  public static boolean isCase(RexCall call) {
    return call.getOperator().equals(LONG_CASE);
  }

  /** Returns the expression that a call hides, as Calcite writes it; any other call unchanged. */
  public static RexNode shown(RexBuilder rexBuilder, RexCall call) {
    if (isCase(call)) {
      return rexBuilder.makeCall(call.getType(), SqlStdOperatorTable.CASE, call.getOperands());
    }
    if (!isCondition(call)) {
      return call;
    }
    return call.getOperator().equals(ALL_OF)
        ? RexUtil.composeConjunction(rexBuilder, call.getOperands())
        : RexUtil.composeDisjunction(rexBuilder, call.getOperands());
  }

  /** Returns an expression with all hidden parts visible. */
  public static RexNode unhideAll(RexBuilder rexBuilder, RexNode expression) {
    RexNode shown =
        expression.accept(
            new RexShuttle() {
              @Override
              public RexNode visitCall(RexCall call) {
                return super.visitCall(call) instanceof RexCall visited
                    ? shown(rexBuilder, visited)
                    : call;
              }
            });
    return shown.equals(expression) ? expression : shown.accept(new Flattening(rexBuilder));
  }
}
