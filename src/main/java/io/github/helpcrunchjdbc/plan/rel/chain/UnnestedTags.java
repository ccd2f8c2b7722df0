package io.github.helpcrunchjdbc.plan.rel.chain;

import io.github.helpcrunchjdbc.plan.rex.HasTag;
import io.github.helpcrunchjdbc.plan.rex.MovedFields;
import io.github.helpcrunchjdbc.plan.rex.ReplacedFields;
import io.github.helpcrunchjdbc.plan.rex.TagNameArray;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelOptUtil.InputFinder;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.jspecify.annotations.Nullable;

/**
 * Has a predicate on the names that {@code UNNEST(TAG_NAMES(tags))} gives say which customers are
 * meant, so that the service can find them: {@code WHERE t.name = 'vip'} leaves none that have no
 * such tag. The names are checked as before.
 */
public final class UnnestedTags {
  private final Correlate correlate;
  private final int width;
  private final RexBuilder rexBuilder;

  /** What must hold of a customer's row with a name behind it. */
  private final List<RexNode> conditions = new ArrayList<>();

  private UnnestedTags(Correlate correlate) {
    this.correlate = correlate;
    this.width = correlate.getLeft().getRowType().getFieldCount();
    this.rexBuilder = correlate.getCluster().getRexBuilder();
  }

  /** The same plan with what is implied below each such UNNEST. */
  public static RelNode narrow(RelNode rel) {
    List<RelNode> inputs = rel.getInputs().stream().map(UnnestedTags::narrow).toList();
    RelNode same = inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
    if (same instanceof Correlate correlate) {
      return new UnnestedTags(correlate).narrowed();
    }
    if (same instanceof Filter filter && filter.getInput() instanceof Correlate correlate) {
      UnnestedTags below = new UnnestedTags(correlate);
      below.conditions.addAll(RelOptUtil.conjunctions(filter.getCondition()));
      RelNode narrowed = below.narrowed();
      return narrowed.equals(correlate)
          ? same
          : filter.copy(filter.getTraitSet(), List.of(narrowed));
    }
    return same;
  }

  private RelNode narrowed() {
    RexNode array = correlate.getJoinType() == JoinRelType.INNER ? array() : null;
    RelNode left = correlate.getLeft();
    // The array may be a field of the left side, or be made where it is taken apart.
    RelNode narrowed =
        left instanceof Project project
            ? below(project, array)
            : array == null ? null : filtered(left, array, node -> node);
    return narrowed == null
        ? correlate
        : correlate.copy(correlate.getTraitSet(), List.of(narrowed, correlate.getRight()));
  }

  private @Nullable RelNode below(Project project, @Nullable RexNode array) {
    ReplacedFields replace = new ReplacedFields(project.getProjects()::get);
    RelNode input =
        array == null || project.containsOver()
            ? null
            : filtered(project.getInput(), array.accept(replace), node -> node.accept(replace));
    return input == null ? null : project.copy(project.getTraitSet(), List.of(input));
  }

  /** The customers with a filter of what the conditions imply; null if they imply nothing. */
  private @Nullable RelNode filtered(
      RelNode customers, RexNode array, UnaryOperator<RexNode> overCustomers) {
    boolean isOfTags =
        array instanceof RexCall call && call.getOperator().getName().equals(TagNameArray.NAME);
    if (!isOfTags || !CustomerChains.isPlain(array)) {
      return null;
    }
    RexNode tags = ((RexCall) array).operands.get(0);
    ImpliedTags implied =
        new ImpliedTags(
            rexBuilder,
            node -> InputFinder.bits(node).length() <= width ? overCustomers.apply(node) : null,
            condition -> {
              RexNode name = ImpliedTags.valueOf(width, condition);
              return name == null ? null : HasTag.call(rexBuilder, tags, name);
            });
    List<RexNode> known = new ArrayList<>();
    for (RexNode condition : conditions) {
      RexNode one = CustomerChains.isPlain(condition) ? implied.of(condition) : null;
      if (one != null && CustomerChains.isPlain(one)) {
        known.add(one);
      }
    }
    return known.isEmpty()
        ? null
        : LogicalFilter.create(customers, RexUtil.composeConjunction(rexBuilder, known));
  }

  /**
   * The array of the left side that the right side takes apart; null if it does anything else. What
   * the right side asks of a name is added to the conditions.
   */
  private @Nullable RexNode array() {
    RelNode right = correlate.getRight();
    while (!(right instanceof Uncollect)) {
      if (right instanceof Filter filter) {
        RelOptUtil.conjunctions(filter.getCondition()).stream()
            .map(node -> node.accept(new MovedFields(field -> field + width)))
            .forEach(conditions::add);
      } else if (!keepsName(right)) {
        return null;
      }
      right = right.getInput(0);
    }
    Uncollect list = (Uncollect) right;
    boolean isOne =
        !list.withOrdinality
            && list.getInput() instanceof Project project
            && project.getProjects().size() == 1;
    return isOne ? ofLeft(((Project) list.getInput()).getProjects().get(0)) : null;
  }

  /** Whether a relation gives some of the names that it gets, and nothing else. */
  private static boolean keepsName(RelNode rel) {
    if (rel instanceof Project project) {
      return project.getProjects().size() == 1
          && project.getProjects().get(0) instanceof RexInputRef;
    }
    return rel instanceof Sort
        || (rel instanceof Aggregate aggregate
            && aggregate.getGroupCount() == 1
            && aggregate.getAggCallList().isEmpty());
  }

  /** An expression of the right side over the fields of the left; null if it is of others. */
  private @Nullable RexNode ofLeft(RexNode node) {
    RexNode moved =
        node.accept(
            new RexShuttle() {
              @Override
              public RexNode visitFieldAccess(RexFieldAccess access) {
                boolean isOfLeft =
                    access.getReferenceExpr() instanceof RexCorrelVariable outer
                        && outer.id.equals(correlate.getCorrelationId());
                return isOfLeft
                    ? rexBuilder.makeInputRef(correlate.getLeft(), access.getField().getIndex())
                    : super.visitFieldAccess(access);
              }
            });
    return CustomerChains.isPlain(moved) ? moved : null;
  }
}
