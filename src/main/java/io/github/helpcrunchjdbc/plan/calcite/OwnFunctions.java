package io.github.helpcrunchjdbc.plan.calcite;

import io.github.helpcrunchjdbc.plan.rex.Expressions;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.schema.ScalarFunction;
import org.apache.calcite.schema.impl.ScalarFunctionImpl;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlUserDefinedFunction;

/**
 * Has the driver's functions evaluate what Calcite's get wrong, once the scans have taken theirs:
 * every LIKE by {@link LikeMatcher}, every part of a time by {@link TimePart}.
 */
public final class OwnFunctions extends RexShuttle {
  private static final SqlFunction LIKE =
      function(LikeMatcher.class, "like", ReturnTypes.BOOLEAN_NULLABLE, OwnFunctions::texts);
  private static final SqlFunction LIKE_ESCAPE =
      function(LikeMatcher.class, "likeEscape", ReturnTypes.BOOLEAN_NULLABLE, OwnFunctions::texts);
  private static final SqlFunction PART =
      function(TimePart.class, "part", ReturnTypes.BIGINT_NULLABLE, OwnFunctions::unitAndTime);

  private final RexBuilder rexBuilder;

  private final SoundArithmetic arithmetic;
  private final SoundTimes times;

  public OwnFunctions(RexBuilder rexBuilder) {
    this.rexBuilder = rexBuilder;
    this.arithmetic = new SoundArithmetic(rexBuilder);
    this.times = new SoundTimes(rexBuilder, arithmetic);
  }

  private static SqlFunction function(
      Class<?> type,
      String method,
      SqlReturnTypeInference returns,
      Function<RelDataTypeFactory, List<RelDataType>> parameters) {
    ScalarFunction function = ScalarFunctionImpl.create(type, method);
    if (function == null) {
      throw new IllegalStateException("no method " + method);
    }
    return new SqlUserDefinedFunction(
        new SqlIdentifier(method, SqlParserPos.ZERO),
        SqlKind.OTHER_FUNCTION,
        returns,
        InferTypes.FIRST_KNOWN,
        OperandTypes.operandMetadata(
            List.of(), parameters, index -> "operand" + index, index -> false),
        function);
  }

  private static List<RelDataType> texts(RelDataTypeFactory factory) {
    RelDataType text = factory.createSqlType(SqlTypeName.VARCHAR);
    return List.of(text, text, text);
  }

  private static List<RelDataType> unitAndTime(RelDataTypeFactory factory) {
    return List.of(
        factory.createSqlType(SqlTypeName.VARCHAR),
        factory.createSqlType(SqlTypeName.TIMESTAMP, 3));
  }

  /** The same plan with such calls rewritten, but for those inside the scans. */
  public static RelNode rewrite(RelNode root) {
    OwnFunctions rewrite = new OwnFunctions(root.getCluster().getRexBuilder());
    return Expressions.rewrite(root, rel -> true, rewrite);
  }

  @Override
  public RexNode visitCall(RexCall call) {
    RexNode visited = super.visitCall(call);
    if (!(visited instanceof RexCall result)) {
      return visited;
    }
    if (result.getOperator().equals(SqlStdOperatorTable.LIKE)) {
      return rexBuilder.makeCall(
          result.getType(), result.operands.size() == 2 ? LIKE : LIKE_ESCAPE, result.operands);
    }
    if (result.getKind() == SqlKind.EXTRACT) {
      return part(result);
    }
    RexNode sound = arithmetic.rewrite(result);
    return sound instanceof RexCall exact ? times.rewrite(exact) : sound;
  }

  /** Calcite's code for it fails where two parts of the same unit stand in and beside a CASE. */
  private RexNode part(RexCall extract) {
    RexNode time = extract.getOperands().get(1);
    boolean own =
        extract.getOperands().get(0) instanceof RexLiteral literal
            && literal.getValue() instanceof TimeUnitRange unit
            && TimePart.has(unit)
            && time.getType().getSqlTypeName() == SqlTypeName.TIMESTAMP;
    if (!own) {
      return extract;
    }
    String unit =
        ((RexLiteral) extract.getOperands().get(0)).getValueAs(TimeUnitRange.class).name();
    return rexBuilder.makeCall(
        extract.getType(), PART, List.of(rexBuilder.makeLiteral(unit), time));
  }
}
