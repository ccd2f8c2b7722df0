package io.github.helpcrunchjdbc.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Says in a parsed query what type a parameter has where Calcite looks for it too late, as inside a
 * CASE: patterns and tags are text, and an IN is a disjunction of comparisons.
 */
final class ParameterTypes extends SqlShuttle {
  /** The query with its parameters' types said. */
  static SqlNode say(SqlNode query) {
    SqlNode said = query.accept(new ParameterTypes());
    if (said == null) {
      throw new IllegalStateException("no query left");
    }
    return said;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    CallCopyingArgHandler handler = new CallCopyingArgHandler(call, false);
    call.getOperator().acceptCall(this, call, false, handler);
    SqlNode visited = handler.result();
    if (!(visited instanceof SqlCall copy)) {
      return visited;
    }
    boolean hasTag =
        copy.getKind() == SqlKind.OTHER_FUNCTION
            && copy.getOperator().getName().toUpperCase(Locale.ROOT).equals(HasTag.NAME);
    if ((copy.getKind() == SqlKind.LIKE || hasTag) && copy.operandCount() > 1) {
      return withText(copy);
    }
    boolean in = copy.getKind() == SqlKind.IN || copy.getKind() == SqlKind.NOT_IN;
    return in && copy.operand(1) instanceof SqlNodeList values && hasParameter(copy)
        ? comparisons(copy, values)
        : copy;
  }

  private static SqlNode withText(SqlCall call) {
    if (!(call.operand(1) instanceof SqlDynamicParam parameter)) {
      return call;
    }
    SqlParserPos position = parameter.getParserPosition();
    List<SqlNode> operands = new ArrayList<>(call.getOperandList());
    operands.set(
        1,
        SqlStdOperatorTable.CAST.createCall(
            position,
            parameter,
            new SqlDataTypeSpec(
                new SqlBasicTypeNameSpec(SqlTypeName.VARCHAR, position), position)));
    return call.getOperator().createCall(call.getParserPosition(), operands);
  }

  private static boolean hasParameter(SqlCall in) {
    return in.operand(0) instanceof SqlDynamicParam
        || in.<SqlNodeList>operand(1).stream().anyMatch(SqlDynamicParam.class::isInstance);
  }

  private static SqlNode comparisons(SqlCall in, SqlNodeList values) {
    SqlNode any = null;
    for (SqlNode value : values) {
      SqlNode one =
          SqlStdOperatorTable.EQUALS.createCall(in.getParserPosition(), in.operand(0), value);
      any = any == null ? one : SqlStdOperatorTable.OR.createCall(in.getParserPosition(), any, one);
    }
    if (any == null) {
      return in;
    }
    return in.getKind() == SqlKind.IN
        ? any
        : SqlStdOperatorTable.NOT.createCall(in.getParserPosition(), any);
  }
}
