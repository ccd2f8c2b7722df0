package io.github.helpcrunchjdbc.plan.calcite.aggregate;

import io.github.helpcrunchjdbc.plan.function.Doubles;
import io.github.helpcrunchjdbc.plan.function.JavaFunction;
import io.github.helpcrunchjdbc.plan.rex.Calls;
import io.github.helpcrunchjdbc.plan.rex.ExpressionWriter;
import io.github.helpcrunchjdbc.plan.rex.Expressions;
import io.github.helpcrunchjdbc.plan.rex.WindowCall;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidatorUtil;

/**
 * Makes windows and aggregates sort DOUBLEs by the whole numbers of {@link Doubles#orderKey}.
 * Calcite 1.42.0 converts each DOUBLE to a DECIMAL to compare it, which is impossible for NaN and
 * infinity; no issue known on 2026-11-28.
 */
final class OrderedDoubles extends ExpressionWriter {
  private static final SqlFunction PLACE = JavaFunction.of(Doubles.class, "orderKey");

  OrderedDoubles(RexBuilder rexBuilder) {
    super(rexBuilder);
  }

  /**
   * Returns the window with such an order.
   *
   * @param window must not be a RANGE with a distance, because that is measured on the values
   *     themselves
   */
  WindowCall of(WindowCall window) {
    return window.withOrder(
        window.order().stream()
            .map(key -> new RexFieldCollation(placed(key.left), key.right))
            .toList());
  }

  /**
   * Returns the aggregate with such orders. Calls with DISTINCT keep theirs, because they can sort
   * by their arguments only.
   */
  RelNode of(Aggregate aggregate) {
    RelNode input = aggregate.getInput();
    List<RexNode> fields = new ArrayList<>(rexBuilder.identityProjects(input.getRowType()));
    List<RelDataType> known = fields.stream().map(RexNode::getType).toList();
    List<AggregateCall> calls = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      List<RelFieldCollation> order = new ArrayList<>();
      for (RelFieldCollation key : call.getCollation().getFieldCollations()) {
        boolean isDouble =
            !call.isDistinct() && SqlTypeUtil.isApproximateNumeric(known.get(key.getFieldIndex()));
        order.add(isDouble ? key.withFieldIndex(fields.size()) : key);
        if (isDouble) {
          fields.add(placed(fields.get(key.getFieldIndex())));
        }
      }
      calls.add(call.withCollation(RelCollations.of(order)));
    }
    if (fields.size() == known.size()) {
      return aggregate;
    }
    List<String> names = new ArrayList<>(input.getRowType().getFieldNames());
    while (names.size() < fields.size()) {
      names.add("place");
    }
    return Calls.with(
        aggregate,
        Expressions.project(input, fields, SqlValidatorUtil.uniquify(names, true)),
        calls);
  }

  private RexNode placed(RexNode key) {
    return SqlTypeUtil.isApproximateNumeric(key.getType())
        ? call(type(SqlTypeName.BIGINT, key.getType()), PLACE, cast(SqlTypeName.DOUBLE, key))
        : key;
  }
}
