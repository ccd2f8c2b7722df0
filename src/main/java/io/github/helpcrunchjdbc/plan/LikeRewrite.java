package io.github.helpcrunchjdbc.plan;

import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
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
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlUserDefinedFunction;

/** Has {@link LikeMatcher} evaluate every LIKE that is left once the scans have taken theirs. */
final class LikeRewrite extends RexShuttle {
  private static final SqlFunction LIKE = function("like");
  private static final SqlFunction LIKE_ESCAPE = function("likeEscape");

  private final RexBuilder rexBuilder;

  LikeRewrite(RexBuilder rexBuilder) {
    this.rexBuilder = rexBuilder;
  }

  private static SqlFunction function(String method) {
    ScalarFunction function = ScalarFunctionImpl.create(LikeMatcher.class, method);
    if (function == null) {
      throw new IllegalStateException("no method " + method);
    }
    return new SqlUserDefinedFunction(
        new SqlIdentifier(method, SqlParserPos.ZERO),
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.BOOLEAN_NULLABLE,
        InferTypes.FIRST_KNOWN,
        OperandTypes.operandMetadata(
            List.of(), LikeRewrite::texts, index -> "text" + index, index -> false),
        function);
  }

  private static List<RelDataType> texts(RelDataTypeFactory factory) {
    RelDataType text = factory.createSqlType(SqlTypeName.VARCHAR);
    return List.of(text, text, text);
  }

  /** The same plan with its LIKEs rewritten, but for those inside the scans. */
  static RelNode rewrite(RelNode root) {
    LikeRewrite rewrite = new LikeRewrite(root.getCluster().getRexBuilder());
    return root.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode other) {
            return super.visit(other).accept(rewrite);
          }
        });
  }

  @Override
  public RexNode visitCall(RexCall call) {
    RexNode visited = super.visitCall(call);
    if (!(visited instanceof RexCall like)
        || !like.getOperator().equals(SqlStdOperatorTable.LIKE)) {
      return visited;
    }
    return rexBuilder.makeCall(
        like.getType(), like.operands.size() == 2 ? LIKE : LIKE_ESCAPE, like.operands);
  }
}
