package io.github.helpcrunchjdbc.plan.calcite.value;

import io.github.helpcrunchjdbc.plan.function.JavaFunction;
import io.github.helpcrunchjdbc.plan.function.JsonTexts;
import io.github.helpcrunchjdbc.plan.rex.ExpressionWriter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Has {@link JsonTexts} say whether a text IS JSON, and what a JSON within JSON holds. Calcite's
 * parser takes no notice of what stands behind the first value, makes a DOUBLE of each number with
 * a fraction, and null of what can't be parsed. Its JSON_LENGTH fails where its path leads nowhere;
 * in MySQL it is NULL. Calcite 1.42.0; no issue known on 2026-11-26.
 */
final class ParsedJson extends ExpressionWriter {
  private static final Pattern IS_JSON =
      Pattern.compile("IS (?<not>NOT )?JSON (?<kind>VALUE|OBJECT|ARRAY|SCALAR)");

  private static final SqlFunction LAX_PATH = JavaFunction.of(JsonTexts.class, "laxPath");
  private static final SqlFunction PARSED = JavaFunction.of(JsonTexts.class, "parsed");
  private static final SqlFunction IS = JavaFunction.of(JsonTexts.class, "isJson");

  ParsedJson(RexBuilder rexBuilder) {
    super(rexBuilder);
  }

  /** The same call by such a method, the call itself if it is of something else. */
  RexNode rewrite(RexCall call) {
    if (call.getOperator().equals(SqlStdOperatorTable.JSON_TYPE_OPERATOR)) {
      return rexBuilder.makeCall(call.getType(), PARSED, call.getOperands());
    }
    if (call.getOperator().getName().equals("JSON_LENGTH") && call.getOperands().size() == 2) {
      RexNode path = call.getOperands().get(1);
      return call(
          call.getType(),
          call.getOperator(),
          call.getOperands().get(0),
          call(path.getType(), LAX_PATH, path));
    }
    Matcher asked = IS_JSON.matcher(call.getOperator().getName());
    if (!asked.matches()) {
      return call;
    }
    RexNode is =
        call(
            call.getType(),
            IS,
            rexBuilder.makeLiteral(asked.group("kind")),
            call.getOperands().get(0));
    return asked.group("not") == null ? is : call(SqlStdOperatorTable.NOT, is);
  }
}
