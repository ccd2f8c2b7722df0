package io.github.helpcrunchjdbc.plan.pushdown;

import java.util.List;
import java.util.stream.Stream;
import org.apache.calcite.rex.RexNode;

/**
 * A predicate, divided into parts that can be pushed and parts that can't. NOT stands only at
 * leaves. Three-valued logic allows to push it down to them, because a filter drops a row for which
 * the predicate is unknown.
 */
public sealed interface Condition permits Condition.All, Condition.Any, Condition.Opaque, Leaf {
  /** Returns the predicate as SQL has it. */
  RexNode source();

  /** Returns the parts of a conjunction or disjunction; none for any other condition. */
  default List<Condition> parts() {
    return List.of();
  }

  /** Returns the predicates in this condition that have no filter, from left to right. */
  default Stream<Opaque> unsent() {
    return parts().stream().flatMap(Condition::unsent);
  }

  /** A conjunction. */
  record All(List<Condition> parts, RexNode source) implements Condition {}

  /** A disjunction. */
  record Any(List<Condition> parts, RexNode source) implements Condition {}

  /** A predicate that only the driver can evaluate, with the reason for people. */
  record Opaque(RexNode source, String reason) implements Condition {
    @Override
    public Stream<Opaque> unsent() {
      return Stream.of(this);
    }

    /** Returns the predicate and the reason, as a plan shows them. */
    @Override
    public String toString() {
      return source + ": " + reason;
    }
  }
}
