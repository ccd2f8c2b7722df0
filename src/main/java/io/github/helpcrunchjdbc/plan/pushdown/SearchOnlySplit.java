package io.github.helpcrunchjdbc.plan.pushdown;

import io.github.helpcrunchjdbc.plan.pushdown.Condition.All;
import io.github.helpcrunchjdbc.plan.pushdown.Condition.Any;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/**
 * Splits conditions with disjunctions that ask for columns that can only be searched, such as a
 * full-text search over all columns. What only the service knows gets searches of its own, beside
 * what the other parts of the disjunction need.
 */
record SearchOnlySplit(RexBuilder rexBuilder) {
  /** Conditions that would fall into more parts are not split. */
  private static final int MOST_PARTS = 32;

  /**
   * Conditions that together say what all the conjuncts do. They may have to be split again.
   *
   * @return empty if there is nothing to split
   */
  List<Condition> parts(List<Condition> conjuncts) {
    List<Condition> hidden =
        conjuncts.stream().filter(part -> part instanceof Any && isIn(part)).toList();
    if (hidden.isEmpty() || weight(new All(conjuncts, hidden.get(0).source())) > MOST_PARTS) {
      return List.of();
    }
    List<Condition> parts = alternatives((Any) hidden.get(0), hidden.size() == 1);
    if (parts.size() < 2) {
      return List.of();
    }
    List<Condition> common = new ArrayList<>(conjuncts);
    common.remove(hidden.get(0));
    return parts.stream()
        .map(part -> (Condition) new All(with(common, part), part.source()))
        .toList();
  }

  /**
   * What a disjunction falls into.
   *
   * @param only whether no other disjunction asks for such columns: one search then takes all
   */
  private List<Condition> alternatives(Any any, boolean only) {
    List<Condition> leaves = new ArrayList<>();
    List<Condition> alternatives = new ArrayList<>();
    List<Condition> others = new ArrayList<>();
    for (Condition part : any.parts()) {
      (!isIn(part) ? others : only && part instanceof Leaf ? leaves : alternatives).add(part);
    }
    Stream.of(leaves, others)
        .filter(group -> !group.isEmpty())
        .forEach(group -> alternatives.add(either(group)));
    return alternatives;
  }

  private Condition either(List<Condition> parts) {
    return parts.size() == 1
        ? parts.get(0)
        : new Any(
            parts,
            RexUtil.composeDisjunction(rexBuilder, parts.stream().map(Condition::source).toList()));
  }

  private static List<Condition> with(List<Condition> common, Condition part) {
    return Stream.concat(common.stream(), Stream.of(part)).toList();
  }

  /** Whether a condition asks for a column that can only be searched. */
  private static boolean isIn(Condition condition) {
    if (condition instanceof Leaf leaf) {
      return leaf.column().isSearchOnly();
    }
    return condition.parts().stream().anyMatch(SearchOnlySplit::isIn);
  }

  /** Into how many parts a condition falls at most. */
  private static int weight(Condition condition) {
    if (condition instanceof Leaf || !isIn(condition)) {
      return 1;
    }
    boolean all = condition instanceof All;
    // What a disjunction asks beside is one part.
    int weight = 1;
    for (Condition part : condition.parts()) {
      if (isIn(part)) {
        int own = weight(part);
        weight = Math.min(all ? weight * own : weight + own, MOST_PARTS + 1);
      }
    }
    return weight;
  }

  /** The searches of all covers, each search once. */
  Cover union(List<Cover> covers) {
    Map<Branch, List<List<RexNode>>> checks = new LinkedHashMap<>();
    for (Cover cover : covers) {
      for (Branch branch : cover.branches()) {
        checks
            .computeIfAbsent(
                new Branch(branch.comparison(), branch.leaves(), List.of()),
                search -> new ArrayList<>())
            .add(cover.residual(branch));
      }
    }
    List<Branch> branches = new ArrayList<>();
    checks.forEach(
        (search, residuals) ->
            branches.add(new Branch(search.comparison(), search.leaves(), oneOf(residuals))));
    return new Cover(branches, List.of());
  }

  /** What is checked of rows that several parts find by the same search. */
  private List<RexNode> oneOf(List<List<RexNode>> residuals) {
    if (residuals.size() == 1) {
      return residuals.get(0);
    }
    RexNode check =
        RexUtil.composeDisjunction(
            rexBuilder,
            residuals.stream()
                .map(residual -> RexUtil.composeConjunction(rexBuilder, residual))
                .toList());
    return check.isAlwaysTrue() ? List.of() : List.of(check);
  }
}
