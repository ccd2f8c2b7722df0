package io.github.helpcrunchjdbc.plan.pushdown;

import java.util.List;
import org.apache.calcite.rex.RexNode;

/**
 * A predicate sorted into what can be pushed and what can't. NOT has been driven down to the
 * leaves, which three-valued logic allows as a filter drops what is not true.
 */
public sealed interface Condition permits Condition.All, Condition.Any, Condition.Opaque, Leaf {
  /** The predicate as SQL has it. */
  RexNode source();

  /** A conjunction. */
  record All(List<Condition> parts, RexNode source) implements Condition {}

  /** A disjunction. */
  record Any(List<Condition> parts, RexNode source) implements Condition {}

  /** What only the driver can evaluate. */
  record Opaque(RexNode source, String reason) implements Condition {}
}
