package io.github.helpcrunchjdbc.plan.sql;

import io.github.helpcrunchjdbc.plan.rex.HasTag;
import io.github.helpcrunchjdbc.plan.rex.TagNameArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.type.CompositeOperandTypeChecker;
import org.apache.calcite.sql.type.ImplicitCastOperandTypeChecker;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlNameMatchers;
import org.apache.calcite.sql.validate.SqlValidator;
import org.jspecify.annotations.Nullable;

/** The types that functions and operators want of their operands. */
final class FunctionParameters {
  private static final List<SqlTypeName> TEXTS = List.of(SqlTypeName.VARCHAR);
  private static final List<SqlTypeName> PART =
      List.of(SqlTypeName.VARCHAR, SqlTypeName.INTEGER, SqlTypeName.INTEGER);

  /**
   * The operand types of functions whose operands Calcite checks by code of their own; the last
   * type holds for all further operands.
   */
  private static final Map<String, List<SqlTypeName>> BY_NAME =
      Map.ofEntries(
          Map.entry(HasTag.NAME, TEXTS),
          Map.entry(TagNameArray.NAME, TEXTS),
          Map.entry("||", TEXTS),
          Map.entry("CONCAT", TEXTS),
          Map.entry("LIKE", TEXTS),
          Map.entry("NOT LIKE", TEXTS),
          Map.entry("ILIKE", TEXTS),
          Map.entry("NOT ILIKE", TEXTS),
          Map.entry("SIMILAR TO", TEXTS),
          Map.entry("NOT SIMILAR TO", TEXTS),
          Map.entry("TRIM", TEXTS),
          Map.entry("REPLACE", TEXTS),
          Map.entry("TRANSLATE", TEXTS),
          Map.entry("SUBSTRING", PART),
          Map.entry("SUBSTR", PART),
          Map.entry("LEFT", PART),
          Map.entry("RIGHT", PART),
          Map.entry("REPEAT", PART),
          Map.entry("LPAD", List.of(SqlTypeName.VARCHAR, SqlTypeName.INTEGER, SqlTypeName.VARCHAR)),
          Map.entry("RPAD", List.of(SqlTypeName.VARCHAR, SqlTypeName.INTEGER, SqlTypeName.VARCHAR)),
          Map.entry(
              "POSITION", List.of(SqlTypeName.VARCHAR, SqlTypeName.VARCHAR, SqlTypeName.INTEGER)),
          Map.entry(
              "OVERLAY", List.of(SqlTypeName.VARCHAR, SqlTypeName.VARCHAR, SqlTypeName.INTEGER)),
          Map.entry(
              "SPLIT_PART", List.of(SqlTypeName.VARCHAR, SqlTypeName.VARCHAR, SqlTypeName.INTEGER)),
          Map.entry("TO_CHAR", List.of(SqlTypeName.TIMESTAMP, SqlTypeName.VARCHAR)),
          Map.entry("JSON_VALUE", TEXTS),
          Map.entry("JSON_QUERY", TEXTS),
          Map.entry("JSON_EXISTS", TEXTS),
          Map.entry("EXTRACT", List.of(SqlTypeName.TIMESTAMP)),
          Map.entry("TIMESTAMPADD", List.of(SqlTypeName.INTEGER, SqlTypeName.TIMESTAMP)),
          Map.entry("TIMESTAMPDIFF", List.of(SqlTypeName.TIMESTAMP)),
          Map.entry("ROUND", List.of(SqlTypeName.DECIMAL, SqlTypeName.INTEGER)),
          Map.entry("TRUNCATE", List.of(SqlTypeName.DECIMAL, SqlTypeName.INTEGER)),
          Map.entry("PRECEDING", List.of(SqlTypeName.INTEGER)),
          Map.entry("FOLLOWING", List.of(SqlTypeName.INTEGER)));

  private FunctionParameters() {}

  /**
   * Returns the type that a call wants of one operand.
   *
   * @return DECIMAL for a number of any type, null if every type will do
   */
  static @Nullable SqlTypeName type(SqlValidator validator, SqlCall call, int index) {
    List<SqlNode> operands = call.getOperandList();
    String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
    boolean rounds = name.equals("FLOOR") || name.equals("CEIL");
    if (rounds && operands.get(operands.size() - 1) instanceof SqlIntervalQualifier) {
      return SqlTypeName.TIMESTAMP;
    }
    List<SqlTypeName> types = BY_NAME.get(name);
    if (types == null) {
      return ofOperators(validator, call, index);
    }
    // A unit of time has no type, and it has no place among the operand types.
    int units =
        (int) operands.stream().limit(index).filter(SqlIntervalQualifier.class::isInstance).count();
    return types.get(Math.min(index - units, types.size() - 1));
  }

  private static @Nullable SqlTypeName ofOperators(
      SqlValidator validator, SqlCall call, int index) {
    for (SqlOperator operator : operators(validator, call.getOperator())) {
      SqlTypeFamily family = family(operator.getOperandTypeChecker(), call.operandCount(), index);
      if (family != null) {
        return type(family);
      }
    }
    return null;
  }

  /** Returns the operator of a call, or all operators that its name may mean. */
  private static List<SqlOperator> operators(SqlValidator validator, SqlOperator operator) {
    if (!(operator instanceof SqlFunction function)
        || operator.getOperandTypeChecker() != null
        || function.getSqlIdentifier() == null) {
      return List.of(operator);
    }
    List<SqlOperator> found = new ArrayList<>();
    validator
        .getOperatorTable()
        .lookupOperatorOverloads(
            function.getSqlIdentifier(),
            SqlFunctionCategory.USER_DEFINED_FUNCTION,
            SqlSyntax.FUNCTION,
            found,
            SqlNameMatchers.liberal());
    return found;
  }

  private static @Nullable SqlTypeFamily family(
      @Nullable SqlOperandTypeChecker checker, int operands, int index) {
    if (checker instanceof CompositeOperandTypeChecker composite) {
      for (SqlOperandTypeChecker rule : composite.getRules()) {
        boolean fits = rule.getOperandCountRange().isValidCount(operands);
        SqlTypeFamily family = fits ? family(rule, operands, index) : null;
        if (family != null) {
          return family;
        }
      }
      return null;
    }
    return checker instanceof ImplicitCastOperandTypeChecker teller
            && checker.getOperandCountRange().isValidCount(operands)
        ? teller.getOperandSqlTypeFamily(index)
        : null;
  }

  private static @Nullable SqlTypeName type(SqlTypeFamily family) {
    return switch (family) {
      case CHARACTER, STRING -> SqlTypeName.VARCHAR;
      case INTEGER -> SqlTypeName.INTEGER;
      case NUMERIC, EXACT_NUMERIC, APPROXIMATE_NUMERIC, DECIMAL -> SqlTypeName.DECIMAL;
      case BOOLEAN -> SqlTypeName.BOOLEAN;
      case DATE -> SqlTypeName.DATE;
      case TIME -> SqlTypeName.TIME;
      case TIMESTAMP, DATETIME -> SqlTypeName.TIMESTAMP;
      case BINARY -> SqlTypeName.VARBINARY;
      default -> null;
    };
  }
}
