package io.github.helpcrunchjdbc.plan.pushdown;

import io.github.helpcrunchjdbc.search.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.calcite.rex.RexNode;

/**
 * How a predicate is answered: by searches that together find at least what it asks for, and by
 * what the driver checks on their rows.
 *
 * @param branches the searches, at least one; a customer that several searches find counts once
 * @param residual what the driver checks on the rows of all searches
 * @param unsent the parts of the predicate that no filter expresses, for people
 */
public record Cover(List<Branch> branches, List<RexNode> residual, List<Condition.Opaque> unsent) {
  /** A cover without unsent parts to report. */
  public Cover(List<Branch> branches, List<RexNode> residual) {
    this(branches, residual, List.of());
  }

  /** The cover of a scan of all customers. */
  public static final Cover EVERYTHING = new Cover(List.of(Branch.EVERYTHING), List.of());

  Cover withUnsent(List<Condition.Opaque> parts) {
    return new Cover(branches, residual, parts);
  }

  /** Returns what the driver checks on the rows of one branch. */
  public List<RexNode> residual(Branch branch) {
    return Stream.concat(branch.residual().stream(), residual.stream()).toList();
  }

  /** Whether one search finds exactly what the predicate asks for. */
  public boolean isOnePlainSearch() {
    return branches.size() == 1 && residual(branches.get(0)).isEmpty();
  }

  /** Whether all customers are read, and the predicate is checked on them. */
  public boolean isUnsent() {
    return !branches.isEmpty() && branches.stream().allMatch(one -> one.leaves().isEmpty());
  }

  /** Whether another cover sends the same searches, whatever either of them checks again. */
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

  /** Whether a further filter can be added to its only search. */
  public boolean isNarrowable() {
    return branches.size() == 1
        && (branches.get(0).comparison() == Comparison.AND || branches.get(0).leaves().size() == 1);
  }
}
