package io.github.helpcrunchjdbc.plan.calcite.query;

import io.github.helpcrunchjdbc.plan.function.JavaFunction;
import io.github.helpcrunchjdbc.plan.function.RowValues;
import io.github.helpcrunchjdbc.plan.rex.CustomerTypes;
import io.github.helpcrunchjdbc.plan.rex.Expressions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Has groups, DISTINCT and set operations compare rows by their fields. Calcite holds a row in an
 * array, and takes two arrays for different (CALCITE-7678). Calcite 1.42.0.
 */
public final class ComparedRows {
  private static final SqlFunction COMPARABLE = JavaFunction.of(RowValues.class, "comparableRow");
  private static final SqlFunction PLAIN = JavaFunction.of(RowValues.class, "plainRow");

  private ComparedRows() {}

  public static RelNode rewrite(RelNode root) {
    return Expressions.replace(
        root,
        rel ->
            rel instanceof Aggregate aggregate
                ? ofGroups(aggregate)
                : rel instanceof SetOp operation && !operation.all ? ofSets(operation) : rel);
  }

  private static RelNode ofGroups(Aggregate aggregate) {
    Set<Integer> compared = new TreeSet<>(aggregate.getGroupSet().asList());
    for (AggregateCall call : aggregate.getAggCallList()) {
      if (call.isDistinct()) {
        compared.addAll(call.getArgList());
      }
    }
    RelNode input = aggregate.getInput();
    RelNode comparable = comparable(input, compared);
    return comparable.equals(input)
        ? aggregate
        : plain(aggregate.copy(aggregate.getTraitSet(), List.of(comparable)), aggregate);
  }

  private static RelNode ofSets(SetOp operation) {
    Set<Integer> all = ImmutableBitSet.range(operation.getRowType().getFieldCount()).asSet();
    List<RelNode> comparable = new ArrayList<>();
    operation.getInputs().forEach(input -> comparable.add(comparable(input, all)));
    return comparable.equals(operation.getInputs())
        ? operation
        : plain(operation.copy(operation.getTraitSet(), comparable), operation);
  }

  /** The same rows, with fields in place of which something that can be compared stands. */
  private static RelNode comparable(RelNode rel, Set<Integer> which) {
    RexBuilder rexBuilder = rel.getCluster().getRexBuilder();
    RelDataType any = CustomerTypes.of(rexBuilder.getTypeFactory(), SqlTypeName.ANY, true);
    return Expressions.withFields(
        rel,
        field ->
            which.contains(((RexInputRef) field).getIndex()) && holdsRow(field.getType())
                ? rexBuilder.makeCall(any, COMPARABLE, List.of(field))
                : field);
  }

  /** The same rows as those of what {@code comparable} stands for. */
  private static RelNode plain(RelNode comparable, RelNode original) {
    List<RelDataTypeField> types = original.getRowType().getFieldList();
    return Expressions.withFields(
        comparable,
        field -> {
          RelDataType type = types.get(((RexInputRef) field).getIndex()).getType();
          return field.getType().getSqlTypeName() == type.getSqlTypeName()
              ? field
              : original.getCluster().getRexBuilder().makeCall(type, PLAIN, List.of(field));
        });
  }

  private static boolean holdsRow(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.ROW
        || (type.getComponentType() != null && holdsRow(type.getComponentType()));
  }
}
