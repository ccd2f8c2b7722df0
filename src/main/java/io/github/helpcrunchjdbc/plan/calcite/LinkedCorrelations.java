package io.github.helpcrunchjdbc.plan.calcite;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rel.rules.FilterFlattenCorrelatedConditionRule;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql2rel.CorrelateProjectExtractor;

/**
 * Has a value of an outer query be one value in all parts of a sub-query that ask for it. Calcite's
 * decorrelation joins a part that asks for one more value than the parts below it with all values
 * once more, and does not say that those which both have are the same; nor does it of the two sides
 * of a join. Rows come several times. Here such a part gets what it lacks from a projection, and
 * such a join compares the values. Calcite 1.42.0; CALCITE-7661 mends the joins, no issue known on
 * 2026-11-26 of the other parts.
 */
public final class LinkedCorrelations extends RelHomogeneousShuttle {
  /** What decorrelation begins with, so that nothing is moved afterwards. */
  private static final HepProgram FILTERS_DOWN =
      HepProgram.builder()
          .addRuleInstance(CoreRules.FILTER_INTO_JOIN)
          .addRuleInstance(CoreRules.FILTER_CORRELATE)
          .addRuleInstance(FilterFlattenCorrelatedConditionRule.Config.DEFAULT.toRule())
          .build();

  private record Value(CorrelationId of, int field) {}

  private final IdentityHashMap<RelNode, Set<Value>> asked = new IdentityHashMap<>();

  private LinkedCorrelations() {}

  /** The same plan in such a form; as it is if it has nothing of the kind. */
  public static RelNode rewrite(RelNode root) {
    HepPlanner planner = new HepPlanner(FILTERS_DOWN);
    planner.setRoot(root);
    RelNode moved =
        planner.findBestExp().accept(new CorrelateProjectExtractor(FixedRelBuilder.FACTORY));
    RelNode linked = moved.accept(new LinkedCorrelations());
    return linked == moved ? root : linked;
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode visited = super.visit(other);
    if (visited instanceof Join join && join.getJoinType().projectsRight()) {
      return join.getJoinType().isOuterJoin() ? join : compared(join);
    }
    return visited instanceof Filter || visited instanceof Project ? supplied(visited) : visited;
  }

  /** What a relation and those below it ask of queries around them. */
  private Set<Value> asked(RelNode rel) {
    Set<Value> known = asked.get(rel);
    if (known != null) {
      return known;
    }
    Set<Value> values = new HashSet<>(values(own(rel)));
    rel.getInputs().forEach(input -> values.addAll(asked(input)));
    if (rel instanceof Correlate correlate) {
      values.removeIf(value -> value.of().equals(correlate.getCorrelationId()));
    }
    asked.put(rel, values);
    return values;
  }

  private static Set<RexFieldAccess> own(RelNode rel) {
    Set<RexFieldAccess> own = new LinkedHashSet<>();
    rel.accept(
        new RexShuttle() {
          @Override
          public RexNode visitFieldAccess(RexFieldAccess access) {
            if (access.getReferenceExpr() instanceof RexCorrelVariable) {
              own.add(access);
            }
            return super.visitFieldAccess(access);
          }
        });
    return own;
  }

  private static Set<Value> values(Set<RexFieldAccess> accesses) {
    Set<Value> values = new LinkedHashSet<>();
    accesses.forEach(access -> values.add(value(access)));
    return values;
  }

  private static Value value(RexFieldAccess access) {
    return new Value(
        ((RexCorrelVariable) access.getReferenceExpr()).id, access.getField().getIndex());
  }

  private RelNode supplied(RelNode rel) {
    RelNode input = rel.getInput(0);
    Set<Value> below = asked(input);
    Set<RexFieldAccess> own = own(rel);
    List<RexNode> lacking = new ArrayList<>();
    own.forEach(
        access -> {
          if (!below.contains(value(access))) {
            lacking.add(access);
          }
        });
    if (lacking.isEmpty() || lacking.size() == own.size()) {
      return rel;
    }
    RelNode supplied = rel.copy(rel.getTraitSet(), List.of(with(input, lacking)));
    return rel instanceof Filter
        ? first(supplied, input.getRowType().getFieldCount(), 0, 0)
        : supplied;
  }

  private RelNode compared(Join join) {
    Set<Value> right = asked(join.getRight());
    Set<Value> both = new HashSet<>(asked(join.getLeft()));
    both.retainAll(right);
    if (both.isEmpty()) {
      return join;
    }
    RexBuilder rexBuilder = join.getCluster().getRexBuilder();
    List<RexNode> shared = new ArrayList<>();
    for (RexFieldAccess access : everywhere(join.getLeft())) {
      if (both.remove(value(access))) {
        shared.add(access);
      }
    }
    int left = join.getLeft().getRowType().getFieldCount();
    int width = join.getRight().getRowType().getFieldCount();
    RelNode widerLeft = with(join.getLeft(), shared);
    RelNode widerRight = with(join.getRight(), shared);
    List<RexNode> terms = new ArrayList<>();
    terms.add(RexUtil.shift(join.getCondition(), left, shared.size()));
    for (int i = 0; i < shared.size(); i++) {
      terms.add(
          rexBuilder.makeCall(
              SqlStdOperatorTable.IS_NOT_DISTINCT_FROM,
              rexBuilder.makeInputRef(shared.get(i).getType(), left + i),
              rexBuilder.makeInputRef(shared.get(i).getType(), left + shared.size() + width + i)));
    }
    RelNode joined =
        join.copy(
            join.getTraitSet(),
            RexUtil.composeConjunction(rexBuilder, terms),
            widerLeft,
            widerRight,
            join.getJoinType(),
            join.isSemiJoinDone());
    return first(joined, left, shared.size(), width);
  }

  private static Set<RexFieldAccess> everywhere(RelNode rel) {
    Set<RexFieldAccess> all = new LinkedHashSet<>(own(rel));
    rel.getInputs().forEach(input -> all.addAll(everywhere(input)));
    return all;
  }

  private static RelNode with(RelNode input, List<RexNode> values) {
    List<RexNode> fields =
        new ArrayList<>(input.getCluster().getRexBuilder().identityProjects(input.getRowType()));
    List<String> names = new ArrayList<>(input.getRowType().getFieldNames());
    for (RexNode value : values) {
      fields.add(value);
      names.add("outer" + names.size());
    }
    return LogicalProject.create(input, List.of(), fields, names, Set.of());
  }

  /** The first fields of a relation, and some more behind a gap. */
  private static RelNode first(RelNode rel, int count, int gap, int more) {
    List<RexNode> fields = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count + more; i++) {
      int place = i < count ? i : i + gap;
      fields.add(RexInputRef.of(place, rel.getRowType()));
      names.add(rel.getRowType().getFieldNames().get(place));
    }
    return LogicalProject.create(rel, List.of(), fields, names, Set.of());
  }
}
