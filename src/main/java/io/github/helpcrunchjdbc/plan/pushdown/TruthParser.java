package io.github.helpcrunchjdbc.plan.pushdown;

import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Parses a predicate into facts that the service can count. */
final class TruthParser {
  /** More products would take more totals than reading the rows takes pages. */
  private static final int MOST_PRODUCTS = 40;

  private final RexBuilder rexBuilder;
  private final List<ColumnDef> columns;
  private final Knowledge knowledge;
  private final ConditionParser leaves;

  /**
   * Creates a parser.
   *
   * @param columns the columns that input references count; those that the service sorts by are
   *     made searchable
   */
  TruthParser(RexBuilder rexBuilder, List<ColumnDef> columns, Knowledge knowledge) {
    this.rexBuilder = rexBuilder;
    this.columns = columns;
    this.knowledge = knowledge;
    this.leaves = new ConditionParser(rexBuilder, new LeafFactory(rexBuilder, knowledge), columns);
  }

  /** Returns the truth of a predicate, null if only rows tell it. */
  @Nullable Truth of(RexNode node) {
    Truth truth = parse(node);
    return truth == null || truth.yes().products().size() > MOST_PRODUCTS ? null : truth;
  }

  private @Nullable Truth parse(RexNode node) {
    if (node.isAlwaysTrue()) {
      return Truth.TRUE;
    }
    if (node.isAlwaysFalse()) {
      return Truth.FALSE;
    }
    if (!(node instanceof RexCall call)) {
      return RexUtil.isNullLiteral(node, true) ? Truth.UNKNOWN : null;
    }
    return switch (call.getKind()) {
      case AND -> all(call.operands, Truth.TRUE, true);
      case OR -> all(call.operands, Truth.FALSE, false);
      case NOT -> negated(of(call.operands.get(0)));
      case IS_TRUE -> isTrue(of(call.operands.get(0)));
      case IS_NOT_TRUE -> negated(isTrue(of(call.operands.get(0))));
      case IS_FALSE -> isTrue(negated(of(call.operands.get(0))));
      case IS_NOT_FALSE -> negated(isTrue(negated(of(call.operands.get(0)))));
      case IS_NOT_NULL -> present(call.operands.get(0));
      case IS_NULL -> negated(present(call.operands.get(0)));
      case SEARCH -> of(RexUtil.expandSearch(rexBuilder, null, call));
      case NOT_EQUALS ->
          negated(of(rexBuilder.makeCall(SqlStdOperatorTable.EQUALS, call.operands)));
      default -> leaf(leaves.parse(call));
    };
  }

  private @Nullable Truth all(List<RexNode> parts, Truth none, boolean and) {
    Truth all = none;
    for (RexNode part : parts) {
      Truth truth = of(part);
      if (truth == null) {
        return null;
      }
      all = and ? all.and(truth) : all.or(truth);
      if (all.yes().products().size() > MOST_PRODUCTS
          || all.no().products().size() > MOST_PRODUCTS) {
        return null;
      }
    }
    return all;
  }

  private static @Nullable Truth negated(@Nullable Truth truth) {
    return truth == null ? null : truth.negated();
  }

  private static @Nullable Truth isTrue(@Nullable Truth truth) {
    return truth == null ? null : truth.isTrue();
  }

  private @Nullable Truth present(RexNode node) {
    if (!(node instanceof RexInputRef ref)) {
      Truth truth = node.getType().getSqlTypeName() == SqlTypeName.BOOLEAN ? of(node) : null;
      return truth == null ? null : truth.isTrue().or(truth.negated().isTrue());
    }
    ColumnDef column = columns.get(ref.getIndex());
    if (!node.getType().isNullable()) {
      return Truth.TRUE;
    }
    boolean counted = column.isSearchableText() || column.isInstant();
    return counted && column.isSearchable() && !column.isSearchOnly()
        ? new Truth(Truth.Sum.of(new Truth.HasValue(column)), Truth.Sum.ZERO).isTrue()
        : null;
  }

  /** Returns the truth of a predicate if its filter is exact and requires a value. */
  private @Nullable Truth leaf(Condition condition) {
    List<Condition> parts =
        condition instanceof Condition.All all ? all.parts() : List.of(condition);
    Truth.Sum yes = Truth.Sum.ONE;
    ColumnDef column = null;
    for (Condition part : parts) {
      if (!(part instanceof Leaf leaf)
          || leaf.verdict() != Verdict.EXACT
          || leaf.recheck() != null
          || leaf.operator().isNegative()
          || leaf.column().isSearchOnly()
          || (column != null && !column.equals(leaf.column()))) {
        return null;
      }
      column = leaf.column();
      yes = yes.times(Truth.Sum.of(new Truth.Matches(leaf, !knowledge.isServiceMeant(column))));
    }
    if (column == null) {
      return null;
    }
    boolean always = column.isWholeNumber();
    Truth.Sum known = always ? Truth.Sum.ONE : Truth.Sum.of(new Truth.HasValue(column));
    return new Truth(yes, known.plus(yes, -1));
  }
}
