package io.github.helpcrunchjdbc.plan.pushdown;

import java.util.List;
import java.util.stream.Stream;
import org.apache.calcite.rex.RexNode;

/**
 * A predicate sorted into what can be pushed and what can't. NOT has been driven down to the
 * leaves, which three-valued logic allows as a filter drops what is not true.
 */
public sealed interface Condition permits Condition.All, Condition.Any, Condition.Opaque, Leaf {
  /** The predicate as SQL has it. */
  RexNode source();

  /** What it is made of, none if it is no conjunction and no disjunction. */
  default List<Condition> parts() {
    return List.of();
  }

  /** The predicates in it that have no filter, from left to right. */
  default Stream<Opaque> unsent() {
    return parts().stream().flatMap(Condition::unsent);
  }

  /** A conjunction. */
  record All(List<Condition> parts, RexNode source) implements Condition {}

  /** A disjunction. */
  record Any(List<Condition> parts, RexNode source) implements Condition {}

  /** What only the driver can evaluate, and why, for people. */
  record Opaque(RexNode source, String reason) implements Condition {
    @Override
    public Stream<Opaque> unsent() {
      return Stream.of(this);
    }

    /** The predicate and the reason, as a plan shows them. */
    @Override
    public String toString() {
      return source + ": " + reason;
    }
  }
}
