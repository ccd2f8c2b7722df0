package io.github.helpcrunchjdbc.plan.rel.chain;

import io.github.helpcrunchjdbc.plan.exec.join.ExpansionShape.Mode;
import io.github.helpcrunchjdbc.plan.rel.chain.CustomerChain.Part;
import io.github.helpcrunchjdbc.plan.rex.MovedFields;
import io.github.helpcrunchjdbc.plan.rex.ReplacedFields;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinInfo;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/** Joins two chains by the customer's id, which is unique: rows meet only within one customer. */
final class ChainJoin {
  private final CustomerChain left;
  private final CustomerChain right;
  private final List<RexNode> conditions;
  private final RexBuilder rexBuilder;

  private ChainJoin(CustomerChain left, CustomerChain right, RexNode condition) {
    this.left = left;
    this.right = moved(right, left.end() - right.table().customers().size());
    this.rexBuilder = left.rexBuilder();
    List<RexNode> both = both(left, this.right);
    this.conditions =
        RelOptUtil.conjunctions(condition.accept(new ReplacedFields(both::get))).stream()
            .filter(part -> !isSameCustomer(part))
            .toList();
  }

  /** Returns the join as one chain; null if that is impossible. */
  static @Nullable CustomerChain of(Join join, CustomerChain left, CustomerChain right) {
    if (!left.table().customers().equals(right.table().customers())
        || !isById(join.analyzeCondition(), left, right)) {
      return null;
    }
    JoinRelType type = join.getJoinType();
    if (type != JoinRelType.RIGHT) {
      return new ChainJoin(left, right, join.getCondition()).joined(type);
    }
    int fields = left.outputs().size();
    int others = right.outputs().size();
    RexNode condition =
        join.getCondition()
            .accept(new MovedFields(field -> field < fields ? field + others : field - fields));
    CustomerChain swapped = new ChainJoin(right, left, condition).joined(JoinRelType.LEFT);
    return swapped == null
        ? null
        : swapped.with(
            swapped.parts(),
            swapped.conditions(),
            Stream.concat(
                    swapped.outputs().subList(others, others + fields).stream(),
                    swapped.outputs().subList(0, others).stream())
                .toList());
  }

  private static boolean isById(JoinInfo info, CustomerChain left, CustomerChain right) {
    for (int i = 0; i < info.leftKeys.size(); i++) {
      if (left.isId(left.outputs().get(info.leftKeys.get(i)))
          && right.isId(right.outputs().get(info.rightKeys.get(i)))) {
        return true;
      }
    }
    return false;
  }

  private boolean isSameCustomer(RexNode condition) {
    return (condition.getKind() == SqlKind.EQUALS
            || condition.getKind() == SqlKind.IS_NOT_DISTINCT_FROM)
        && ((RexCall) condition).operands.stream().allMatch(left::isId);
  }

  /** Returns the chain with the columns of its lists moved in the wide row. */
  private static CustomerChain moved(CustomerChain chain, int by) {
    int customers = chain.table().customers().size();
    UnaryOperator<RexNode> move =
        node -> node.accept(new MovedFields(field -> field < customers ? field : field + by));
    return chain.with(
        chain.parts().stream().map(part -> part.with(move, part.first() + by)).toList(),
        chain.conditions().stream().map(move).toList(),
        chain.outputs().stream().map(move).toList());
  }

  private @Nullable CustomerChain joined(JoinRelType type) {
    if (type == JoinRelType.INNER) {
      return left.with(
          join(left.parts(), right.parts()),
          join(join(left.conditions(), right.conditions()), conditions),
          both(left, right));
    }
    if (!right.canBeCounted()) {
      return null;
    }
    Part several = right.multiplying();
    return switch (type) {
      case SEMI, ANTI -> tested(several, type == JoinRelType.SEMI);
      case LEFT -> outer(several);
      default -> null;
    };
  }

  /** Returns the conditions under which a row of the right side counts. */
  private List<RexNode> rightConditions() {
    return join(right.conditions(), conditions);
  }

  private CustomerChain tested(@Nullable Part several, boolean positive) {
    Part part = several == null ? null : expanded(several, Mode.COUNT);
    RexNode met = isMatched(part);
    RexNode condition = positive ? met : rexBuilder.makeCall(SqlStdOperatorTable.IS_NOT_TRUE, met);
    return left.with(
        parts(several, part),
        join(left.conditions(), RelOptUtil.conjunctions(condition)),
        left.outputs());
  }

  private CustomerChain outer(@Nullable Part several) {
    Part part =
        several == null ? null : expanded(several, isOnceAtMost(several) ? Mode.COUNT : Mode.LEFT);
    RexNode met = isMatched(part);
    List<RexNode> outputs = new ArrayList<>(left.outputs());
    right.outputs().forEach(output -> outputs.add(ifMet(met, output, part)));
    return left.with(parts(several, part), left.conditions(), outputs);
  }

  /**
   * Whether it only matters that an element exists, and a customer has it at most once. That is so
   * for NOT IN, which is an outer join here.
   */
  private boolean isOnceAtMost(Part several) {
    TagPredicates predicates = new TagPredicates(right);
    return rightConditions().stream().anyMatch(node -> predicates.nameOf(several, node) != null)
        && right.outputs().stream().noneMatch(several::isUsedBy);
  }

  private List<Part> parts(@Nullable Part several, @Nullable Part part) {
    List<Part> parts =
        join(left.parts(), right.parts().stream().filter(other -> !other.equals(several)).toList());
    return part == null ? parts : join(parts, List.of(part));
  }

  private Part expanded(Part part, Mode mode) {
    return new Part(part.elements(), mode, part.first(), rightConditions());
  }

  private RexNode isMatched(@Nullable Part part) {
    return part == null
        ? RexUtil.composeConjunction(rexBuilder, rightConditions())
        : part.isThere(rexBuilder);
  }

  private RexNode ifMet(RexNode met, RexNode output, @Nullable Part part) {
    if (met.isAlwaysTrue()) {
      return output;
    }
    RelDataType type =
        rexBuilder.getTypeFactory().createTypeWithNullability(output.getType(), true);
    if (output instanceof RexInputRef ref && part != null && part.isUsedBy(output)) {
      return new RexInputRef(ref.getIndex(), type);
    }
    return rexBuilder.makeCall(
        type,
        SqlStdOperatorTable.CASE,
        List.of(
            rexBuilder.makeCall(SqlStdOperatorTable.IS_TRUE, met),
            output,
            rexBuilder.makeNullLiteral(type)));
  }

  private static List<RexNode> both(CustomerChain one, CustomerChain other) {
    return join(one.outputs(), other.outputs());
  }

  private static <T> List<T> join(List<T> one, List<T> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }
}
