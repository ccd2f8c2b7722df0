package io.github.helpcrunchjdbc.plan.calcite.value;

import io.github.helpcrunchjdbc.plan.rex.CustomerTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlBasicAggFunction;
import org.apache.calcite.sql.fun.SqlFirstLastValueAggFunction;
import org.apache.calcite.sql.fun.SqlLeadLagAggFunction;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlNthValueAggFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.jspecify.annotations.Nullable;

/**
 * Functions whose results do not fit the types that Calcite gives them. LPAD and RPAD may be NULL
 * if any operand may be, not only the first. LAG and LEAD may be NULL if the value may be, whatever
 * the default is. FIRST_VALUE, LAST_VALUE and NTH_VALUE of a frame without rows are NULL. ARRAY_AGG
 * of no rows is NULL, and so is ARG_MAX of a group whose keys are NULL. NTILE takes expressions
 * too. The texts of STRING_TO_ARRAY, a text in other capitals, and one of OVERLAY, which repeats
 * characters if its length is negative, may differ in length from the text that they are made from.
 * Code that believes the type fills up the former with spaces and cuts the others, as in {@code
 * UPPER('ß')}. ROUND, TRUNCATE and SIGN of a DECIMAL return values of another scale than their
 * type, which joins and DISTINCT take for other numbers: CALCITE-3863 of ROUND and TRUNCATE,
 * CALCITE-3884 of SIGN, both without a mend. TO_TIMESTAMP has no zone, as no TIMESTAMP here has: a
 * choice, no defect. Calcite 1.42.0; no issue of the others is known on 2026-11-27.
 */
public final class RetypedFunctions {
  /** ARRAY_AGG that is NULL for no rows. */
  private static final SqlAggFunction ARRAY_AGG =
      SqlBasicAggFunction.create(
              SqlKind.ARRAY_AGG,
              ReturnTypes.TO_ARRAY.andThen(SqlTypeTransforms.FORCE_NULLABLE),
              OperandTypes.ANY)
          .withFunctionType(SqlFunctionCategory.SYSTEM)
          .withSyntax(SqlSyntax.ORDERED_FUNCTION)
          .withAllowsNullTreatment(true);

  /** ARG_MAX and MAX_BY, ARG_MIN and MIN_BY. */
  private static final List<SqlAggFunction> OF_EXTREMES =
      List.of(
          ofExtreme("ARG_MAX", SqlKind.ARG_MAX),
          ofExtreme("MAX_BY", SqlKind.ARG_MAX),
          ofExtreme("ARG_MIN", SqlKind.ARG_MIN),
          ofExtreme("MIN_BY", SqlKind.ARG_MIN));

  /** NTILE of any whole number that is the same for all rows; NULL if the number is NULL. */
  private static final SqlAggFunction PARTS =
      SqlBasicAggFunction.create(SqlKind.NTILE, ReturnTypes.INTEGER_NULLABLE, OperandTypes.INTEGER)
          .withFunctionType(SqlFunctionCategory.NUMERIC)
          .withOver(true);

  private static final SqlAggFunction NTH_VALUE =
      new SqlNthValueAggFunction(SqlKind.NTH_VALUE) {
        @Override
        public RelDataType inferReturnType(SqlOperatorBinding binding) {
          return nullableValue(binding);
        }
      };

  private static final SqlReturnTypeInference TEXTS =
      ReturnTypes.VARCHAR_FORCE_NULLABLE
          .andThen(SqlTypeTransforms.TO_ARRAY)
          .andThen(SqlTypeTransforms.ARG0_NULLABLE);

  private static final SqlReturnTypeInference TIME =
      ReturnTypes.explicit(SqlTypeName.TIMESTAMP, 3).andThen(SqlTypeTransforms.TO_NULLABLE);

  private RetypedFunctions() {}

  /**
   * Returns a call of this ARRAY_AGG. Calcite finds it by name, but not for a call with ORDER BY.
   */
  public static SqlCall withOwn(SqlCall call) {
    return call.getKind() == SqlKind.ARRAY_AGG
        ? ARRAY_AGG.createCall(
            call.getFunctionQuantifier(), call.getParserPosition(), call.getOperandList())
        : call;
  }

  /** Returns a table of all these functions and of Calcite's other functions. */
  public static SqlOperatorTable among(SqlOperatorTable calcite) {
    SqlOperatorTable retyped =
        SqlOperatorTables.of(
            retyped(SqlLibraryOperators.LPAD, nullable(SqlLibraryOperators.LPAD)),
            retyped(SqlLibraryOperators.RPAD, nullable(SqlLibraryOperators.RPAD)),
            retyped(SqlLibraryOperators.STRING_TO_ARRAY, TEXTS),
            retyped(SqlStdOperatorTable.UPPER, ReturnTypes.VARCHAR_NULLABLE),
            retyped(SqlStdOperatorTable.LOWER, ReturnTypes.VARCHAR_NULLABLE),
            retyped(SqlStdOperatorTable.INITCAP, ReturnTypes.VARCHAR_NULLABLE),
            retyped(SqlStdOperatorTable.OVERLAY, RetypedFunctions::overlaid),
            retyped(SqlLibraryOperators.TO_TIMESTAMP_PG, TIME),
            retyped(SqlStdOperatorTable.ROUND, b -> rounded(SqlStdOperatorTable.ROUND, b)),
            retyped(SqlStdOperatorTable.TRUNCATE, b -> rounded(SqlStdOperatorTable.TRUNCATE, b)),
            retyped(SqlStdOperatorTable.SIGN, b -> rounded(SqlStdOperatorTable.SIGN, b)),
            PARTS,
            ARRAY_AGG,
            lagOrLead(SqlKind.LAG),
            lagOrLead(SqlKind.LEAD),
            ofFrame(SqlKind.FIRST_VALUE),
            ofFrame(SqlKind.LAST_VALUE),
            NTH_VALUE);
    return SqlOperatorTables.chain(retyped, SqlOperatorTables.of(OF_EXTREMES), new Others(calcite));
  }

