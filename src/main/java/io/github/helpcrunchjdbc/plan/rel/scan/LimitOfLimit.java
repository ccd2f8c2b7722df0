package io.github.helpcrunchjdbc.plan.rel.scan;

import io.github.helpcrunchjdbc.plan.exec.scan.ScanSpec;
import java.math.BigDecimal;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * A limit of what is limited already, as tools wrap a query to see a piece of it. Calcite's own
 * rule for it (LIMIT_MERGE) forgets the outer offset.
 */
record LimitOfLimit(RexBuilder rexBuilder, ScanSpec inner) {
  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

  /** Whether the limit is known beforehand. */
  static boolean canMerge(@Nullable RexNode offset, @Nullable RexNode fetch) {
    return (offset == null || offset instanceof RexLiteral)
        && (fetch == null || fetch instanceof RexLiteral);
  }

  /** The scan with both limits as one. */
  ScanSpec merge(@Nullable RexNode offset, @Nullable RexNode fetch) {
    BigDecimal skipped = number(offset);
    RexNode rest =
        inner.fetch() == null
            ? null
            : literal(number(inner.fetch()).subtract(skipped).max(BigDecimal.ZERO));
    BigDecimal all = number(inner.offset()).add(skipped).min(MOST);
    return inner.withLimit(
        all.signum() == 0 ? null : literal(all),
        rest == null || (fetch != null && number(fetch).compareTo(number(rest)) < 0)
            ? fetch
            : rest);
  }

  private static BigDecimal number(@Nullable RexNode node) {
    BigDecimal number =
        node instanceof RexLiteral literal ? literal.getValueAs(BigDecimal.class) : null;
    return number == null ? BigDecimal.ZERO : number;
  }

  private RexNode literal(BigDecimal number) {
    return rexBuilder.makeExactLiteral(number);
  }
}
