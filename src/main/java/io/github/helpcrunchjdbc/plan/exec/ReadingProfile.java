package io.github.helpcrunchjdbc.plan.exec;

import java.util.List;

/**
 * How a plan reads.
 *
 * @param rowByRow whether each row that is read gives one row of the answer, so that its bound is
 *     the scan's
 * @param handsOn whether, besides, the driver checks nothing again, so that no row is read in vain
 * @param unsent the predicates that no filter can say, as SQL, each with the reason
 */
public record ReadingProfile(boolean rowByRow, boolean handsOn, List<String> unsent) {
  /** A plan that reads nothing. */
  public static final ReadingProfile NOTHING = new ReadingProfile(false, true, List.of());
}
