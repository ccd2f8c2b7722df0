package io.github.helpcrunchjdbc.plan.pushdown;

import io.github.helpcrunchjdbc.search.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.calcite.rex.RexNode;

/**
 * How a predicate is answered: searches that together find at least what it asks, and what the
 * driver checks of the rows that come.
 *
 * @param branches the searches, at least one; a customer that several find counts once
 * @param residual what the driver checks on the rows of all of them
 * @param unsent the parts of the predicate that no filter can say, for people
 */
public record Cover(List<Branch> branches, List<RexNode> residual, List<Condition.Opaque> unsent) {
  /** A cover of which nothing is to be told. */
  public Cover(List<Branch> branches, List<RexNode> residual) {
    this(branches, residual, List.of());
  }

  /** A scan of all customers. */
  public static final Cover EVERYTHING = new Cover(List.of(Branch.EVERYTHING), List.of());

  Cover withUnsent(List<Condition.Opaque> parts) {
    return new Cover(branches, residual, parts);
  }

  /** What the driver checks on the rows of one branch. */
  public List<RexNode> residual(Branch branch) {
    return Stream.concat(branch.residual().stream(), residual.stream()).toList();
  }

  /** Whether one search finds just what the predicate asks. */
  public boolean isOnePlainSearch() {
    return branches.size() == 1 && residual(branches.get(0)).isEmpty();
  }

  /** Whether all customers are read, and the predicate is checked on them. */
  public boolean isUnsent() {
    return !branches.isEmpty() && branches.stream().allMatch(one -> one.leaves().isEmpty());
  }

  /** Whether another cover sends the same, whatever has to be checked again. */
  public boolean sendsAs(Cover other) {
    return sent().equals(other.sent());
  }

  private List<Object> sent() {
    List<Object> sent = new ArrayList<>();
    for (Branch branch : branches) {
      sent.add(branch.comparison());
      branch.leaves().forEach(leaf -> sent.add(leaf.as(Verdict.SUPERSET, "", null)));
    }
    return sent;
  }

  /** Whether another filter can stand beside those of its one search. */
  public boolean isNarrowable() {
    return branches.size() == 1
        && (branches.get(0).comparison() == Comparison.AND || branches.get(0).leaves().size() == 1);
  }
}
