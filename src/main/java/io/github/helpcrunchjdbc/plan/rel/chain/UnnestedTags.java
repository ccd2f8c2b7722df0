package io.github.helpcrunchjdbc.plan.rel.chain;

import io.github.helpcrunchjdbc.plan.rex.TagNameArray;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.jspecify.annotations.Nullable;

/** Turns {@code UNNEST(TAG_NAMES(tags))} beside a chain into one more expanded list of tags. */
record UnnestedTags(Correlate correlate, CustomerChain left) {
  /**
   * Returns both sides as one chain; null if the right side is not the customer's tags.
   *
   * @param areNamesUsed whether the plan above uses the fields of the right side
   */
  static @Nullable CustomerChain of(Correlate correlate, CustomerChain left, boolean areNamesUsed) {
    UnnestedTags tags = new UnnestedTags(correlate, left);
    boolean isTest =
        !areNamesUsed
            && correlate.getRight() instanceof Sort sort
            && sort.offset == null
            && sort.fetch instanceof RexLiteral
            && RexLiteral.intValue(sort.fetch) == 1;
    CustomerChain right =
        tags.names(isTest ? correlate.getRight().getInput(0) : correlate.getRight());
    if (right == null) {
      return null;
    }
    if (isTest) {
      // EXISTS and IN take at most one name, so it only matters whether there is one.
      right = right.counting(right.parts().get(right.parts().size() - 1));
    }
    List<RexNode> outputs = new ArrayList<>(left.outputs());
    outputs.addAll(right.outputs());
    return right.with(right.parts(), right.conditions(), outputs);
  }

  /** Returns the chain with the fields that a relation of the right side makes of a tag's name. */
  private @Nullable CustomerChain names(RelNode rel) {
    if (rel instanceof Uncollect list) {
      return isOfTags(list) ? left.withTagNames() : null;
    }
    if (rel instanceof Filter filter && CustomerChain.isPlain(filter.getCondition())) {
      CustomerChain input = names(filter.getInput());
      return input == null ? null : input.filtered(filter.getCondition());
    }
    if (rel instanceof Project project
        && project.getProjects().stream().allMatch(CustomerChain::isPlain)) {
      CustomerChain input = project.containsOver() ? null : names(project.getInput());
      return input == null ? null : input.projected(project.getProjects());
    }
    return null;
  }

  /** Whether an UNNEST is over the tags of the left side's customers. */
  private boolean isOfTags(Uncollect list) {
    if (list.withOrdinality
        || !(list.getInput() instanceof Project project)
        || project.getProjects().size() != 1) {
      return false;
    }
    RexNode array =
        project
            .getProjects()
            .get(0)
            .accept(
                new RexShuttle() {
                  @Override
                  public RexNode visitFieldAccess(RexFieldAccess access) {
                    return access.getReferenceExpr() instanceof RexCorrelVariable outer
                            && outer.id.equals(correlate.getCorrelationId())
                        ? left.outputs().get(access.getField().getIndex())
                        : super.visitFieldAccess(access);
                  }
                });
    return array instanceof RexCall call
        && call.getOperator().getName().equals(TagNameArray.NAME)
        && call.getOperands().get(0) instanceof RexInputRef tags
        && tags.getIndex() < left.table().customers().size()
        && left.table().customers().get(tags.getIndex()).isSearchableTags();
  }
}
