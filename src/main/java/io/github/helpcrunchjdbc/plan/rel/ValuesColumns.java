package io.github.helpcrunchjdbc.plan.rel;

import io.github.helpcrunchjdbc.plan.rex.Expressions;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/**
 * Gives each column of VALUES, UNION, INTERSECT and EXCEPT one type. The rows of VALUES become a
 * UNION. The validator casts the inputs of set operations to one type, but not parameters, which
 * keep the types of their values. Then 1.0 and 1.00 would be two values, and an INTEGER would be
 * read as a DECIMAL.
 */
public final class ValuesColumns {
  private ValuesColumns() {}

  /** Returns the plan with the inputs of set operations cast to one type. */
  public static RelNode of(RelNode root) {
    return Expressions.replace(root, rel -> rel instanceof SetOp set ? cast(set) : rel);
  }

  private static RelNode cast(SetOp set) {
    List<RelDataTypeField> columns = set.getRowType().getFieldList();
    List<RelNode> inputs = set.getInputs().stream().map(input -> cast(input, columns)).toList();
    return inputs.equals(set.getInputs()) ? set : set.copy(set.getTraitSet(), inputs);
  }

  private static RelNode cast(RelNode input, List<RelDataTypeField> columns) {
    RexBuilder rexBuilder = input.getCluster().getRexBuilder();
    List<RexNode> cast =
        IntStream.range(0, columns.size())
            .mapToObj(
                i ->
                    rexBuilder.ensureType(
                        columns.get(i).getType(), rexBuilder.makeInputRef(input, i), true))
            .toList();
    return RexUtil.isIdentity(cast, input.getRowType())
        ? input
        : Expressions.project(input, cast, input.getRowType().getFieldNames());
  }
}
