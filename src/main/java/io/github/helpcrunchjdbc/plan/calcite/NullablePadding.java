package io.github.helpcrunchjdbc.plan.calcite;

import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.util.SqlOperatorTables;

/** LPAD and RPAD of NULL may be NULL. Calcite's types say that they are not. */
public final class NullablePadding {
  private NullablePadding() {}

  /** The same operators, these two with such types. */
  public static SqlOperatorTable in(SqlOperatorTable table) {
    return SqlOperatorTables.of(
        table.getOperatorList().stream().map(NullablePadding::mended).toList());
  }

  private static SqlOperator mended(SqlOperator operator) {
    boolean pads =
        operator.equals(SqlLibraryOperators.LPAD) || operator.equals(SqlLibraryOperators.RPAD);
    return pads && operator instanceof SqlBasicFunction function
        ? function.withReturnTypeInference(
            ReturnTypes.explicit(SqlTypeName.VARCHAR).andThen(SqlTypeTransforms.TO_NULLABLE))
        : operator;
  }
}
