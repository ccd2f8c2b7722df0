package io.github.helpcrunchjdbc.plan.calcite.json;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlJsonEmptyOrError;
import org.apache.calcite.sql.SqlJsonValueEmptyOrErrorBehavior;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * The clauses after the path of a JSON_VALUE (CALCITE-7801), for {@link JsonConvertlets}.
 *
 * @param onEmpty NULL, ERROR or DEFAULT
 * @param emptyDefault null without a default
 * @param onError NULL, ERROR or DEFAULT
 * @param errorDefault null without a default
 */
record JsonValueClauses(
    String onEmpty,
    @Nullable SqlNode emptyDefault,
    String onError,
    @Nullable SqlNode errorDefault) {

  static JsonValueClauses of(SqlCall call) {
    List<SqlNode> operands = call.getOperandList();
    JsonValueClauses clauses = new JsonValueClauses("NULL", null, "NULL", null);
    String behaviour = "NULL";
    SqlNode value = null;
    // Calcite's parser writes each clause as the behaviour, its value if it is DEFAULT, and EMPTY
    // or ERROR.
    for (int i = 2; i < operands.size(); i++) {
      Object symbol = operands.get(i) instanceof SqlLiteral literal ? literal.getValue() : null;
      if (symbol instanceof SqlJsonValueEmptyOrErrorBehavior given) {
        behaviour = given.name();
        value = given == SqlJsonValueEmptyOrErrorBehavior.DEFAULT ? operands.get(++i) : null;
      } else if (symbol == SqlJsonEmptyOrError.EMPTY) {
        clauses = new JsonValueClauses(behaviour, value, clauses.onError(), clauses.errorDefault());
      } else if (symbol == SqlJsonEmptyOrError.ERROR) {
        clauses = new JsonValueClauses(clauses.onEmpty(), clauses.emptyDefault(), behaviour, value);
      }
    }
    return clauses;
  }

  static String symbol(SqlNode node) {
    return node instanceof SqlLiteral literal && literal.getValue() instanceof Enum<?> symbol
        ? symbol.name()
        : "";
  }
}
