package io.github.helpcrunchjdbc.plan.rel.chain;

import io.github.helpcrunchjdbc.plan.rel.scan.CustomersTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptUtil.InputFinder;
import org.apache.calcite.plan.volcano.RelSubset;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Finds queries that read customers together with their lists, so that the customers are read once.
 * Filters, projections and joins by the id become one chain, which becomes one scan with expansions
 * above it.
 */
public final class CustomerChains {
  /** Bounds the search: the number of equal plans multiplies with each join. */
  private static final int MOST_LOOKS = 200;

  /** The relations being visited: in the planner of another Calcite, a plan may contain itself. */
  private final Set<RelNode> open = new HashSet<>();

  private int looks;
  private boolean hasJoins;

  private CustomerChains() {}

  /** Returns the plan without scans of tables of elements. */
  public static RelNode rewrite(RelNode rel) {
    RelNode written = writtenAsOne(rel);
    if (written != null) {
      return written;
    }
    if (new CustomerChains().of(rel) != null) {
      return rel;
    }
    List<RelNode> inputs = rel.getInputs().stream().map(CustomerChains::rewrite).toList();
    return inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
  }

  /**
   * Returns the plan of a chain with elements, perhaps joined with another relation, or of
   * customers joined with themselves; null for any other relation.
   */
  static @Nullable RelNode writtenAsOne(RelNode rel) {
    CustomerChains chains = new CustomerChains();
    CustomerChain chain = chains.of(rel);
    if (chain != null) {
      boolean isMade = !chain.parts().isEmpty() || (chains.hasJoins && chain.isShown());
      return isMade ? written(chain, rel) : null;
    }
    if (rel instanceof Aggregate aggregate) {
      CustomerChain input = chains.of(aggregate.getInput());
      if (input == null || input.parts().isEmpty()) {
        return null;
      }
      RelNode distinct = DistinctCustomers.counted(aggregate, input);
      return distinct == null
          ? TagTotals.of(aggregate, new PinnedTags(input).unexpanded())
          : distinct;
    }
    return rel instanceof Join join ? chains.withOthers(join) : null;
  }

  static RelNode written(CustomerChain chain, RelNode rel) {
    return new ChainWriter(new PinnedTags(chain).unexpanded()).write(rel.getRowType());
  }

  /**
   * Returns the plan of a join of another relation with elements. The relation is joined with the
   * customers, so that its keys can be sent. Null if this is no such join.
   */
  private @Nullable RelNode withOthers(Join join) {
    CustomerChain left = of(join.getLeft());
    CustomerChain right = of(join.getRight());
    boolean tests = join.getJoinType() == JoinRelType.SEMI && right == null;
    boolean possible =
        (tests || join.getJoinType() == JoinRelType.INNER)
            && CustomerChain.isPlain(join.getCondition())
            && (left == null) != (right == null);
    CustomerChain own = left == null ? right : left;
    CustomerChain chain = possible && own != null ? new PinnedTags(own).unexpanded() : null;
    if (chain == null || chain.parts().isEmpty()) {
      return null;
    }
    RelNode others = rewrite(left == null ? join.getLeft() : join.getRight());
    RelDataType row = others.getRowType();
    List<RexNode> fields = new ArrayList<>();
    for (RelDataTypeField field : row.getFieldList()) {
      fields.add(new RexInputRef(chain.end() + field.getIndex(), field.getType()));
    }
    List<RexNode> both = new ArrayList<>(left == null ? fields : chain.outputs());
    both.addAll(left == null ? chain.outputs() : fields);
    CustomerChain joined = chain.with(chain.parts(), chain.conditions(), both);
    joined = joined.filtered(join.getCondition());
    if (tests) {
      boolean ofElement =
          joined.conditions().stream()
              .skip(chain.conditions().size())
              .anyMatch(node -> chain.parts().stream().anyMatch(part -> part.isUsedBy(node)));
      if (ofElement) {
        return null;
      }
      joined = joined.with(joined.parts(), joined.conditions(), chain.outputs());
    }
    return new ChainWriter(joined, new ChainWriter.Partner(others, chain.end(), join.getJoinType()))
        .write(join.getRowType());
  }

  private @Nullable CustomerChain of(RelNode rel) {
    if (rel instanceof RelSubset same) {
      return ofAny(same);
    }
    if (rel instanceof LogicalTableScan scan) {
      CustomersTable table = scan.getTable().unwrap(CustomersTable.class);
      return table == null ? null : CustomerChain.of(scan.getCluster(), scan.getTable(), table);
    }
    if (rel instanceof Filter filter) {
      CustomerChain input =
          CustomerChain.isPlain(filter.getCondition()) && filter.getVariablesSet().isEmpty()
              ? of(filter.getInput())
              : null;
      return input == null ? null : input.filtered(filter.getCondition());
    }
    if (rel instanceof Project project) {
      CustomerChain input =
          project.getProjects().stream().allMatch(CustomerChain::isPlain)
                  && !project.containsOver()
                  && project.getVariablesSet().isEmpty()
              ? project.getInput() instanceof Correlate correlate
                  ? unnested(correlate, isOfRight(correlate, project.getProjects()))
                  : of(project.getInput())
              : null;
      return input == null ? null : input.projected(project.getProjects());
    }
    if (rel instanceof Aggregate aggregate) {
      CustomerChain input = of(aggregate.getInput());
      return input == null ? null : ChainAggregate.of(aggregate, input);
    }
    if (rel instanceof Correlate correlate) {
      return unnested(correlate, true);
    }
    return rel instanceof Join join ? joined(join) : null;
  }

  private @Nullable CustomerChain unnested(Correlate correlate, boolean areNamesUsed) {
    CustomerChain left =
        correlate.getJoinType() == JoinRelType.INNER ? of(correlate.getLeft()) : null;
    return left == null ? null : UnnestedTags.of(correlate, left, areNamesUsed);
  }

  private static boolean isOfRight(Correlate correlate, List<RexNode> nodes) {
    return InputFinder.bits(nodes, null).length()
        > correlate.getLeft().getRowType().getFieldCount();
  }

  /** Returns the chain of any of several equal relations, as another Calcite's planner has them. */
  private @Nullable CustomerChain ofAny(RelSubset same) {
    if (++looks > MOST_LOOKS || !open.add(same)) {
      return null;
    }
    CustomerChain found = of(same.getOriginal());
    for (RelNode rel : same.getRelList()) {
      if (found == null && rel.getConvention() == Convention.NONE) {
        found = of(rel);
      }
    }
    open.remove(same);
    return found;
  }

  private @Nullable CustomerChain joined(Join join) {
    if (!CustomerChain.isPlain(join.getCondition()) || !join.getVariablesSet().isEmpty()) {
      return null;
    }
    CustomerChain left = of(join.getLeft());
    CustomerChain right = left == null ? null : of(join.getRight());
    CustomerChain one = left == null || right == null ? null : ChainJoin.of(join, left, right);
    hasJoins |= one != null;
    return one;
  }
}
