package io.github.helpcrunchjdbc.plan.calcite.value;

import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlOperatorTables;

/**
 * Functions whose results do not fit the types that Calcite gives them. LPAD and RPAD may be NULL
 * where any operand may be, not the first alone. The texts of STRING_TO_ARRAY, and a text in other
 * capitals, are not as long as the CHAR that they are made of: code that believes the type fills up
 * the one with spaces, and cuts the other, as in {@code UPPER('ß')}. Calcite 1.42.0; no issue known
 * on 2026-11-26.
 */
public final class RetypedFunctions {
  private RetypedFunctions() {}

  /** All of them; to be asked before Calcite's own. */
  public static SqlOperatorTable all() {
    return SqlOperatorTables.of(
        retyped(SqlLibraryOperators.LPAD, binding -> nullable(SqlLibraryOperators.LPAD, binding)),
        retyped(SqlLibraryOperators.RPAD, binding -> nullable(SqlLibraryOperators.RPAD, binding)),
        retyped(SqlLibraryOperators.STRING_TO_ARRAY, RetypedFunctions::texts),
        retyped(SqlStdOperatorTable.UPPER, RetypedFunctions::text),
        retyped(SqlStdOperatorTable.LOWER, RetypedFunctions::text),
        retyped(SqlStdOperatorTable.INITCAP, RetypedFunctions::text));
  }

  private static SqlFunction retyped(SqlFunction function, SqlReturnTypeInference type) {
    SqlOperandTypeChecker operands =
        Objects.requireNonNull(function.getOperandTypeChecker(), "operand types");
    return function.getKind() == SqlKind.OTHER_FUNCTION
        ? SqlBasicFunction.create(function.getName(), type, operands, function.getFunctionType())
        : SqlBasicFunction.create(function.getKind(), type, operands);
  }

  private static RelDataType nullable(SqlFunction pad, SqlOperatorBinding binding) {
    return binding
        .getTypeFactory()
        .createTypeWithNullability(
            pad.inferReturnType(binding),
            binding.collectOperandTypes().stream().anyMatch(RelDataType::isNullable));
  }

  private static RelDataType texts(SqlOperatorBinding binding) {
    RelDataTypeFactory types = binding.getTypeFactory();
    RelDataType text =
        types.createTypeWithNullability(types.createSqlType(SqlTypeName.VARCHAR), true);
    return types.createTypeWithNullability(
        types.createArrayType(text, -1), binding.getOperandType(0).isNullable());
  }

  private static RelDataType text(SqlOperatorBinding binding) {
    RelDataTypeFactory types = binding.getTypeFactory();
    RelDataType operand = binding.getOperandType(0);
    return operand.getSqlTypeName() == SqlTypeName.CHAR
        ? types.createTypeWithNullability(
            types.createSqlType(SqlTypeName.VARCHAR), operand.isNullable())
        : operand;
  }
}
