package io.github.helpcrunchjdbc.plan.rel.finish;

import io.github.helpcrunchjdbc.plan.rel.scan.EnumerableCustomerScan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.adapter.enumerable.EnumerableCalc;
import org.apache.calcite.adapter.enumerable.EnumerableLimit;
import org.apache.calcite.adapter.enumerable.EnumerableSort;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Calc;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexProgram;
import org.apache.calcite.rex.RexUtil;
import org.jspecify.annotations.Nullable;

/**
 * A plan whose rows also have the instants of times that a clock shows twice. A TIMESTAMP is a wall
 * clock time, which may mean two instants in the repeated hour of autumn. With the instant, an
 * answer that shows a time unchanged can say which one it is.
 *
 * @param plan with the instants behind the columns of the answer
 * @param instants from a column of the answer to the column with its instant
 */
public record InstantColumns(RelNode plan, Map<Integer, Integer> instants) {
  public InstantColumns {
    instants = Map.copyOf(instants);
  }

  /** Returns the plan with instants if it can have them, else unchanged. */
  public static InstantColumns of(RelNode plan) {
    InstantColumns carried = carry(plan);
    return carried == null ? new InstantColumns(plan, Map.of()) : carried;
  }

  /** Adds instants if all nodes pass each row at most once and its columns unchanged. */
  private static @Nullable InstantColumns carry(RelNode plan) {
    if (plan instanceof EnumerableCustomerScan scan) {
      return ofScan(scan);
    }
    boolean orders = plan instanceof EnumerableSort || plan instanceof EnumerableLimit;
    if (!orders && !(plan instanceof EnumerableCalc)) {
      return null;
    }
    InstantColumns input = carry(plan.getInput(0));
    if (input == null) {
      return null;
    }
    return plan instanceof EnumerableCalc calc
        ? ofCalc(calc, input)
        : new InstantColumns(
            plan.copy(plan.getTraitSet(), List.of(input.plan())), input.instants());
  }

  private static @Nullable InstantColumns ofScan(EnumerableCustomerScan scan) {
    EnumerableCustomerScan carrying = scan.withInstants();
    if (carrying == null) {
      return null;
    }
    Map<Integer, Integer> instants = new TreeMap<>();
    int columns = scan.read().size();
    for (int i = 0; i < columns; i++) {
      if (scan.read().get(i).isInstant()) {
        instants.put(i, columns + instants.size());
      }
    }
    return new InstantColumns(carrying, instants);
  }

  private static @Nullable InstantColumns ofCalc(Calc calc, InstantColumns input) {
    RexProgram program = calc.getProgram();
    List<RexNode> projects = new ArrayList<>(program.expandList(program.getProjectList()));
    List<String> names = new ArrayList<>(program.getOutputRowType().getFieldNames());
    List<RelDataTypeField> fields = input.plan().getRowType().getFieldList();
    Map<Integer, Integer> instants = new TreeMap<>();
    for (int i = 0; i < names.size() && i < calc.getRowType().getFieldCount(); i++) {
      Integer instant =
          projects.get(i) instanceof RexInputRef ref ? input.instants().get(ref.getIndex()) : null;
      if (instant != null) {
        instants.put(i, projects.size());
        projects.add(new RexInputRef(instant, fields.get(instant).getType()));
        names.add(fields.get(instant).getName() + i);
      }
    }
    if (instants.isEmpty()) {
      return null;
    }
    RexNode condition =
        program.getCondition() == null ? null : program.expandLocalRef(program.getCondition());
    RexProgram wider =
        RexProgram.create(
            input.plan().getRowType(),
            projects,
            condition,
            RexUtil.createStructType(calc.getCluster().getTypeFactory(), projects, names, null),
            calc.getCluster().getRexBuilder());
    return new InstantColumns(EnumerableCalc.create(input.plan(), wider), instants);
  }
}
