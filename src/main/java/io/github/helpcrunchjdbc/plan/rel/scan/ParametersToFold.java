package io.github.helpcrunchjdbc.plan.rel.scan;

import io.github.helpcrunchjdbc.plan.rex.Calls;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Operator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Finds the parameters whose values decide what is searched for: a plan is made for their values.
 * Other parameters get their values when the plan is executed: those that are compared with a
 * searchable column, that are only shown in the answer, or that are a limit.
 */
public final class ParametersToFold {
  private final Set<Integer> found = new TreeSet<>();

  private ParametersToFold() {}

  /** Returns these parameters of a plan whose scans have taken in the filters. */
  public static Set<Integer> of(RelNode root) {
    ParametersToFold parameters = new ParametersToFold();
    parameters.visit(root, true);
    return parameters.found;
  }

  /** Returns all parameters of such a plan. */
  public static Set<Integer> all(RelNode root) {
    Set<Integer> all = new TreeSet<>();
    Collector collector = new Collector(all, any -> true);
    RexNode predicate = root instanceof CustomerScan scan ? scan.spec().predicate() : null;
    if (predicate != null) {
      predicate.accept(collector);
    }
    root.accept(collector);
    root.getInputs().forEach(input -> all.addAll(all(input)));
    return all;
  }

  /**
   * Visits a relation.
   *
   * @param shown whether its rows are the answer
   */
  private void visit(RelNode rel, boolean shown) {
    boolean stillShown = false;
    if (rel instanceof CustomerScan scan) {
      RexNode predicate = scan.spec().predicate();
      if (predicate != null) {
        RelOptUtil.conjunctions(predicate).forEach(part -> ofCondition(scan, part));
      }
    } else if (rel instanceof Sort || rel instanceof SetOp) {
      stillShown = shown;
    } else if (rel instanceof Project project && shown && !project.containsOver()) {
      stillShown = true;
    } else {
      rel.accept(new Collector(found, any -> true));
    }
    if (stillShown) {
      // Beside a date, Calcite reads an interval that is not a literal as days.
      rel.accept(new Collector(found, SqlTypeUtil::isInterval));
    }
    if (rel instanceof Sort sort && sort.getInput() instanceof Project project) {
      // The sort key decides whether the service can sort.
      sort.getCollation()
          .getKeys()
          .forEach(key -> project.getProjects().get(key).accept(new Collector(found, any -> true)));
    }
    for (RelNode input : rel.getInputs()) {
      visit(input, stillShown);
    }
  }

  private void ofCondition(CustomerScan scan, RexNode condition) {
    List<RexNode> parts = RelOptUtil.disjunctions(condition);
    boolean plain =
        parts.stream().allMatch(part -> isFree(part) || isComparison(scan, part))
            && (parts.size() == 1 || parts.stream().allMatch(part -> isComparison(scan, part)));
    if (!plain) {
      condition.accept(new Collector(found, any -> true));
    }
  }

  /** Whether a condition compares a column with a value, and no value is a special case. */
  private static boolean isComparison(CustomerScan scan, RexNode condition) {
    if (!(condition instanceof RexCall call) || call.operands.size() != 2) {
      return false;
    }
    Operator operator = Calls.comparison(call.getKind());
    ColumnDef left = column(scan, call.operands.get(0));
    ColumnDef column = left == null ? column(scan, call.operands.get(1)) : left;
    RexNode value = call.operands.get(left == null ? 0 : 1);
    if (operator == null || column == null || !column.operators().contains(operator)) {
      return false;
    }
    boolean isPlainValue = isFree(value) || value instanceof RexDynamicParam;
    // It depends on the value, a whole second or not, whether the search for it is exact.
    boolean isTimeItself =
        column.isInstant() && (operator == Operator.EQ || operator == Operator.NE);
    return isPlainValue && !isTimeItself;
  }

  /** Whether an expression has no parameters. */
  public static boolean isFree(RexNode node) {
    Set<Integer> parameters = new TreeSet<>();
    node.accept(new Collector(parameters, any -> true));
    return parameters.isEmpty();
  }

  private static @Nullable ColumnDef column(CustomerScan scan, RexNode node) {
    return node instanceof RexInputRef field ? scan.columns().get(field.getIndex()) : null;
  }

  /** Collects the parameters of an expression. */
  private static final class Collector extends RexShuttle {
    private final Set<Integer> found;
    private final Predicate<RelDataType> which;

    Collector(Set<Integer> found, Predicate<RelDataType> which) {
      this.found = found;
      this.which = which;
    }

    @Override
    public RexNode visitDynamicParam(RexDynamicParam parameter) {
      if (which.test(parameter.getType())) {
        found.add(parameter.getIndex());
      }
      return parameter;
    }
  }
}
