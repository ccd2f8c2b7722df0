package io.github.helpcrunchjdbc.plan.function;

import java.util.List;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlBasicAggFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeTransforms;

/**
 * Aggregates of the standard's that Calcite does not have: DOUBLEs, NULL where they have no value.
 */
public final class StatisticFunctions {
  private StatisticFunctions() {}

  public static List<SqlOperator> all() {
    return List.of(
        of("CORR"),
        of("REGR_SLOPE"),
        of("REGR_INTERCEPT"),
        of("REGR_R2"),
        of("REGR_SXY"),
        of("REGR_AVGX"),
        of("REGR_AVGY"));
  }

  private static SqlOperator of(String name) {
    return SqlBasicAggFunction.create(
        name,
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.DOUBLE.andThen(SqlTypeTransforms.FORCE_NULLABLE),
        OperandTypes.NUMERIC_NUMERIC);
  }
}
