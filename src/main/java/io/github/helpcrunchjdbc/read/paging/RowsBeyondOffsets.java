package io.github.helpcrunchjdbc.read.paging;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.read.page.Refusal;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a search that come after its offsets have ended. They are read by ranges of ids if
 * the service can be trusted with that. Missing rows are reported.
 */
final class RowsBeyondOffsets implements RowSource {
  private final ReadContext reading;
  private final EarlyEnd early;
  private final RangedRows ranges;
  private final long expected;
  private boolean ended;

  /**
   * Starts before the first row.
   *
   * @param ranges gives the rows not returned yet
   * @param expected how many customers the search has in all, negative if that is not known or has
   *     changed
   */
  RowsBeyondOffsets(ReadContext reading, EarlyEnd early, RangedRows ranges, long expected) {
    this.reading = reading;
    this.early = early;
    this.ranges = ranges;
    this.expected = expected;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    if (ended) {
      return null;
    }
    @Nullable Object[] row = early.isTrusted() ? nextOfRanges() : null;
    if (row == null && !ended) {
      ended = true;
      conclude();
    }
    return row;
  }

  private @Nullable Object @Nullable [] nextOfRanges() {
    try {
      return ranges.next();
    } catch (HelpCrunchException e) {
      if (!Refusal.isOfFilters(e)) {
        throw e;
      }
      ended = true;
      fail("and can't be asked for ranges of ids: " + e.getMessage());
      return null;
    }
  }

  private void conclude() {
    if (early.kind() == EarlyEnd.Kind.ENDLESS) {
      fail("so that reading has stopped there");
    } else if (!early.isTrusted()) {
      fail("and does not give a customer alone when asked for by id");
    } else if (ranges.isUnresolved()) {
      fail("and no ranges of ids are small enough for it");
    } else if (ranges.rowsReturned() > 0 && early.kind() != EarlyEnd.Kind.SHORT) {
      reading.facts().reach().learnLimit(ranges.limit());
      reading.note(
          ServiceFact.OFFSETS_END, "no new customer from offset " + ranges.limit() + " on");
    }
    boolean isShort = ranges.known() < expected;
    if ((!isShort && !ranges.haveGaps()) || mayBeEstimates()) {
      return;
    }
    if (isShort) {
      reading.facts().learnTotalsSeenWrong();
    }
    if (early.isTrusted() && !ranges.isUnresolved() && isShort) {
      reading.flawed(
          ErrorCode.MAYBE_INCOMPLETE,
          "the service counts " + expected + " customers and gives " + ranges.known());
    } else if (ranges.haveGaps()) {
      // The number of all customers is not known any more, but that of one range is.
      fail("and gives fewer of a small range of ids than it counts there");
    }
  }

  /** Whether the missing customers may not exist, because the totals are estimates. */
  private boolean mayBeEstimates() {
    return early.isTrusted()
        && SearchEnd.isEstimateOf(expected, ranges.known())
        && ranges.areCountsEstimates();
  }

  private void fail(String why) {
    if (early.kind() == EarlyEnd.Kind.REPEATED) {
      throw new HelpCrunchException(
          ErrorCode.NOT_AS_ASKED, early.description() + ", " + why + "; see docs/reliability.md");
    }
    reading.flawed(ErrorCode.MAYBE_INCOMPLETE, early.description() + ", " + why);
  }

  @Override
  public void close() {
    ended = true;
    ranges.close();
  }
}
