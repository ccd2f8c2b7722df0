package io.github.helpcrunchjdbc.plan.calcite.aggregate;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.plan.rex.WindowCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexWindowExclusion;

/**
 * Frames that Calcite 1.42.0 gets wrong: an order by a constant, for which its code does not
 * compile, and EXCLUDE, which is refused: MIN, MAX and SUM of no row are what they begin with, and
 * rows stay whose frame has the rows of the one before. EXCLUDE came with CALCITE-5855, and later
 * versions drop constant keys in RelBuilder (CALCITE-7697); no issue of these defects was known on
 * 2026-11-26.
 */
final class SoundFrames {
  private SoundFrames() {}

  /**
   * The window of a call, in the order of what is no constant.
   *
   * @throws HelpCrunchException NOT_SUPPORTED for one that excludes rows
   */
  static WindowCall of(RexOver over) {
    if (over.getWindow().getExclude() != RexWindowExclusion.EXCLUDE_NO_OTHER) {
      throw new HelpCrunchException(
          ErrorCode.NOT_SUPPORTED,
          "EXCLUDE is not supported; leave it out, and take the row's own value away from a SUM or"
              + " 1 from a COUNT");
    }
    WindowCall window = WindowCall.of(over);
    return window.function().requiresOrder()
        ? window
        : window.withOrder(
            window.order().stream().filter(key -> !(key.left instanceof RexLiteral)).toList());
  }
}
