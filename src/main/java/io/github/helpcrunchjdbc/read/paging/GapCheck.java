package io.github.helpcrunchjdbc.read.paging;

import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether customers are left out between a page of a search and the pages before it.
 *
 * @param breakOrder run when the service can't give the order any more
 */
record GapCheck(
    ReadContext reading,
    HighWaterMark mark,
    NextRequest next,
    SearchEnd end,
    ReadAhead ahead,
    ScanEvidence evidence,
    Runnable breakOrder) {
  /**
   * Whether a page follows the rows read so far without a gap. If not, the caller drops the page,
   * and reading has stepped back.
   *
   * @param started whether a page has come before
   */
  boolean isConnected(PageRequest request, Page page, boolean started) {
    long shrink = end.shrink(page);
    evidence.changed |= shrink != 0;
    if (shrink != 0) {
      reading.note(
          ServiceFact.CUSTOMERS_CHANGE, "the total changed by " + -shrink + " between two pages");
    }
    if (!started || request.offset() == next.start() || evidence.unsorted) {
      return true;
    }
    boolean connected;
    if (page.rows().isEmpty()) {
      connected = end.explainsEmptyPage(request, page) && request.offset() == next.position();
    } else if (request.offset() < next.position()) {
      connected = mark.reaches(page.rows().get(0)) || canNotBeConnected(page.rows().get(0));
    } else {
      connected = shrink == 0 || (shrink < 0 && !ahead.isConcurrent());
      evidence.unverified |= connected && ahead.isConcurrent();
    }
    if (!connected && !next.mayStepBack()) {
      evidence.disconnected = true;
      return true;
    }
    if (!connected) {
      evidence.changed = true;
      next.stepBack(request, shrink);
      end.update(page);
    }
    return connected;
  }

  /**
   * Whether no overlap can help, because the page begins within a group of equal rows that change
   * places and fill more than a page.
   */
  private boolean canNotBeConnected(@Nullable Object[] first) {
    if (!mark.isInGroup(first) || (mark.isNull() && !next.isOverlapGreatest())) {
      return false;
    }
    if (!mark.isNull() && next.doesGroupFit()) {
      // From now on, pages begin before such a group.
      reading.note(
          ServiceFact.TIES_UNSTABLE,
          "a page begins within customers of equal value that the page before did not end"
              + " with");
      return false;
    }
    evidence.tiesMoved = true;
    evidence.changed = true;
    next.giveUpOverlap();
    breakOrder.run();
    return true;
  }

  /**
   * Whether reading goes on although rows have come again. If not, it has stepped back to read
   * their group of equal rows as a whole, which fits on one page.
   */
  boolean continuesDespiteRepeats() {
    evidence.tiesMoved = true;
    evidence.changed = true;
    if (evidence.unsorted) {
      return true;
    }
    if (mark.isNull() || !next.doesGroupFit() || !next.mayStepBack()) {
      breakOrder.run();
      return true;
    }
    reading.note(
        ServiceFact.TIES_UNSTABLE,
        "a customer came again on the next page among customers of equal value");
    next.stepBackToGroup();
    return false;
  }
}
