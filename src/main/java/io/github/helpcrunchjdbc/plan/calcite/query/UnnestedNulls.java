package io.github.helpcrunchjdbc.plan.calcite.query;

import io.github.helpcrunchjdbc.plan.function.JavaFunction;
import io.github.helpcrunchjdbc.plan.function.NullLists;
import io.github.helpcrunchjdbc.plan.rex.Expressions;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Has UNNEST make no row of a NULL array, also WITH ORDINALITY and beside other arrays, where
 * Calcite fails with a NullPointerException. Calcite 1.42.0; no issue known on 2026-11-26.
 */
public final class UnnestedNulls {
  private static final SqlFunction ELEMENTS = JavaFunction.of(NullLists.class, "elementsOf");

  private UnnestedNulls() {}

  public static RelNode rewrite(RelNode root) {
    return Expressions.replace(root, rel -> rel instanceof Uncollect list ? ofLists(list) : rel);
  }

  private static RelNode ofLists(Uncollect list) {
    RelNode input = list.getInput();
    RexBuilder rexBuilder = list.getCluster().getRexBuilder();
    List<RexNode> fields = new ArrayList<>();
    boolean changed = false;
    for (RelDataTypeField field : input.getRowType().getFieldList()) {
      RexNode value = rexBuilder.makeInputRef(input, field.getIndex());
      RelDataType type = field.getType();
      boolean mayBeNull = type.isNullable() && type.getSqlTypeName() == SqlTypeName.ARRAY;
      changed |= mayBeNull;
      fields.add(
          mayBeNull
              ? rexBuilder.makeCall(
                  rexBuilder.getTypeFactory().createTypeWithNullability(type, false),
                  ELEMENTS,
                  List.of(value))
              : value);
    }
    return changed && (list.withOrdinality || fields.size() > 1)
        ? list.copy(
            list.getTraitSet(),
            List.of(Expressions.project(input, fields, input.getRowType().getFieldNames())))
        : list;
  }
}
