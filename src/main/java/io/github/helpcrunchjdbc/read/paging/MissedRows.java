package io.github.helpcrunchjdbc.read.paging;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.read.page.MissingRowFinder;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.read.page.Refusal;
import io.github.helpcrunchjdbc.read.stream.IdSet;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides after a scan from its evidence whether customers may be missing, and reads them. */
final class MissedRows {
  /** Customers without a value may have become fewer since the first page was read. */
  private static final int SLACK = 20;

  private final ReadContext reading;
  private final Search search;
  private final long start;
  private final IdSet seen;
  private final ScanEvidence evidence;
  private long counted;
  private final List<@Nullable Object[]> rows = new ArrayList<>();

  /**
   * Starts without a request.
   *
   * @param counted the total of the last page
   */
  MissedRows(
      ReadContext reading,
      Search search,
      long start,
      IdSet seen,
      ScanEvidence evidence,
      long counted) {
    this.reading = reading;
    this.search = search;
    this.start = start;
    this.seen = seen;
    this.evidence = evidence;
    this.counted = counted;
  }

  /** Returns the missed rows. It sends no request if there surely are none. */
  List<@Nullable Object[]> read() {
    SortOrder sort = search.sort();
    if (sort == null) {
      return rows;
    }
    try {
      if (start > 0) {
        if (evidence.hasMeasure() || evidence.isDoubtful()) {
          // Without an order, any rows may be skipped if their number is right.
          list();
          rows.subList(0, (int) Math.min(start, rows.size())).clear();
        }
        return rows;
      }
      if (evidence.hasMeasure() && !evidence.changed) {
        rows.addAll(new MissingRowFinder(reading, search, seen).byCounting(evidence.missing()));
        if (seen.size() < evidence.expected() && evidence.hasMeasure()) {
          reading.flawed(
              ErrorCode.MAYBE_INCOMPLETE,
              "the service counts more customers than it gives: "
                  + (evidence.expected() - seen.size())
                  + " did not come, also when asked for by ranges of ids");
        }
        return rows;
      }
      // Without totals, nothing shows that no customer has moved.
      if (sort.descending()
          && !evidence.unsorted
          && (evidence.changed || sort.column().isSearchable())) {
        readFront();
      }
      // Without an order and without totals, a change would not show.
      boolean blind = evidence.unsorted && !evidence.hasMeasure();
      // Deleted customers are not counted any more, and new ones were read at the front.
      boolean isShort = evidence.hasMeasure() && seen.size() < counted;
      if (blind || isShort || (evidence.changed && evidence.isDoubtful())) {
        list();
      }
    } catch (HelpCrunchException e) {
      if (!Refusal.isOfFilters(e)) {
        throw e;
      }
      reading.flawed(
          ErrorCode.MAYBE_INCOMPLETE,
          "some customers may be missing, and the service can't be asked for them by ranges of"
              + " ids");
    }
    return rows;
  }

  private void list() {
    MissingRowFinder finder = new MissingRowFinder(reading, search, seen);
    rows.addAll(finder.byListing());
    if (finder.haveGaps()) {
      reading.facts().learnTotalsSeenWrong();
      reading.flawed(
          ErrorCode.MAYBE_INCOMPLETE,
          "the service counts more customers in a range of ids than it gives");
    }
  }

  /** Reads customers who were seen during the scan. They now come before the first row read. */
  private void readFront() {
    Long top = evidence.top();
    long offset = Math.max(0, evidence.front() - SLACK);
    boolean isNew = true;
    boolean isBeyond = top == null;
    while (isNew && !isBeyond) {
      reading.execution().checkActive();
      Page page = reading.page(new PageRequest(search, offset, reading.pageSize()));
      counted = page.total();
      isNew = false;
      for (@Nullable Object[] row : page.rows()) {
        Long value = reading.value(row);
        isBeyond |= value != null && top != null && value < top;
        if (seen.add(reading.id(row))) {
          isNew = true;
          rows.add(row);
        }
      }
      // New customers push the others to later offsets meanwhile. At worst, some rows come twice.
      offset += page.rows().size();
    }
  }
}
