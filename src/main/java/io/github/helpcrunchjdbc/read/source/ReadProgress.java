package io.github.helpcrunchjdbc.read.source;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.http.Freshness;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.rows.UndecodedValue;
import io.github.helpcrunchjdbc.search.ColumnDef;

/**
 * When the newest page of a reading came, so that no later page is older; and whether a value by
 * which the rows are sorted could not be decoded. Not thread-safe.
 */
public final class ReadProgress {
  private final ColumnDef sorted;
  private boolean started;
  private long cameAt;
  private boolean sortedByUnreadable;
  private boolean repeatTold;

  /** Starts without a page, for a search that is sorted by {@code sorted}. */
  public ReadProgress(ColumnDef sorted) {
    this.sorted = sorted;
  }

  public void taken(Page page) {
    cameAt = started && cameAt - page.cameAt() > 0 ? cameAt : page.cameAt();
    started = true;
    sortedByUnreadable |=
        page.undecoded().stream().anyMatch(value -> value.column().equals(sorted));
  }

  /**
   * Whether a customer came whose value of the sorted column could not be decoded and is null in
   * the row. Then a null does not show where the service puts customers without a value.
   */
  public boolean isSortedByUnreadable() {
    return sortedByUnreadable;
  }

  /** Whether the statement has reported that a page has a customer twice. */
  public boolean isRepeatTold() {
    return repeatTold;
  }

  /** Notes that this was reported. It is reported once only. */
  public void tellRepeat() {
    repeatTold = true;
  }

  /** Notes for a warning the values of a page that are null because they can't be decoded. */
  public static void noteUndecoded(Page page, Execution execution) {
    for (UndecodedValue value : page.undecoded()) {
      if (value.isAsked()) {
        execution.noteUndecoded(value.column().name(), value.customer(), value.message());
      }
    }
  }

  /** Returns how new the answer to the next request must be. */
  public Freshness next() {
    return started ? Freshness.since(cameAt) : Freshness.RECENT;
  }
}
