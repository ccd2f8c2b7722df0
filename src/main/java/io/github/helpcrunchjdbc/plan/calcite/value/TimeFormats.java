package io.github.helpcrunchjdbc.plan.calcite.value;

import io.github.helpcrunchjdbc.plan.function.FormattedTimes;
import io.github.helpcrunchjdbc.plan.function.JavaFunction;
import io.github.helpcrunchjdbc.plan.rex.ExpressionWriter;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Computes TO_CHAR, TO_DATE and TO_TIMESTAMP by methods that know PostgreSQL's formats: lower case,
 * text in double quotes, noon and midnight, fractions of a second. Calcite prints or ignores the
 * first two and reads the others wrongly. It also shows another time if the clocks of the JVM's
 * zone skip the one that is asked for, and another date before 1582-10-15, where it counts by the
 * Julian calendar. Calcite 1.42.0; no issue known on 2026-11-26.
 */
final class TimeFormats extends ExpressionWriter {
  private static final SqlFunction FORMATTED = JavaFunction.of(FormattedTimes.class, "formatted");
  private static final SqlFunction BEGUN = JavaFunction.of(FormattedTimes.class, "readBeginning");

  TimeFormats(RexBuilder rexBuilder) {
    super(rexBuilder);
  }

  /** Returns the call by such a method; any other call unchanged. */
  RexNode rewrite(RexCall call) {
    if (call.getOperands().size() != 2) {
      return call;
    }
    return switch (call.getOperator().getName()) {
      case "TO_CHAR" -> rexBuilder.makeCall(call.getType(), FORMATTED, call.getOperands());
      case "TO_DATE" ->
          rexBuilder.makeCast(
              call.getType(), read(call, type(SqlTypeName.TIMESTAMP, call.getType()), BEGUN));
      case "TO_TIMESTAMP" -> read(call, call.getType(), BEGUN);
      default -> call;
    };
  }

  /**
   * Reads a text in a format as a time.
   *
   * @param call a call with the text and the format
   * @param reader the method of {@link FormattedTimes}
   */
  RexNode read(RexCall call, RelDataType type, SqlFunction reader) {
    if (call.getOperands().get(1) instanceof RexLiteral format && !format.isNull()) {
      FormattedTimes.check(Objects.requireNonNull(format.getValueAs(String.class)));
    }
    return rexBuilder.makeCall(type, reader, call.getOperands());
  }
}
