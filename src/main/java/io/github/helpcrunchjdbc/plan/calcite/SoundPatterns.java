package io.github.helpcrunchjdbc.plan.calcite;

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
 * Patterns of all kinds by {@link LikeMatcher} and {@link RegularExpressions}. Calcite's know the
 * case of English letters only, and may take longer than anybody waits. Calcite 1.42.0; no issue
 * known on 2026-11-26.
 */
public final class SoundPatterns {
  private static final SqlFunction LIKE = like("like");
  private static final SqlFunction LIKE_ESCAPE = like("likeEscape");
  private static final SqlFunction ILIKE = like("ilike");
  private static final SqlFunction ILIKE_ESCAPE = like("ilikeEscape");
  private static final SqlFunction SIMILAR = regex("similarTo");
  private static final SqlFunction SIMILAR_ESCAPE = regex("similarToEscape");
  private static final SqlFunction POSIX = regex("posixMatch");
  private static final SqlFunction POSIX_ANY_CASE = regex("posixMatchAnyCase");
  private static final SqlFunction REGEXP_LIKE = regex("regexpLike");
  private static final SqlFunction REGEXP_LIKE_FLAGS = regex("regexpLikeFlags");
  private static final SqlFunction REGEXP_REPLACE = regex("regexpReplace");
  private static final SqlFunction REGEXP_REPLACE_FLAGS = regex("regexpReplaceFlags");

  private final RexBuilder rexBuilder;

  public SoundPatterns(RexBuilder rexBuilder) {
    this.rexBuilder = rexBuilder;
  }

  private static SqlFunction like(String method) {
    return JavaFunction.of(LikeMatcher.class, method);
  }

  private static SqlFunction regex(String method) {
    return JavaFunction.of(RegularExpressions.class, method);
  }

  /** The same call by such a method, the call itself if it matches no pattern. */
  public RexNode rewrite(RexCall call) {
    int operands = call.getOperands().size();
    SqlFunction function =
        switch (call.getOperator().getName()) {
          case "LIKE", "NOT LIKE" -> operands == 2 ? LIKE : LIKE_ESCAPE;
          case "ILIKE", "NOT ILIKE" -> operands == 2 ? ILIKE : ILIKE_ESCAPE;
          case "SIMILAR TO", "NOT SIMILAR TO" -> operands == 2 ? SIMILAR : SIMILAR_ESCAPE;
          case "RLIKE", "NOT RLIKE", "REGEXP", "REGEXP_CONTAINS" -> REGEXP_LIKE;
          case "REGEXP_LIKE" -> operands == 2 ? REGEXP_LIKE : REGEXP_LIKE_FLAGS;
          case "REGEXP_REPLACE" ->
              operands == 3 ? REGEXP_REPLACE : operands == 4 ? REGEXP_REPLACE_FLAGS : null;
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
      case POSIX_REGEX_CASE_SENSITIVE -> POSIX;
      case POSIX_REGEX_CASE_INSENSITIVE -> POSIX_ANY_CASE;
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
