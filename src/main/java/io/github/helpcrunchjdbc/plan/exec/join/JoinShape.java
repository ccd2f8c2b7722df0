package io.github.helpcrunchjdbc.plan.exec.join;

import io.github.helpcrunchjdbc.plan.pushdown.Leaf;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * What a join whose keys are sent does with the rows that meet.
 *
 * @param type INNER, LEFT, RIGHT, SEMI or ANTI, of the side that gives the keys and the customers
 *     as the query has them
 * @param customersRight whether the customers are the right side
 * @param inputKey the field of the other side that is the key
 * @param customerKey the field of the scan's output that it equals
 * @param nullsMatch whether rows without a key meet the customers without one, as IS NOT DISTINCT
 *     FROM has it
 * @param leaf the filter that a key makes
 * @param check what the joined row must satisfy beside the equality of the keys, null for nothing
 * @param joined the fields of both sides, left before right
 * @param rowType what the join gives
 */
public record JoinShape(
    JoinRelType type,
    boolean customersRight,
    int inputKey,
    int customerKey,
    boolean nullsMatch,
    Leaf leaf,
    @Nullable RexNode check,
    RelDataType joined,
    RelDataType rowType) {
  /** Whether rows of the side that gives the keys are kept without a customer. */
  boolean keepsUnmatched() {
    return type == JoinRelType.LEFT || type == JoinRelType.RIGHT;
  }

  /** Whether the join only tells which rows of the side that gives the keys meet a customer. */
  boolean onlyTests() {
    return type == JoinRelType.ANTI || (type == JoinRelType.SEMI && customersRight);
  }

  /** Whether the join only tells which customers have a partner. */
  boolean selectsCustomers() {
    return type == JoinRelType.SEMI && !customersRight;
  }

  public RelWriter explain(RelWriter writer) {
    return writer
        .item("joinType", type.lowerName)
        .item(
            "key",
            leaf.column().name()
                + (nullsMatch ? " IS NOT DISTINCT FROM " : " = ")
                + (customersRight ? "left $" : "right $")
                + inputKey)
        .itemIf("check", check, check != null);
  }
}
