package io.github.helpcrunchjdbc.plan.calcite.value;

import io.github.helpcrunchjdbc.plan.function.JavaFunction;
import io.github.helpcrunchjdbc.plan.function.LikeMatcher;
import io.github.helpcrunchjdbc.plan.function.RegularExpressions;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.fun.SqlLikeOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/**
 * Matches patterns of all kinds by {@link LikeMatcher} and {@link RegularExpressions}. Calcite's
 * functions know the case of English letters only, and may take minutes. Calcite 1.42.0; no issue
 * known on 2026-11-26.
 */
public record SoundPatterns(RexBuilder rexBuilder) {
  private static SqlFunction like(String method) {
    return JavaFunction.of(LikeMatcher.class, method);
  }

  private static SqlFunction regex(String method) {
    return JavaFunction.of(RegularExpressions.class, method);
  }

  /** Returns the call by such a method; a call that matches no pattern unchanged. */
  public RexNode rewrite(RexCall call) {
    int operands = call.getOperands().size();
    SqlFunction function =
        switch (call.getOperator().getName()) {
          case "LIKE", "NOT LIKE" -> operands == 2 ? like("like") : like("likeEscape");
          case "ILIKE", "NOT ILIKE" -> operands == 2 ? like("ilike") : like("ilikeEscape");
          case "SIMILAR TO", "NOT SIMILAR TO" ->
              operands == 2 ? regex("similarTo") : regex("similarToEscape");
          case "RLIKE", "NOT RLIKE", "REGEXP", "REGEXP_CONTAINS" -> regex("regexpLike");
          case "REGEXP_LIKE" -> operands == 2 ? regex("regexpLike") : regex("regexpLikeFlags");
          case "REGEXP_REPLACE" ->
              operands == 3
                  ? regex("regexpReplace")
                  : operands == 4 ? regex("regexpReplaceFlags") : null;
          default -> posix(call);
        };
    if (function == null) {
      return call;
    }
    RexNode matches = rexBuilder.makeCall(call.getType(), function, call.getOperands());
    return isNegated(call)
        ? rexBuilder.makeCall(call.getType(), SqlStdOperatorTable.NOT, List.of(matches))
        : matches;
  }

  private static @Nullable SqlFunction posix(RexCall call) {
    return switch (call.getKind()) {
      case POSIX_REGEX_CASE_SENSITIVE -> regex("posixMatch");
      case POSIX_REGEX_CASE_INSENSITIVE -> regex("posixMatchAnyCase");
      default -> null;
    };
  }

  private static boolean isNegated(RexCall call) {
    return call.getOperator() instanceof SqlLikeOperator like
        ? like.isNegated()
        : call.getOperator().equals(SqlStdOperatorTable.NEGATED_POSIX_REGEX_CASE_SENSITIVE)
            || call.getOperator().equals(SqlStdOperatorTable.NEGATED_POSIX_REGEX_CASE_INSENSITIVE);
  }
}
