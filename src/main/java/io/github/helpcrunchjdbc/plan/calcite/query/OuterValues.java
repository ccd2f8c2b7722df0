package io.github.helpcrunchjdbc.plan.calcite.query;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil.InputFinder;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Takes the distinct outer values, for which a sub-query is answered, from the relation that has
 * their columns, without the sub-queries that outer joins have added to it, for {@link
 * Decorrelation}. Otherwise each sub-query of a select list holds all earlier ones twice, and
 * twenty of them a million. Mends nothing itself.
 */
final class OuterValues extends RelHomogeneousShuttle {
  private final RelBuilder builder;

  OuterValues(RelBuilder builder) {
    this.builder = builder;
  }

  @Override
  public RelNode visit(RelNode other) {
    if (!(other instanceof Aggregate distinct) || !distinct.getAggCallList().isEmpty()) {
      return super.visit(other);
    }
    RelNode narrow = withoutOuterJoins(distinct.getInput(), distinct.getGroupSet());
    return super.visit(
        narrow == distinct.getInput()
            ? distinct
            : distinct.copy(distinct.getTraitSet(), List.of(narrow)));
  }

  /**
   * Returns a relation with the same values of some columns, in any number; other columns may be
   * NULL.
   */
  private RelNode withoutOuterJoins(RelNode rel, ImmutableBitSet columns) {
    if (rel instanceof Project project && !project.containsOver()) {
      List<RexNode> used = columns.toList().stream().map(project.getProjects()::get).toList();
      return over(rel, InputFinder.bits(used, null));
    }
    if (rel instanceof Filter filter) {
      return over(rel, columns.union(InputFinder.bits(filter.getCondition())));
    }
    if (!(rel instanceof Join join) || join.getJoinType() != JoinRelType.LEFT) {
      return rel;
    }
    int width = join.getLeft().getRowType().getFieldCount();
    return columns.length() > width
        ? rel
        : padded(withoutOuterJoins(join.getLeft(), columns), rel.getRowType());
  }

  private RelNode over(RelNode rel, ImmutableBitSet columns) {
    RelNode input = rel.getInput(0);
    RelNode narrow = withoutOuterJoins(input, columns);
    return narrow == input ? rel : rel.copy(rel.getTraitSet(), List.of(narrow));
  }

  private RelNode padded(RelNode rel, RelDataType wide) {
    builder.push(rel);
    List<RexNode> fields = new ArrayList<>(builder.fields());
    wide.getFieldList().stream()
        .skip(fields.size())
        .map(field -> builder.getRexBuilder().makeNullLiteral(field.getType()))
        .forEach(fields::add);
    return builder.project(fields, wide.getFieldNames(), true).build();
  }
}
