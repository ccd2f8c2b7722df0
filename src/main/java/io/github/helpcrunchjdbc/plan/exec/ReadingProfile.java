package io.github.helpcrunchjdbc.plan.exec;

import io.github.helpcrunchjdbc.execution.RequestBudget;
import io.github.helpcrunchjdbc.execution.WholeReads;
import java.util.List;

/**
 * How a plan reads.
 *
 * @param rowByRow whether each row that is read gives one row of the answer, so that its bound is
 *     the scan's
 * @param skips whether, besides, the service can leave out the first rows, and those behind them
 *     are the same however often they are read
 * @param streams whether rows are given while others are still to be read
 * @param handsOn whether, besides, the driver checks nothing again, so that no row is read in vain
 * @param keyedJoins how many joins send keys of the rows that are read
 * @param wholeReads how often all customers are read
 * @param boundedReads the same where the caller may take the first rows only
 * @param vain why rows are read in vain: predicates as SQL that are not sent, each with the reason;
 *     else that rows of a sub-query or a join are checked
 * @param widened predicates as SQL that are sent so that they find more, each with the reason
 * @param wayOut how the statement could be written to read less, as a sentence; empty for none
 */
public record ReadingProfile(
    boolean rowByRow,
    boolean skips,
    boolean streams,
    boolean handsOn,
    int keyedJoins,
    WholeReads wholeReads,
    WholeReads boundedReads,
    List<String> vain,
    List<String> widened,
    String wayOut) {
  /** A plan that reads nothing. */
  public static final ReadingProfile NOTHING =
      new ReadingProfile(
          false, false, true, true, 0, WholeReads.NONE, WholeReads.NONE, List.of(), List.of(), "");

  /**
   * What a statement's budget has to know of it.
   *
   * @param maxRows most rows that the caller takes, 0 for no bound
   */
  RequestBudget.Reading budgeted(long maxRows) {
    boolean isStoppable = handsOn || (streams && maxRows > 0);
    WholeReads reads = maxRows > 0 ? boundedReads : wholeReads;
    return new RequestBudget.Reading(isStoppable, keyedJoins, reads, vain, widened, wayOut);
  }
}
