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
 * Splits conditions whose disjunctions have search-only columns, such as a full-text search over
 * all columns. The predicates that only the service can evaluate get their own searches; other
 * searches answer the rest of the disjunction.
 */
record SearchOnlySplit(RexBuilder rexBuilder) {
  /** A condition that would have more parts is not split. */
  private static final int MOST_PARTS = 32;

  /**
   * Returns conditions whose disjunction equals the conjunction of all conjuncts. They may have to
   * be split again.
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
   * Returns the alternatives of a disjunction.
   *
   * @param only whether no other disjunction has search-only columns; then one search takes all
   *     leaves with such columns
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

  /** Whether a condition has a search-only column. */
  private static boolean isIn(Condition condition) {
    if (condition instanceof Leaf leaf) {
      return leaf.column().isSearchOnly();
    }
    return condition.parts().stream().anyMatch(SearchOnlySplit::isIn);
  }

  /** Returns the greatest number of parts that a condition may have. */
  private static int weight(Condition condition) {
    if (condition instanceof Leaf || !isIn(condition)) {
      return 1;
    }
    boolean all = condition instanceof All;
    // All alternatives of a disjunction without search-only columns together are one part.
    int weight = 1;
    for (Condition part : condition.parts()) {
      if (isIn(part)) {
        int own = weight(part);
        weight = Math.min(all ? weight * own : weight + own, MOST_PARTS + 1);
      }
    }
    return weight;
  }

  /** Returns a cover with the searches of all covers, each search once. */
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

  /** Returns the check of rows that several parts find by the same search, joined by OR. */
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
