package io.github.helpcrunchjdbc.read.source;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.http.Freshness;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.rows.UndecodedValue;
import io.github.helpcrunchjdbc.search.ColumnDef;

/**
 * How far in time a reading has come, for no page may be older than those before; and whether a
 * value was met that its order hangs on and nobody can read. Not thread-safe.
 */
public final class ReadProgress {
  private final ColumnDef sorted;
  private boolean started;
  private long cameAt;
  private boolean sortedByUnreadable;
  private boolean repeatTold;

  /** Starts without a page, of a search that is sorted by that column. */
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
   * Whether a customer came whose value of the sorted column is shown as null, but is none to the
   * service: null is then no sign of where those without a value stand.
   */
  public boolean isSortedByUnreadable() {
    return sortedByUnreadable;
  }

  /** Whether it was told that a page has a customer twice. */
  public boolean isRepeatTold() {
    return repeatTold;
  }

  /** Notes that it is told, which is done once. */
  public void tellRepeat() {
    repeatTold = true;
  }

  /** Has the statement tell of the values that are null because nobody can read them. */
  public static void noteUndecoded(Page page, Execution execution) {
    for (UndecodedValue value : page.undecoded()) {
      if (value.isAsked()) {
        execution.noteUndecoded(value.column().name(), value.customer(), value.message());
      }
    }
  }

  /** How new the answers have to be that are asked for now. */
  public Freshness next() {
    return started ? Freshness.since(cameAt) : Freshness.RECENT;
  }
}
