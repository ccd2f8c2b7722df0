package io.github.helpcrunchjdbc.plan.calcite.query;

import io.github.helpcrunchjdbc.plan.calcite.value.ComparableRows;
import io.github.helpcrunchjdbc.plan.rex.Calls;
import io.github.helpcrunchjdbc.plan.rex.Expressions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Makes groups, DISTINCT, set operations and the keys of joins compare rows by their fields, as
 * values of {@link ComparableRows}. To Calcite 1.42.0 two rows are never equal (CALCITE-7678).
 */
public final class ComparedRows {
  private ComparedRows() {}

  public static RelNode rewrite(RelNode root) {
    return Expressions.replace(
        root,
        rel ->
            rel instanceof Aggregate aggregate
                ? ofGroups(aggregate)
                : rel instanceof SetOp operation && !operation.all
                    ? ofSets(operation)
                    : rel instanceof Join join ? ofKeys(join) : rel);
  }

  /** Moves the compared rows of a join's keys into columns of its inputs. */
  private static RelNode ofKeys(Join join) {
    boolean compares =
        join.getRowType().getFieldList().stream()
            .anyMatch(field -> ComparableRows.holdsRow(field.getType()));
    return compares
        ? RelOptUtil.pushDownJoinConditions(
            join, FixedRelBuilder.FACTORY.create(join.getCluster(), null))
        : join;
  }

  private static RelNode ofGroups(Aggregate aggregate) {
    Set<Integer> compared = new TreeSet<>(aggregate.getGroupSet().asList());
    for (AggregateCall call : aggregate.getAggCallList()) {
      SqlKind kind = call.getAggregation().getKind();
      if (call.isDistinct() || kind == SqlKind.MODE || kind == SqlKind.INTERSECTION) {
        compared.addAll(call.getArgList());
      }
    }
    RelNode input = aggregate.getInput();
    RelNode comparable = comparable(input, compared);
    if (comparable.equals(input)) {
      return aggregate;
    }
    List<AggregateCall> calls =
        aggregate.getAggCallList().stream()
            .map(call -> retyped(call, aggregate, comparable))
            .toList();
    return plain(Calls.with(aggregate, comparable, calls), aggregate);
  }

  /** Returns a call whose type is that of its comparable arguments; a list of rows holds such. */
  private static AggregateCall retyped(AggregateCall call, Aggregate aggregate, RelNode input) {
    boolean isWhole = aggregate.hasEmptyGroup();
    // The call derives its type anew only if this changes.
    return ComparableRows.holdsRow(call.getType())
        ? call.adaptTo(input, call.getArgList(), call.filterArg, !isWhole, isWhole)
        : call;
  }

  private static RelNode ofSets(SetOp operation) {
    Set<Integer> all = ImmutableBitSet.range(operation.getRowType().getFieldCount()).asSet();
    List<RelNode> comparable = new ArrayList<>();
    operation.getInputs().forEach(input -> comparable.add(comparable(input, all)));
    return comparable.equals(operation.getInputs())
        ? operation
        : plain(operation.copy(operation.getTraitSet(), comparable), operation);
  }

  /** Returns the relation with comparable values in place of its rows. */
  private static RelNode comparable(RelNode rel, Set<Integer> which) {
    RexBuilder rexBuilder = rel.getCluster().getRexBuilder();
    return Expressions.withFields(
        rel,
        field ->
            which.contains(((RexInputRef) field).getIndex())
                ? ComparableRows.comparable(rexBuilder, field)
                : field);
  }

  /** Returns the relation with the rows from which {@code comparable} was made. */
  private static RelNode plain(RelNode comparable, RelNode original) {
    List<RelDataTypeField> types = original.getRowType().getFieldList();
    return Expressions.withFields(
        comparable,
        field -> {
          RelDataType type = types.get(((RexInputRef) field).getIndex()).getType();
          return ComparableRows.holdsRow(type)
              ? ComparableRows.plain(original.getCluster().getRexBuilder(), field, type)
              : field;
        });
  }
}
