package io.github.helpcrunchjdbc.plan.sql;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * Gives types to the parameters of arithmetic. The other operands decide the type; for a sum in a
 * comparison, the other side of the comparison decides it too.
 *
 * @param types all parameters of the statement
 * @param ofValues the types that the parameters' values bring with them
 */
record ArithmeticParameters(ParameterTypes types, SqlValidator validator, ValueTypes ofValues) {
  /** Gives types to the parameters in a sum, a difference, a product or a quotient. */
  void ofOperands(SqlValidatorScope scope, SqlCall call) {
    List<SqlNode> operands = call.getOperandList();
    if (operands.stream().noneMatch(types::lacksType)) {
      return;
    }
    RelDataType beside = types.firstKnown(scope, operands);
    RelDataType known = beside == null ? ofValues.first(operands) : beside;
    boolean scales = call.getKind() == SqlKind.TIMES || call.getKind() == SqlKind.DIVIDE;
    for (SqlNode operand : operands) {
      if (known == null || SqlTypeUtil.isCharacter(known)) {
        types.number(operand);
      } else if (SqlTypeUtil.isNumeric(known)) {
        types.give(operand, known, SameTypeOperands.freedomBeside(known, operands));
      } else if (SqlTypeUtil.isInterval(known)) {
        types.give(
            operand,
            types.type(scales ? SqlTypeName.INTEGER : SqlTypeName.TIMESTAMP),
            scales ? ParameterFreedom.TOO_LARGE : ParameterFreedom.ANY);
      } else if (call.getKind() == SqlKind.MINUS && operand == operands.get(0)) {
        types.give(operand, known, ParameterFreedom.NONE);
      } else {
        // The parameter is a number of days, or its value decides: a date less a date, a time less
        // an interval.
        types.give(operand, types.type(SqlTypeName.INTEGER), ParameterFreedom.ANY);
      }
    }
  }

  /** Gives types to the parameters in sums that are compared. */
  void ofSums(SqlValidatorScope scope, List<SqlNode> compared) {
    for (SqlNode operand : compared) {
      if (operand instanceof SqlCall sum
          && (sum.getKind() == SqlKind.PLUS || sum.getKind() == SqlKind.MINUS)) {
        if (SameTypeOperands.isOfParameters(sum)) {
          beginWithTime(scope, sum, compared);
        } else if (sum.getKind() == SqlKind.MINUS && types.lacksType(sum.operand(1))) {
          takeDate(scope, sum, compared);
        }
      }
    }
  }

  /**
   * Gives the first parameter of a sum of parameters the type of a date or time that the sum is
   * compared with.
   */
  private void beginWithTime(SqlValidatorScope scope, SqlCall sum, List<SqlNode> compared) {
    RelDataType beside = beside(scope, sum, compared);
    if (beside != null && SqlTypeUtil.isDatetime(beside)) {
      types.give(SameTypeOperands.leftmost(sum), beside, ParameterFreedom.ANY);
    }
  }

  /**
   * Makes a parameter that is subtracted from a date a date, if the difference is compared with a
   * number.
   */
  private void takeDate(SqlValidatorScope scope, SqlCall difference, List<SqlNode> compared) {
    RelDataType beside = beside(scope, difference, compared);
    if (beside != null && SqlTypeUtil.isNumeric(beside)) {
      RelDataType from = validator.deriveType(scope, difference.operand(0));
      if (from.getSqlTypeName() == SqlTypeName.DATE) {
        types.give(difference.operand(1), from, ParameterFreedom.NONE);
      }
    }
  }

  private @Nullable RelDataType beside(
      SqlValidatorScope scope, SqlCall sum, List<SqlNode> compared) {
    return types.firstKnown(
        scope,
        compared.stream()
            .filter(other -> other != sum && !SameTypeOperands.isOfParameters(other))
            .toList());
  }
}
