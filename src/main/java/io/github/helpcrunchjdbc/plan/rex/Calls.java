package io.github.helpcrunchjdbc.plan.rex;

import io.github.helpcrunchjdbc.search.Operator;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.jspecify.annotations.Nullable;

/** Makes and converts calls, and translates comparisons to the service's operators. */
public final class Calls {
  private Calls() {}

  public static RexNode converted(SqlRexConvertletTable table, SqlRexContext cx, SqlCall call) {
    return Objects.requireNonNull(table.get(call)).convertCall(cx, call);
  }

  /** Returns {@code COUNT(*)} over all rows of a group; its value is never NULL. */
  public static AggregateCall countOfRows(RelDataTypeFactory types, String name) {
    return AggregateCall.create(
        SqlParserPos.ZERO,
        SqlStdOperatorTable.COUNT,
        false,
        false,
        false,
        List.of(),
        List.of(),
        -1,
        null,
        RelCollations.EMPTY,
        types.createSqlType(SqlTypeName.BIGINT),
        name);
  }

  /** Returns an aggregate with other calls and another input. */
  public static Aggregate with(Aggregate aggregate, RelNode input, List<AggregateCall> calls) {
    return aggregate.copy(
        aggregate.getTraitSet(), input, aggregate.getGroupSet(), aggregate.getGroupSets(), calls);
  }

  /** Returns the service's operator for a comparison, or null for any other kind of call. */
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
