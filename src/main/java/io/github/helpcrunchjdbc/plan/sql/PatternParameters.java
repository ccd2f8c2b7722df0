package io.github.helpcrunchjdbc.plan.sql;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * The parameters that stand in the pattern of a LIKE: whether it can be pushed is in their text.
 */
public final class PatternParameters {
  private PatternParameters() {}

  /** Their indexes, from 0. */
  public static List<Integer> find(SqlNode query) {
    Set<Integer> found = new TreeSet<>();
    query.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlCall call) {
            if (call.getKind() == SqlKind.LIKE && call.operandCount() > 1) {
              call.operand(1).accept(parametersInto(found));
            }
            return super.visit(call);
          }
        });
    return List.copyOf(found);
  }

  private static SqlBasicVisitor<Void> parametersInto(Set<Integer> found) {
    return new SqlBasicVisitor<>() {
      @Override
      @SuppressWarnings("NullAway") // the visitor's result is of type Void
      public Void visit(SqlDynamicParam parameter) {
        found.add(parameter.getIndex());
        return null;
      }
    };
  }

  /** A copy of a parsed query: validation changes what it is given. */
  public static SqlNode copy(SqlNode query) {
    return inline(query, Map.of());
  }

  /** A copy in which the parameters of the given indexes are literals. */
  public static SqlNode inline(SqlNode query, Map<Integer, String> values) {
    SqlNode copy =
        query.accept(
            new SqlShuttle() {
              @Override
              public SqlNode visit(SqlDynamicParam parameter) {
                String value = values.get(parameter.getIndex());
                return value == null
                    ? parameter.clone(parameter.getParserPosition())
                    : SqlLiteral.createCharString(value, parameter.getParserPosition());
              }

              @Override
              public @Nullable SqlNode visit(SqlCall call) {
                CallCopyingArgHandler handler = new CallCopyingArgHandler(call, true);
                call.getOperator().acceptCall(this, call, false, handler);
                return handler.result();
              }
            });
    if (copy == null) {
      throw new IllegalStateException("no copy of " + SqlBasicCall.class.getSimpleName());
    }
    return copy;
  }
}
