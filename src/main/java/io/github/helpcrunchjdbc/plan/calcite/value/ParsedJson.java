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
 * Makes {@link JsonTexts} decide whether a text IS JSON, and parse a JSON within JSON. Calcite's
 * parser ignores what follows the first value, makes a DOUBLE of each number with a fraction, and
 * null of a text that it can't parse. Its JSON_LENGTH and JSON_KEYS fail if their path leads
 * nowhere, or return the text null; in MySQL, whose functions they are, they are NULL. Calcite
 * 1.42.0; no issue known on 2026-11-26.
 */
final class ParsedJson extends ExpressionWriter {
  private static final Pattern IS_JSON =
      Pattern.compile("IS (?<not>NOT )?JSON (?<kind>VALUE|OBJECT|ARRAY|SCALAR)");

  private static final SqlFunction LAX_PATH = JavaFunction.of(JsonTexts.class, "laxPath");
  private static final SqlFunction KEYS = JavaFunction.of(JsonTexts.class, "keys");
  private static final SqlFunction PARSED = JavaFunction.of(JsonTexts.class, "parsed");
  private static final SqlFunction IS = JavaFunction.of(JsonTexts.class, "isJson");

  ParsedJson(RexBuilder rexBuilder) {
    super(rexBuilder);
  }

  /** Returns the call by such a method; any other call unchanged. */
  RexNode rewrite(RexCall call) {
    if (call.getOperator().equals(SqlStdOperatorTable.JSON_TYPE_OPERATOR)) {
      return rexBuilder.makeCall(call.getType(), PARSED, call.getOperands());
    }
    String name = call.getOperator().getName();
    if (name.equals("JSON_LENGTH")) {
      return lax(call);
    } else if (name.equals("JSON_KEYS")) {
      return call(call.getType(), KEYS, lax(call));
    }
    Matcher asked = IS_JSON.matcher(name);
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

  /** Returns the call with a lax path, which may lead nowhere. */
  private RexNode lax(RexCall call) {
    if (call.getOperands().size() < 2) {
      return call;
    }
    RexNode path = call.getOperands().get(1);
    return call(
        call.getType(),
        call.getOperator(),
        call.getOperands().get(0),
        call(path.getType(), LAX_PATH, path));
  }
}
