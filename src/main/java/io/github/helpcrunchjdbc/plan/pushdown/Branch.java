package io.github.helpcrunchjdbc.plan.pushdown;

import io.github.helpcrunchjdbc.search.Comparison;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.rex.RexNode;

/**
 * One flat search of a cover.
 *
 * @param leaves the predicates that the search sends; none for all customers
 * @param residual what the driver checks on the rows of this search only
 */
public record Branch(Comparison comparison, List<Leaf> leaves, List<RexNode> residual) {
  /** The search of all customers. */
  public static final Branch EVERYTHING = new Branch(Comparison.AND, List.of(), List.of());

  /** Returns the search with its verdicts, as a plan shows it. */
  @Override
  public String toString() {
    String sent =
        leaves.isEmpty()
            ? "all customers"
            : leaves.stream()
                .map(leaf -> "(" + leaf + ")")
                .collect(Collectors.joining(" " + comparison + " "));
    return residual.isEmpty() ? sent : sent + ", then " + residual;
  }
}
