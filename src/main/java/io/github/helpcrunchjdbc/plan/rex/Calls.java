package io.github.helpcrunchjdbc.plan.rex;

import io.github.helpcrunchjdbc.search.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.jspecify.annotations.Nullable;

/** Converts calls, changes their operands, and names comparisons as the service does. */
public final class Calls {
  private Calls() {}

  /** A call as a table converts it. */
  public static RexNode converted(SqlRexConvertletTable table, SqlRexContext cx, SqlCall call) {
    return Objects.requireNonNull(table.get(call)).convertCall(cx, call);
  }

  /**
   * The same with the operands changed of the calls of an operator, those inside them left alone.
   *
   * @param change from an operand's place and the operand to what takes its place
   */
  public static RexNode withOperands(
      RexNode node, SqlOperator operator, BiFunction<Integer, RexNode, RexNode> change) {
    return node.accept(
        new RexShuttle() {
          @Override
          public RexNode visitCall(RexCall call) {
            if (!call.getOperator().equals(operator)) {
              return super.visitCall(call);
            }
            List<RexNode> operands = new ArrayList<>();
            for (int i = 0; i < call.operands.size(); i++) {
              operands.add(change.apply(i, call.operands.get(i)));
            }
            return call.clone(call.getType(), operands);
          }
        });
  }

  /** The operator of a comparison; null for another call. */
  public static @Nullable Operator comparison(SqlKind kind) {
    return switch (kind) {
      case EQUALS -> Operator.EQ;
      case NOT_EQUALS -> Operator.NE;
      case LESS_THAN -> Operator.LT;
      case LESS_THAN_OR_EQUAL -> Operator.LE;
      case GREATER_THAN -> Operator.GT;
      case GREATER_THAN_OR_EQUAL -> Operator.GE;
      default -> null;
    };
  }
}
