package io.github.helpcrunchjdbc.plan.exec;

import io.github.helpcrunchjdbc.execution.RequestBudget;
import io.github.helpcrunchjdbc.execution.WholeReads;
import java.util.List;

/**
 * How a plan reads.
 *
 * @param rowByRow whether each row that is read makes one row of the answer; a bound of the answer
 *     is then one of the scan
 * @param skips whether {@code rowByRow} holds, and the service can leave out the first rows, and
 *     the others are the same at each reading
 * @param streams whether rows are returned while others are still to be read
 * @param returnsEachRow whether {@code streams} holds and no row is checked again, so that none is
 *     read in vain
 * @param keyedJoins how many joins send keys of the rows that are read
 * @param wholeReads how often all customers are read
 * @param boundedReads how often all customers are read if the caller may take the first rows only
 * @param unsent why rows are read in vain: the predicates, as SQL, that are not sent, each with the
 *     reason; or that rows of a sub-query or a join are checked
 * @param inexact the predicates, as SQL, that are sent in a form that finds more, each with the
 *     reason
 * @param suggestion how to write the statement to read less, as a sentence; empty if there is no
 *     way
 */
public record ReadingProfile(
    boolean rowByRow,
    boolean skips,
    boolean streams,
    boolean returnsEachRow,
    int keyedJoins,
    WholeReads wholeReads,
    WholeReads boundedReads,
    List<String> unsent,
    List<String> inexact,
    String suggestion) {
  /** The profile of a plan that reads nothing. */
  public static final ReadingProfile NOTHING =
      new ReadingProfile(
          false, false, true, true, 0, WholeReads.NONE, WholeReads.NONE, List.of(), List.of(), "");

  /**
   * Returns what the statement's budget has to know of this plan.
   *
   * @param maxRows how many rows the caller takes at the most, 0 for no bound
   */
  RequestBudget.Reading budgeted(long maxRows) {
    boolean isStoppable = returnsEachRow || (streams && maxRows > 0);
    WholeReads reads = maxRows > 0 ? boundedReads : wholeReads;
    return new RequestBudget.Reading(isStoppable, keyedJoins, reads, unsent, inexact, suggestion);
  }
}
