package io.github.helpcrunchjdbc.plan.sql;

import com.google.common.base.Splitter;
import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.plan.exec.FailureOrigin;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Turns failures of planning into the driver's errors, for SQL that Calcite's parser or validator
 * accepts but no later step can do.
 */
public final class PlanErrors {
  private static final Pattern UNTRANSLATED = Pattern.compile("cannot translate call (\\w+).*");

  /** Messages of Janino, the compiler of generated code. */
  private static final Pattern TOO_LARGE =
      Pattern.compile("grows beyond 64 KB|[Cc]onstant pool .* grown past|exceeds 65535");

  /**
   * Janino wraps a failure at each level of the code. The number is bounded, because causes may
   * form a circle.
   */
  private static final int DEEPEST_CAUSE = 1000;

  private static final Set<String> COMMON = Set.of("COUNT", "SUM", "MIN", "MAX", "UPPER", "LOWER");

  /** The kinds of calls that are clauses, by their names. */
  private static final List<String> CLAUSES =
      Splitter.on(' ')
          .splitToList(
              "MATCH_RECOGNIZE TABLESAMPLE PIVOT UNPIVOT WITHIN_GROUP WITHIN_DISTINCT IGNORE_NULLS"
                  + " RESPECT_NULLS OVER UNNEST CUBE ROLLUP GROUPING_SETS ARRAY_VALUE_CONSTRUCTOR"
                  + " MAP_VALUE_CONSTRUCTOR MULTISET_VALUE_CONSTRUCTOR ARRAY_QUERY_CONSTRUCTOR"
                  + " MAP_QUERY_CONSTRUCTOR MULTISET_QUERY_CONSTRUCTOR SNAPSHOT LATERAL"
                  + " COLLECTION_TABLE SOME ALL");

  private static final int MOST_NAMED = 5;

  private PlanErrors() {}

  /** Returns the result of planning a statement; throws a failure as the driver's error. */
  public static <T> T guarded(SqlNode statement, Supplier<T> planning) {
    try {
      return planning.get();
    } catch (RuntimeException e) {
      throw of(e, statement);
    } catch (AssertionError e) {
      throw of(e, statement);
    }
  }

  /**
   * Returns a failure of planning as the driver's error if the SQL can't be done; else returns the
   * failure itself, which is a defect, or is about a value.
   */
  static RuntimeException of(RuntimeException failure, SqlNode statement) {
    Optional<HelpCrunchException> own =
        Stream.<Throwable>iterate(failure, e -> e != null, Throwable::getCause)
            .limit(DEEPEST_CAUSE)
            .filter(HelpCrunchException.class::isInstance)
            .map(HelpCrunchException.class::cast)
            .findFirst();
    if (own.isPresent()) {
      return own.get();
    }
    if (isTooLarge(failure)) {
      return new HelpCrunchException(
          ErrorCode.TOO_COMPLEX,
          "the expressions of this query make more than the 64 KB of code that the JVM takes at a"
              + " time, which about 500 branches of a CASE or terms of a sum do; write it with"
              + " fewer",
          failure);
    }
    Optional<String> function = untranslated(failure);
    if (function.isPresent()) {
      return new HelpCrunchException(
          ErrorCode.NOT_SUPPORTED, "the driver can't compute " + function.get(), failure);
    }
    boolean refused =
        failure instanceof RelOptPlanner.CannotPlanException
            || (isOfNoValue(failure) && FailureOrigin.isCalcite(failure));
    return refused ? cannot(failure, statement) : failure;
  }

  /**
   * Like {@link #of(RuntimeException, SqlNode)}, for an assertion of Calcite that legal SQL breaks.
   */
  static RuntimeException of(AssertionError failure, SqlNode statement) {
    if (FailureOrigin.isCalcite(failure)) {
      return cannot(failure, statement);
    }
    throw failure;
  }

  private static HelpCrunchException cannot(Throwable failure, SqlNode statement) {
    String parts = uncommonParts(statement);
    return new HelpCrunchException(
        ErrorCode.NOT_SUPPORTED,
        "the driver can't compute this query"
            + (parts.isEmpty() ? "" : "; what it may not be able to do there: " + parts),
        failure);
  }

  /**
   * Names the parts of a statement that a planner may not be able to do, as SQL writes them, such
   * as {@code MATCH_RECOGNIZE, LAST}; empty if there are none.
   */
  private static String uncommonParts(SqlNode statement) {
    Set<String> names = new LinkedHashSet<>();
    statement.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlCall call) {
            boolean function =
                call.getOperator() instanceof SqlFunction
                    && !COMMON.contains(call.getOperator().getName().toUpperCase(Locale.ROOT));
            if (function || CLAUSES.contains(call.getKind().name())) {
              names.add(call.getOperator().getName().strip());
            }
            return super.visit(call);
          }
        });
    return String.join(", ", names.stream().limit(MOST_NAMED).toList());
  }

  private static boolean isTooLarge(Throwable failure) {
    return Stream.<Throwable>iterate(failure, e -> e != null, Throwable::getCause)
        .limit(DEEPEST_CAUSE)
        .anyMatch(e -> TOO_LARGE.matcher(String.valueOf(e.getMessage())).find());
  }

  private static Optional<String> untranslated(Throwable failure) {
    return Stream.of(failure.getSuppressed())
        .map(suppressed -> UNTRANSLATED.matcher(String.valueOf(suppressed.getMessage())))
        .filter(Matcher::matches)
        .findFirst()
        .map(call -> call.group(1));
  }

  /**
   * Returns whether the failure is not about a number or text of the user that can't be converted.
   */
  private static boolean isOfNoValue(RuntimeException failure) {
    return !(failure instanceof NumberFormatException || failure instanceof ArithmeticException);
  }
}