  /**
   * Calcite's functions without the aggregates above: Calcite finds neither of two functions of one
   * name that are no OTHER_FUNCTION.
   */
  private record Others(SqlOperatorTable calcite) implements SqlOperatorTable {
    @Override
    public void lookupOperatorOverloads(
        SqlIdentifier name,
        @Nullable SqlFunctionCategory category,
        SqlSyntax syntax,
        List<SqlOperator> found,
        SqlNameMatcher matcher) {
      List<SqlOperator> all = new ArrayList<>();
      calcite.lookupOperatorOverloads(name, category, syntax, all, matcher);
      all.stream().filter(Others::isOther).forEach(found::add);
    }

    @Override
    public List<SqlOperator> getOperatorList() {
      return calcite.getOperatorList().stream().filter(Others::isOther).toList();
    }

    private static boolean isOther(SqlOperator operator) {
      return switch (operator.getKind()) {
        case LAG, LEAD, NTILE, ARRAY_AGG, ARG_MAX, ARG_MIN -> false;
        case FIRST_VALUE, LAST_VALUE, NTH_VALUE -> false;
        default -> true;
      };
    }
  }

  private static SqlAggFunction ofExtreme(String name, SqlKind kind) {
    return SqlBasicAggFunction.create(
            name,
            kind,
            ReturnTypes.ARG0.andThen(SqlTypeTransforms.FORCE_NULLABLE),
            OperandTypes.ANY_COMPARABLE)
        .withFunctionType(SqlFunctionCategory.SYSTEM);
  }

  private static SqlAggFunction ofFrame(SqlKind kind) {
    return new SqlFirstLastValueAggFunction(kind) {
      @Override
      public RelDataType inferReturnType(SqlOperatorBinding binding) {
        return nullableValue(binding);
      }
    };
  }

  private static RelDataType nullableValue(SqlOperatorBinding binding) {
    return binding.getTypeFactory().createTypeWithNullability(binding.getOperandType(0), true);
  }

  /** Returns a LAG or LEAD that may be NULL if any operand may be, with room for the default. */
  private static SqlAggFunction lagOrLead(SqlKind kind) {
    return new SqlLeadLagAggFunction(kind) {
      @Override
      public RelDataType inferReturnType(SqlOperatorBinding binding) {
        RelDataTypeFactory types = binding.getTypeFactory();
        RelDataType value = binding.getOperandType(0);
        if (binding.getOperandCount() < 3) {
          return nullableValue(binding);
        }
        RelDataType common = types.leastRestrictive(List.of(value, binding.getOperandType(2)));
        boolean isNullable =
            binding.collectOperandTypes().stream().anyMatch(RelDataType::isNullable);
        return types.createTypeWithNullability(common == null ? value : common, isNullable);
      }
    };
  }

  private static SqlFunction retyped(SqlFunction function, SqlReturnTypeInference type) {
    SqlOperandTypeChecker operands =
        Objects.requireNonNull(function.getOperandTypeChecker(), "operand types");
    return function.getKind() == SqlKind.OTHER_FUNCTION
        ? SqlBasicFunction.create(function.getName(), type, operands, function.getFunctionType())
        : SqlBasicFunction.create(function.getKind(), type, operands);
  }

  private static SqlReturnTypeInference nullable(SqlFunction pad) {
    return Objects.requireNonNull(pad.getReturnTypeInference())
        .andThen(SqlTypeTransforms.TO_NULLABLE);
  }

  /**
   * Returns a DECIMAL with the places that are asked for, and one more digit, because 9.9 may
   * become 10.
   */
  private static RelDataType rounded(SqlFunction function, SqlOperatorBinding binding) {
    RelDataType type = function.inferReturnType(binding);
    if (!SqlTypeUtil.isDecimal(type)) {
      return type;
    }
    int scale = type.getScale();
    if (binding.getOperandCount() == 1) {
      scale = 0;
    } else if (binding.isOperandLiteral(1, true)) {
      Integer places = binding.getOperandLiteralValue(1, Integer.class);
      scale = places == null ? scale : Math.max(0, Math.min(scale, places));
    }
    RelDataTypeFactory types = binding.getTypeFactory();
    int most = types.getTypeSystem().getMaxPrecision(SqlTypeName.DECIMAL);
    int precision = Math.min(most, type.getPrecision() - type.getScale() + 1 + scale);
    return types.createTypeWithNullability(
        types.createSqlType(SqlTypeName.DECIMAL, precision, scale), type.isNullable());
  }

  private static RelDataType overlaid(SqlOperatorBinding binding) {
    RelDataType type = SqlStdOperatorTable.OVERLAY.inferReturnType(binding);
    return SqlTypeUtil.isCharacter(type)
        ? CustomerTypes.of(binding.getTypeFactory(), SqlTypeName.VARCHAR, type.isNullable())
        : type;
  }
}
