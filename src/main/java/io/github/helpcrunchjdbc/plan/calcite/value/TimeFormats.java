package io.github.helpcrunchjdbc.plan.calcite.value;

import io.github.helpcrunchjdbc.plan.function.BoundedText;
import io.github.helpcrunchjdbc.plan.function.FormattedTimes;
import io.github.helpcrunchjdbc.plan.function.JavaFunction;
import io.github.helpcrunchjdbc.plan.rex.ExpressionWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * TO_CHAR whose format may hold text in double quotes, which Calcite shows with its quotes, and may
 * not be so long that reading it takes minutes. Calcite also shows another time where the clocks of
 * the JVM's zone skip the one that is asked for, and another date before 1582-10-15, where it
 * counts by the Julian calendar. In TO_TIMESTAMP it reads a fraction of .7 as 7 milliseconds.
 * Calcite 1.42.0; no issue known on 2026-11-26.
 */
final class TimeFormats extends ExpressionWriter {
  private static final SqlFunction BOUNDED = JavaFunction.of(BoundedText.class, "format");
  private static final SqlFunction FORMATTED = JavaFunction.of(FormattedTimes.class, "formatted");
  private static final SqlFunction WITH_FRACTION =
      JavaFunction.of(FormattedTimes.class, "withFraction");

  TimeFormats(RexBuilder rexBuilder) {
    super(rexBuilder);
  }

  /** The same call with what is in quotes beside it; any other call itself. */
  RexNode rewrite(RexCall call) {
    if (call.getOperator().getName().equals("TO_TIMESTAMP") && call.getOperands().size() == 2) {
      return withFraction(call);
    } else if (!call.getOperator().getName().equals("TO_CHAR") || call.getOperands().size() != 2) {
      return call;
    }
    RexNode format = call.getOperands().get(1);
    String text = format instanceof RexLiteral literal ? literal.getValueAs(String.class) : null;
    if (text == null) {
      RexNode bounded =
          rexBuilder.makeCall(
              type(SqlTypeName.VARCHAR, format.getType()), BOUNDED, List.of(format));
      return formatted(call, bounded);
    }
    BoundedText.format(text);
    return text.indexOf('"') < 0 ? formatted(call, format) : joined(call, text);
  }

  private RexNode withFraction(RexCall call) {
    RexNode text = call.getOperands().get(0);
    RexNode format = call.getOperands().get(1);
    boolean isDone = text instanceof RexCall made && made.getOperator().equals(WITH_FRACTION);
    return isDone
        ? call
        : call.clone(
            call.getType(),
            List.of(
                rexBuilder.makeCall(
                    type(SqlTypeName.VARCHAR, text.getType()),
                    WITH_FRACTION,
                    List.of(text, format)),
                format));
  }

  private RexNode formatted(RexCall call, RexNode format) {
    RexNode time = call.getOperands().get(0);
    return rexBuilder.makeCall(call.getType(), FORMATTED, List.of(time, format));
  }

  private RexNode joined(RexCall call, String format) {
    List<RexNode> parts = new ArrayList<>();
    String[] pieces = format.split("\"", -1);
    for (int i = 0; i < pieces.length; i++) {
      if (!pieces[i].isEmpty()) {
        RexNode piece = rexBuilder.makeLiteral(pieces[i]);
        parts.add(i % 2 == 1 ? piece : formatted(call, piece));
      }
    }
    if (parts.stream().noneMatch(part -> part instanceof RexCall)) {
      // Of no time it is NULL all the same.
      return call;
    }
    RexNode whole = parts.get(0);
    for (RexNode part : parts.subList(1, parts.size())) {
      whole = rexBuilder.makeCall(call.getType(), SqlStdOperatorTable.CONCAT, List.of(whole, part));
    }
    return whole;
  }
}
