package io.github.helpcrunchjdbc.plan.rex;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexExecutor;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSimplify;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;

/** Makes and rewrites expressions of a plan, but not those inside scans. */
public final class Expressions {
  private static final int MOST_PASSES = 8;

  private Expressions() {}

  /**
   * Returns the plan with rewritten expressions in those relations for which {@code where} is true.
   * The fields of a projection keep their types.
   */
  public static RelNode rewrite(RelNode root, Predicate<RelNode> where, RexShuttle shuttle) {
    return replace(root, rel -> where.test(rel) ? rewritten(rel, shuttle) : rel);
  }

  /** Returns the plan with expressions rewritten by a shuttle that is made for each relation. */
  public static RelNode rewrite(RelNode root, Function<RelNode, RexShuttle> shuttles) {
    return replace(root, rel -> rewritten(rel, shuttles.apply(rel)));
  }

  /** Returns the plan with simplified conditions in its filters and joins. */
  public static RelNode simplifyConditions(RelNode root, RexExecutor executor) {
    RexBuilder rexBuilder = root.getCluster().getRexBuilder();
    RexSimplify simplify = new RexSimplify(rexBuilder, RelOptPredicateList.EMPTY, executor);
    UnaryOperator<RexNode> once =
        condition ->
            RexUtil.removeNullabilityCast(
                rexBuilder.getTypeFactory(), simplify.simplifyUnknownAsFalse(condition));
    return replace(root, rel -> withCondition(rel, condition -> settled(condition, once)));
  }

  /** Repeats the pass: what one pass proves to be NULL lets the next one prove more. */
  private static RexNode settled(RexNode condition, UnaryOperator<RexNode> pass) {
    RexNode settled = condition;
    for (int i = 0; i < MOST_PASSES; i++) {
      RexNode next = pass.apply(settled);
      if (next.equals(settled)) {
        return settled;
      }
      settled = next;
    }
    return settled;
  }

  /** Returns a projection without hints and variables. */
  public static RelNode project(RelNode input, List<? extends RexNode> fields, List<String> names) {
    return LogicalProject.create(input, List.of(), fields, names, Set.of());
  }

  /** Returns a relation with other values in some fields; {@code rel} itself if none changes. */
  public static RelNode withFields(RelNode rel, UnaryOperator<RexNode> change) {
    List<RexNode> fields = rel.getCluster().getRexBuilder().identityProjects(rel.getRowType());
    List<RexNode> changed = fields.stream().map(change).toList();
    return changed.equals(fields) ? rel : project(rel, changed, rel.getRowType().getFieldNames());
  }

  /** Returns the plan with each relation replaced after its inputs, also in sub-queries. */
  public static RelNode replace(RelNode root, UnaryOperator<RelNode> each) {
    RexShuttle within =
        new RexShuttle() {
          @Override
          public RexNode visitSubQuery(RexSubQuery subQuery) {
            RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
            return visited.clone(replace(visited.rel, each));
          }
        };
    return root.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode other) {
            return each.apply(super.visit(other).accept(within));
          }
        });
  }

  private static RelNode rewritten(RelNode rel, RexShuttle shuttle) {
    if (rel instanceof Filter filter) {
      RexNode condition = filter.getCondition().accept(shuttle);
      RexBuilder rexBuilder = filter.getCluster().getRexBuilder();
      return condition.equals(filter.getCondition())
          ? filter
          : filter.copy(
              filter.getTraitSet(),
              filter.getInput(),
              condition.accept(new Flattening(rexBuilder)));
    }
    if (!(rel instanceof Project project)) {
      return rel.accept(shuttle);
    }
    RexBuilder rexBuilder = project.getCluster().getRexBuilder();
    List<RexNode> rewritten = new ArrayList<>();
    for (RexNode expression : project.getProjects()) {
      RexNode result = expression.accept(shuttle);
      RexNode typed = rexBuilder.ensureType(expression.getType(), result, false);
      // A field keeps its nullable type even if its new value is never NULL.
      boolean isStricter = expression.getType().isNullable() && !typed.getType().isNullable();
      rewritten.add(
          isStricter ? rexBuilder.makeAbstractCast(expression.getType(), typed, false) : typed);
    }
    return project.copy(project.getTraitSet(), project.getInput(), rewritten, project.getRowType());
  }

  private static RelNode withCondition(RelNode rel, UnaryOperator<RexNode> simplify) {
    if (rel instanceof Filter filter) {
      RexNode condition = simplify.apply(filter.getCondition());
      return filter.copy(filter.getTraitSet(), filter.getInput(), condition);
    }
    return rel instanceof Join join
        ? join.copy(
            join.getTraitSet(),
            simplify.apply(join.getCondition()),
            join.getLeft(),
            join.getRight(),
            join.getJoinType(),
            join.isSemiJoinDone())
        : rel;
  }
}
