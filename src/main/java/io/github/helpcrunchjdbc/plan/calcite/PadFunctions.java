package io.github.helpcrunchjdbc.plan.calcite;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.util.SqlOperatorTables;

/**
 * LPAD and RPAD that may be NULL where any operand may be. Those of Calcite 1.42.0 look at the
 * first operand alone, so that NULL ends in an error where they pad to a length that is NULL.
 */
public final class PadFunctions {
  private PadFunctions() {}

  /** Both; to be asked before Calcite's own. */
  public static SqlOperatorTable all() {
    return SqlOperatorTables.of(
        nullable(SqlLibraryOperators.LPAD), nullable(SqlLibraryOperators.RPAD));
  }

  private static SqlFunction nullable(SqlFunction pad) {
    return SqlBasicFunction.create(
        pad.getName(),
        binding -> type(pad, binding),
        OperandTypes.STRING_NUMERIC_OPTIONAL_STRING,
        SqlFunctionCategory.STRING);
  }

  private static RelDataType type(SqlFunction pad, SqlOperatorBinding binding) {
    return binding
        .getTypeFactory()
        .createTypeWithNullability(
            pad.inferReturnType(binding),
            binding.collectOperandTypes().stream().anyMatch(RelDataType::isNullable));
  }
}
