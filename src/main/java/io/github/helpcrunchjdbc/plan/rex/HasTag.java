package io.github.helpcrunchjdbc.plan.rex;

import io.github.helpcrunchjdbc.rows.TagNames;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.schema.impl.ScalarFunctionImpl;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.validate.SqlUserDefinedFunction;
import org.jspecify.annotations.Nullable;

/** The SQL function {@code HAS_TAG(tags, 'Lead')}. Public for the code that Calcite generates. */
public final class HasTag {
  public static final String NAME = "HAS_TAG";

  private static final SqlFunction OPERATOR =
      new SqlUserDefinedFunction(
          new SqlIdentifier(NAME, SqlParserPos.ZERO),
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.BOOLEAN_FORCE_NULLABLE,
          InferTypes.FIRST_KNOWN,
          OperandTypes.operandMetadata(
              List.of(), factory -> List.of(), index -> "operand" + index, index -> false),
          ScalarFunctionImpl.create(HasTag.class, "hasTag"));

  private HasTag() {}

  /** Whether a JSON array of tag names contains {@code tag}; null if either argument is null. */
  public static @Nullable Boolean hasTag(@Nullable String tags, @Nullable String tag) {
    return (tags == null || tag == null) ? null : TagNames.contains(tags, tag);
  }

  /** Returns a call of the function for a plan. */
  public static RexNode call(RexBuilder rexBuilder, RexNode tags, RexNode tag) {
    return rexBuilder.makeCall(OPERATOR, tags, tag);
  }
}
