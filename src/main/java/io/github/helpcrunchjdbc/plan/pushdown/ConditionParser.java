package io.github.helpcrunchjdbc.plan.pushdown;

import io.github.helpcrunchjdbc.plan.pushdown.Condition.All;
import io.github.helpcrunchjdbc.plan.pushdown.Condition.Any;
import io.github.helpcrunchjdbc.plan.pushdown.Condition.Opaque;
import io.github.helpcrunchjdbc.plan.rex.Calls;
import io.github.helpcrunchjdbc.plan.rex.HasTag;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Operator;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.calcite.plan.RelOptUtil.InputFinder;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** Divides a predicate over the whole customer row into a {@link Condition}. */
final class ConditionParser {
  private static final String NO_FILTER = "no filter of the service says that";

  /** Every whole number below this one is a DOUBLE. */
  private static final double EXACT_DOUBLES = 1L << 53;

  private final RexBuilder rexBuilder;
  private final LeafFactory leaves;
  private final List<ColumnDef> columns;
  private final ImpliedPredicates implied;

  /**
   * Creates a parser.
   *
   * @param columns the columns that the predicate's input references count
   */
  ConditionParser(RexBuilder rexBuilder, LeafFactory leaves, List<ColumnDef> columns) {
    this.rexBuilder = rexBuilder;
    this.leaves = leaves;
    this.columns = columns;
    this.implied = new ImpliedPredicates(rexBuilder, leaves, this::column);
  }

  /**
   * Returns the condition of a predicate that Calcite has simplified: NOT stands only before
   * predicates without an opposite.
   */
  Condition parse(RexNode predicate) {
    return condition(RexUtil.pullFactors(rexBuilder, predicate));
  }

  private Condition condition(RexNode node) {
    if (!(node instanceof RexCall call)) {
      return new Opaque(node, "a truth value has no filter");
    }
    return switch (node.getKind()) {
      case AND ->
          new All(conditions(call).stream().map(ConditionParser::besideOthers).toList(), call);
      case OR ->
          new Any(conditions(call).stream().flatMap(ConditionParser::branches).toList(), call);
      case NOT -> negation(call);
      case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
          comparison(call);
      case SEARCH -> search(call);
      case LIKE -> like(call, false, call);
      default -> function(call);
    };
  }

  /**
   * Replaces the two ranges of a {@code <>} under AND by one filter that finds a little more: two
   * ranges would need two searches.
   */
  private static Condition besideOthers(Condition part) {
    return part instanceof Any any && any.source().getKind() == SqlKind.NOT_EQUALS
        ? DateLeaf.besideOthers(any)
        : part;
  }

  private static Stream<Condition> branches(Condition part) {
    return part instanceof Any any ? any.parts().stream() : Stream.of(part);
  }

  private List<Condition> conditions(RexCall call) {
    return call.operands.stream().map(this::condition).toList();
  }

  private Condition negation(RexCall not) {
    return not.operands.get(0) instanceof RexCall call && call.getKind() == SqlKind.LIKE
        ? like(call, true, not)
        : opaque(not);
  }

  /** Keeps the source in one piece. The comparisons of a long IN list would be too long. */
  private Condition search(RexCall call) {
    Condition expanded = condition(SargExpansion.expand(rexBuilder, call));
    if (expanded instanceof Any any) {
      return new Any(any.parts(), call);
    }
    if (expanded instanceof All all && all.parts().stream().noneMatch(Leaf.class::isInstance)) {
      return new Opaque(call, all.unsent().findFirst().map(Opaque::reason).orElse(NO_FILTER));
    }
    return expanded;
  }

