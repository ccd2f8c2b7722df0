package io.github.helpcrunchjdbc.plan.rel;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/** Turns IN over a few VALUES into an IN of a list, which filters can express. */
final class ListedValues {
  /** With more values it stays a join, which sends its keys in batches. */
  private static final int MOST_VALUES = 50;

  private ListedValues() {}

  /** Returns the condition that the operand is in the list; null if that is not a few constants. */
  static @Nullable RexNode of(RexSubQuery in, RexBuilder rexBuilder) {
    List<RexNode> values = values(in);
    if (values == null) {
      return null;
    }
    RexNode operand = in.getOperands().get(0);
    List<RexNode> equal = new ArrayList<>();
    values.forEach(one -> equal.add(rexBuilder.makeCall(SqlStdOperatorTable.EQUALS, operand, one)));
    return RexUtil.composeDisjunction(rexBuilder, equal);
  }

  /** Returns the values in which the operand is looked for, null if they are no few constants. */
  private static @Nullable List<RexNode> values(RexSubQuery subQuery) {
    RexNode operand = subQuery.getKind() == SqlKind.IN ? subQuery.getOperands().get(0) : null;
    if (operand == null
        || subQuery.getOperands().size() > 1
        || !RexUtil.isDeterministic(operand)
        || RexUtil.SubQueryFinder.find(operand) != null) {
      return null;
    }
    List<RexNode> values = new ArrayList<>();
    return addValues(subQuery.rel, 0, values) && values.size() <= MOST_VALUES ? values : null;
  }

  /** Adds the values of a column of VALUES. With parameters among them, VALUES is a UNION ALL. */
  private static boolean addValues(RelNode rows, int field, List<RexNode> values) {
    if (rows instanceof Values all) {
      all.tuples.forEach(tuple -> values.add(tuple.get(field)));
      return true;
    } else if (rows instanceof Union union && union.all) {
      return union.getInputs().stream().allMatch(input -> addValues(input, field, values));
    }
    if (!(rows instanceof Project project)) {
      return false;
    }
    RexNode item = project.getProjects().get(field);
    if (item instanceof RexInputRef ref) {
      return addValues(project.getInput(), ref.getIndex(), values);
    }
    return RexUtil.isConstant(item)
        && project.getInput() instanceof Values one
        && one.tuples.size() == 1
        && values.add(item);
  }
}
