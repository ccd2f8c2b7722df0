package io.github.helpcrunchjdbc.plan.calcite.query;

import io.github.helpcrunchjdbc.plan.function.JavaFunction;
import io.github.helpcrunchjdbc.plan.function.NullLists;
import io.github.helpcrunchjdbc.plan.rex.Expressions;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Makes UNNEST return no row for a NULL array, also WITH ORDINALITY and beside other arrays, where
 * Calcite fails with a NullPointerException. Calcite 1.42.0; no issue known on 2026-11-26.
 */
public final class UnnestedNulls {
  private static final SqlFunction ELEMENTS = JavaFunction.of(NullLists.class, "elementsOf");

  private UnnestedNulls() {}

  public static RelNode rewrite(RelNode root) {
    return Expressions.replace(root, rel -> rel instanceof Uncollect list ? ofLists(list) : rel);
  }

  private static RelNode ofLists(Uncollect list) {
    RexBuilder rexBuilder = list.getCluster().getRexBuilder();
    RelNode input = list.getInput();
    boolean fails = list.withOrdinality || input.getRowType().getFieldCount() > 1;
    return fails
        ? list.copy(
            list.getTraitSet(),
            List.of(Expressions.withFields(input, field -> elements(rexBuilder, field))))
        : list;
  }

  private static RexNode elements(RexBuilder rexBuilder, RexNode field) {
    RelDataType type = field.getType();
    return type.isNullable() && type.getSqlTypeName() == SqlTypeName.ARRAY
        ? rexBuilder.makeCall(
            rexBuilder.getTypeFactory().createTypeWithNullability(type, false),
            ELEMENTS,
            List.of(field))
        : field;
  }
}
