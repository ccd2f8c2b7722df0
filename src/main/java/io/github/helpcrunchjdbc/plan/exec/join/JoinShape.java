package io.github.helpcrunchjdbc.plan.exec.join;

import io.github.helpcrunchjdbc.plan.pushdown.Leaf;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * What a join that sends keys does with rows that meet.
 *
 * @param type INNER, LEFT, RIGHT, SEMI or ANTI, with the sides as the query has them
 * @param customersRight whether the customers are the right side; the other side gives the keys
 * @param inputKey the index of the key in the rows of the side that gives the keys
 * @param customerKey the index of the field in the scan's output that must equal the key
 * @param nullsMatch whether rows without a key meet customers without one, as under IS NOT DISTINCT
 *     FROM
 * @param leaf the filter that is made of a key
 * @param check what a joined row must satisfy besides equal keys, null for nothing
 * @param joined the fields of both sides, the left side's first
 * @param rowType the type of the rows that the join returns
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
  /** Whether the join keeps a row of the side that gives the keys if no customer meets it. */
  boolean keepsUnmatched() {
    return type == JoinRelType.LEFT || type == JoinRelType.RIGHT;
  }

  /** Whether the join only tells which rows of the side that gives the keys meet a customer. */
  boolean onlyTests() {
    return type == JoinRelType.ANTI || (type == JoinRelType.SEMI && customersRight);
  }

  /** Whether the join only tells which customers meet a row of the other side. */
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