  private Condition comparison(RexCall call) {
    Operator operator = Objects.requireNonNull(Calls.comparison(call.getKind()));
    Operator reverse = Objects.requireNonNull(Calls.comparison(call.getKind().reverse()));
    RexNode left = call.operands.get(0);
    RexNode right = call.operands.get(1);
    ColumnDef column = column(left);
    if (column != null && isOperand(right)) {
      return leaves.comparison(column, operator, right, left, call);
    }
    column = column(right);
    if (column != null && isOperand(left)) {
      return leaves.comparison(column, reverse, left, right, call);
    }
    Condition exact = ofDouble(left, operator, right, call);
    if (exact == null) {
      exact = ofDouble(right, reverse, left, call);
    }
    if (exact != null) {
      return exact;
    }
    Condition follows = null;
    if (isOperand(right)) {
      follows = implied.of(left, operator, right, call);
    } else if (isOperand(left)) {
      follows = implied.of(right, reverse, left, call);
    }
    return follows == null ? opaque(call) : follows;
  }

  /**
   * Returns the condition of a whole number compared as a DOUBLE, as in {@code id < 1e4}. Below
   * 2^53 it compares like the whole number: each whole number there has its own DOUBLE, and those
   * of larger numbers are larger.
   */
  private @Nullable Condition ofDouble(
      RexNode cast, Operator operator, RexNode bound, RexCall source) {
    if (cast.getKind() != SqlKind.CAST
        || cast.getType().getSqlTypeName() != SqlTypeName.DOUBLE
        || !(bound instanceof RexLiteral literal)) {
      return null;
    }
    ColumnDef column = column(((RexCall) cast).operands.get(0));
    Double value = literal.isNull() ? null : literal.getValueAs(Double.class);
    boolean distinct = value != null && Math.abs(value) < EXACT_DOUBLES;
    return column == null || !column.isWholeNumber() || value == null || !distinct
        ? null
        : leaves.comparison(
            column, operator, rexBuilder.makeExactLiteral(new BigDecimal(value)), cast, source);
  }

  private Condition like(RexCall call, boolean negated, RexNode source) {
    ColumnDef column = column(call.operands.get(0));
    RexNode pattern = call.operands.get(1);
    if (!isOperand(pattern) || !call.getOperator().equals(SqlStdOperatorTable.LIKE)) {
      return opaque(source);
    }
    if (column == null) {
      boolean plain = !negated && call.operands.size() == 2;
      Condition follows = plain ? implied.ofLike(call.operands.get(0), pattern, source) : null;
      return follows == null ? opaque(source) : follows;
    }
    Character escape = null;
    if (call.operands.size() > 2) {
      escape = escape(call.operands.get(2));
      if (escape == null) {
        return opaque(source);
      }
    }
    return leaves.like(column, negated, pattern, escape, call.operands.get(0), source);
  }

  private static @Nullable Character escape(RexNode node) {
    String text = node instanceof RexLiteral literal ? literal.getValueAs(String.class) : null;
    return text != null && text.length() == 1 ? text.charAt(0) : null;
  }

  private Condition function(RexCall call) {
    if (call.getOperator().getName().equalsIgnoreCase(HasTag.NAME)) {
      ColumnDef column = column(call.operands.get(0));
      RexNode tag = call.operands.get(1);
      if (column != null && isOperand(tag)) {
        return leaves.hasTag(column, tag, call);
      }
    }
    return opaque(call);
  }

  private static Condition opaque(RexNode source) {
    return new Opaque(source, NO_FILTER);
  }

  /** Returns the column that an expression shows unchanged, null if it shows none. */
  private @Nullable ColumnDef column(RexNode node) {
    RexNode stripped = node;
    while (keepsValue(stripped)) {
      stripped = ((RexCall) stripped).operands.get(0);
    }
    return stripped instanceof RexInputRef ref ? columns.get(ref.getIndex()) : null;
  }

  /** Whether an expression is a cast that keeps a number and only widens its type. */
  private static boolean keepsValue(RexNode node) {
    return node.getKind() == SqlKind.CAST
        && SqlTypeUtil.isExactNumeric(node.getType())
        && RexUtil.isLosslessCast(node);
  }

  /** Whether an expression has one value for the whole execution. */
  private static boolean isOperand(RexNode node) {
    return InputFinder.bits(node).isEmpty();
  }
}
