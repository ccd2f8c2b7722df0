package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.RowSize;
import io.github.helpcrunchjdbc.plan.exec.RowCursor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an answer, kept as they are read, so that they can be gone back to. Nothing is read
 * before a row is asked for. If that is a later one, reading starts there; the rows before it are
 * read only if somebody goes back to them. Not thread-safe.
 */
final class ScrolledRows {
  /** Opens the answer anew. */
  @FunctionalInterface
  interface Source {
    RowCursor open(long skip);
  }

  /** The share of the JVM's memory that the rows of one result set may take. */
  private static final int SHARE_OF_MEMORY = 8;

  private final Source source;
  private final long maxRows;
  private final int pageSize;
  private final long mostBytes;
  private List<@Nullable Object[]> rows = new ArrayList<>();

  /** The number, from 1, of the first of the rows. */
  private long first = 1;

  private @Nullable RowCursor cursor;
  private boolean ended;
  private long bytes;

  /**
   * Creates rows that are not read yet.
   *
   * @param maxRows the last row that there may be, 0 for no bound
   * @param pageSize how many rows one request gives
   * @param mostBytes how much memory the rows may take, as {@link RowSize} counts it
   */
  ScrolledRows(Source source, long maxRows, int pageSize, long mostBytes) {
    this.source = source;
    this.maxRows = maxRows;
    this.pageSize = pageSize;
    this.mostBytes = mostBytes;
  }

  /** An eighth of what the JVM may use. */
  static long usualBound() {
    return Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY;
  }

  /** Whether there is a row of this number, from 1. Reads as far as it takes to know. */
  boolean has(long number) {
    if (maxRows > 0 && number > maxRows) {
      return false;
    }
    if (cursor == null && !ended) {
      start(number);
    }
    if (number < first && !isJustBefore(number)) {
      readBefore();
    }
    while (number > last() && !ended) {
      readNext();
    }
    return number <= last();
  }

  /** A row that there is. May have to read it, if only a row behind it was read. */
  @Nullable Object[] get(long number) {
    if (number < first) {
      readRow(number);
    }
    return rows.get((int) (number - first));
  }

  /** A row that there is, if it was read. */
  @Nullable Object @Nullable [] getIfRead(long number) {
    return number < first ? null : get(number);
  }

  /** How many rows there are. Reads all. */
  long count() {
    if (cursor == null && !ended) {
      open(0);
    }
    if (rows.isEmpty()) {
      // Reading behind the end does not tell where the answer ends.
      restart();
    }
    while (!ended) {
      readNext();
    }
    return last();
  }

  /** Whether all rows were read that there are. */
  boolean isComplete() {
    return ended && first == 1;
  }

  void close() {
    ended = true;
    rows = new ArrayList<>();
    closeCursor();
  }

  private long last() {
    return rows.isEmpty() && ended && first > 1 ? 0 : first - 1 + rows.size();
  }

  /** The row before those that were read: it is there, as one behind it is. */
  private boolean isJustBefore(long number) {
    return number > 0 && number == first - 1 && !rows.isEmpty();
  }

  private void start(long number) {
    long skip = number - 1;
    if (number > 1 && maxRows > number && (maxRows - number) % pageSize == 0) {
      // A caller that moves to the last row of a page wants the next pages, each as a whole.
      skip = number;
    }
    open(skip);
    if (rows.isEmpty() && skip == number) {
      open(number - 1);
    }
  }

  private void open(long skip) {
    closeCursor();
    rows = new ArrayList<>();
    bytes = 0;
    ended = false;
    first = skip + 1;
    cursor = source.open(skip);
    readNext();
  }

  private void restart() {
    if (first > 1) {
      open(0);
    }
  }

  private void readNext() {
    RowCursor open = cursor;
    if (open == null || isFull() || !open.next()) {
      end();
      return;
    }
    rows.add(kept(open.row()));
    if (isFull()) {
      // What is read ahead is not wanted any more.
      end();
    }
  }

  private boolean isFull() {
    return maxRows > 0 && first - 1 + rows.size() >= maxRows;
  }

  private void end() {
    ended = true;
    closeCursor();
  }

  private void closeCursor() {
    RowCursor open = cursor;
    if (open != null) {
      cursor = null;
      open.close();
    }
  }

  private void readRow(long number) {
    if (isJustBefore(number) && number > pageSize) {
      prepend(readFrom(number - 1, 1));
    } else {
      readBefore();
    }
  }

  /** The rows before those that were read. */
  private void readBefore() {
    if (rows.isEmpty()) {
      restart();
    } else {
      prepend(readFrom(0, first - 1));
    }
  }

  private void prepend(List<@Nullable Object[]> before) {
    first -= before.size();
    before.addAll(rows);
    rows = before;
  }

  private List<@Nullable Object[]> readFrom(long skip, long count) {
    List<@Nullable Object[]> before = new ArrayList<>();
    try (RowCursor again = source.open(skip)) {
      while (before.size() < count && again.next()) {
        before.add(kept(again.row()));
      }
    }
    if (before.size() < count) {
      throw new HelpCrunchException(
          ErrorCode.INVALID_CURSOR,
          "the rows before row "
              + first
              + " are fewer than when the result set was moved there; run the query again");
    }
    return before;
  }

  /** A copy, since the cursor may use the array again for the next row. */
  private @Nullable Object[] kept(@Nullable Object[] row) {
    bytes += RowSize.of(row);
    if (bytes > mostBytes) {
      throw new HelpCrunchException(
          ErrorCode.OUT_OF_MEMORY,
          "a result set that scrolls keeps the rows it has read, and these take more than "
              + (mostBytes >> 20)
              + " MB; ask for TYPE_FORWARD_ONLY, which keeps none, for fewer columns, or for fewer"
              + " rows");
    }
    return row.clone();
  }
}
