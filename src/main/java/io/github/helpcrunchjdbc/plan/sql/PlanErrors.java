package io.github.helpcrunchjdbc.plan.sql;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.calcite.plan.RelOptPlanner;

/** Functions that Calcite's validator knows, but that it can't compute. */
public final class PlanErrors {
  private static final Pattern UNTRANSLATED = Pattern.compile("cannot translate call (\\w+).*");

  private PlanErrors() {}

  /** The failure as the driver's error if it is such a function's, else the failure itself. */
  public static RuntimeException of(RuntimeException failure) {
    if (failure instanceof RelOptPlanner.CannotPlanException) {
      return new HelpCrunchException(
          ErrorCode.NOT_SUPPORTED,
          "the driver can't compute a function of this query, such as PERCENTILE_CONT",
          failure);
    }
    return Stream.of(failure.getSuppressed())
        .map(suppressed -> UNTRANSLATED.matcher(String.valueOf(suppressed.getMessage())))
        .filter(Matcher::matches)
        .findFirst()
        .<RuntimeException>map(
            call ->
                new HelpCrunchException(
                    ErrorCode.NOT_SUPPORTED, "the driver can't compute " + call.group(1), failure))
        .orElse(failure);
  }
}
