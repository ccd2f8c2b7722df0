package io.github.helpcrunchjdbc.plan.calcite.value;

import static org.apache.calcite.util.Static.RESOURCE;

import io.github.helpcrunchjdbc.plan.function.JavaFunction;
import io.github.helpcrunchjdbc.plan.function.TimeArithmetic;
import java.util.List;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql2rel.SqlRexContext;

/**
 * TIMESTAMPDIFF as a BIGINT. Calcite's is an INTEGER, which microseconds fill within an hour, and
 * counts parts of seconds as nothing. It counts one month too many if it counts back and the time
 * of day is earlier: CALCITE-5981 mended the same for days. Calcite 1.42.0; no issue of the others
 * is known on 2026-11-27.
 */
public final class TimestampDifference extends SqlFunction {
  public static final TimestampDifference INSTANCE = new TimestampDifference();

  private static final SqlFunction DIFFERENCE =
      JavaFunction.of(
          TimeArithmetic.class,
          "timeDifference",
          o ->
              "TIMESTAMPDIFF(%s, %s, %s)".formatted(o.get(0).replace("'", ""), o.get(1), o.get(2)));

  private TimestampDifference() {
    super(
        "TIMESTAMPDIFF",
        SqlKind.TIMESTAMP_DIFF,
        ReturnTypes.BIGINT_NULLABLE,
        null,
        SqlStdOperatorTable.TIMESTAMP_DIFF.getOperandTypeChecker(),
        SqlFunctionCategory.TIMEDATE);
  }

  /** Returns a call of this operator for one of Calcite's; any other call unchanged. */
  public static SqlCall rewrite(SqlCall call) {
    return call.getOperator().equals(SqlStdOperatorTable.TIMESTAMP_DIFF)
        ? INSTANCE.createCall(call.getParserPosition(), call.getOperandList())
        : call;
  }

  @Override
  public void validateCall(
      SqlCall call, SqlValidator validator, SqlValidatorScope scope, SqlValidatorScope operands) {
    super.validateCall(call, validator, scope, operands);
    SqlIntervalQualifier unit = call.operand(0);
    validator.validateTimeFrame(unit);
    if (unit.timeFrameName != null || unit.timeUnitRange.startUnit.multiplier == null) {
      throw validator.newValidationError(
          unit, RESOURCE.invalidTimeFrameInOperation(unit.toString(), getName()));
    }
  }

  /**
   * Derives the type itself, because Calcite would look the function up by its name, and find its
   * own.
   */
  @Override
  public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
    call.getOperandList().forEach(operand -> validator.deriveType(scope, operand));
    return validateOperands(validator, scope, call);
  }

  public RexNode convert(SqlRexContext context, SqlCall call) {
    TimeUnit unit = ((SqlIntervalQualifier) call.operand(0)).timeUnitRange.startUnit;
    RexBuilder rexBuilder = context.getRexBuilder();
    RexNode from = asTime(rexBuilder, context.convertExpression(call.operand(1)));
    RexNode to = asTime(rexBuilder, context.convertExpression(call.operand(2)));
    RelDataType type = rexBuilder.deriveReturnType(this, List.of(from, to));
    return rexBuilder.makeCall(
        type, DIFFERENCE, List.of(rexBuilder.makeLiteral(unit.name()), from, to));
  }

  private static RexNode asTime(RexBuilder rexBuilder, RexNode node) {
    RelDataType type = rexBuilder.getTypeFactory().createSqlType(SqlTypeName.TIMESTAMP, 3);
    return node.getType().getSqlTypeName() == SqlTypeName.DATE
        ? rexBuilder.ensureType(type, node, true)
        : node;
  }
}
