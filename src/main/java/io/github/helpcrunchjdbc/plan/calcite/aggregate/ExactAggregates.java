package io.github.helpcrunchjdbc.plan.calcite.aggregate;

import com.google.common.base.Splitter;
import io.github.helpcrunchjdbc.plan.function.AccumulatorFunction;
import io.github.helpcrunchjdbc.plan.function.DoubleSum;
import io.github.helpcrunchjdbc.plan.function.ExactStatistics;
import io.github.helpcrunchjdbc.plan.function.ExactSum;
import io.github.helpcrunchjdbc.plan.function.Extremes;
import io.github.helpcrunchjdbc.plan.rex.CustomerTypes;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Computes sums and statistics of numbers by the driver's own accumulators. Calcite computes them
 * in the type of their argument, which whole numbers and DOUBLEs overflow, and where DECIMALs are
 * cut. Its MIN and MAX of DOUBLEs forget the values before a NaN; its ARG_MAX and ARG_MIN do not
 * know NaN, leave out NULLs, and fail for a group whose keys are NULL. Calcite 1.42.0. CALCITE-7696
 * mends REGR of a whole number and a DOUBLE; no issue known on 2026-11-26 of the rest.
 */
public final class ExactAggregates {
  private static final List<String> STATISTICS =
      Splitter.on(' ')
          .splitToList(
              "AVG VAR_POP VAR_SAMP VARIANCE STDDEV_POP STDDEV_SAMP STDDEV COVAR_POP COVAR_SAMP "
                  + "CORR REGR_SXX REGR_SYY REGR_SXY REGR_SLOPE REGR_INTERCEPT REGR_R2 REGR_AVGX "
                  + "REGR_AVGY");

  private ExactAggregates() {}

  /** Returns whether {@link ExactStatistics} computes a function. */
  public static boolean isStatistic(SqlAggFunction function) {
    return STATISTICS.contains(function.getName());
  }

  /**
   * Returns the aggregate computed by an accumulator.
   *
   * @param type the type of its result
   * @return null if Calcite's own aggregate is right
   */
  static @Nullable SqlAggFunction of(
      SqlAggFunction function, RelDataType type, List<RelDataType> arguments) {
    boolean isOfMax = function.getKind() == SqlKind.ARG_MAX;
    if (isOfMax || function.getKind() == SqlKind.ARG_MIN) {
      RelDataType key = arguments.get(1);
      // Java's order of UUIDs is not that of their bytes.
      return CustomerTypes.isNested(key) || key.getSqlTypeName() == SqlTypeName.UUID
          ? null
          : AccumulatorFunction.operator(type, Extremes.class, true, isOfMax ? 1 : -1);
    }
    if (arguments.isEmpty() || !arguments.stream().allMatch(SqlTypeUtil::isNumeric)) {
      return null;
    }
    boolean decimal = SqlTypeUtil.isDecimal(type);
    int precision = decimal ? type.getPrecision() : 0;
    int scale = decimal ? type.getScale() : 0;
    if (isStatistic(function)) {
      return AccumulatorFunction.operator(
          type, ExactStatistics.class, false, function.getName(), precision, scale);
    }
    boolean sum0 = function.getName().equals("$SUM0");
    if (!sum0 && !function.getName().equals("SUM")) {
      boolean isMax = function.getName().equals("MAX");
      return SqlTypeUtil.isApproximateNumeric(type) && (isMax || function.getName().equals("MIN"))
          ? AccumulatorFunction.operator(type, Extremes.class, false, isMax ? 1 : -1)
          : null;
    }
    return switch (type.getSqlTypeName()) {
      case BIGINT, DECIMAL ->
          AccumulatorFunction.operator(type, ExactSum.class, false, sum0, precision, scale);
      case DOUBLE -> AccumulatorFunction.operator(type, DoubleSum.class, false, sum0);
      default -> null;
    };
  }
}
