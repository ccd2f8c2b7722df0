package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.MemoryShare;
import io.github.helpcrunchjdbc.plan.exec.RowCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an answer. They are kept as they are read, so that a caller can go back to them.
 * Nothing is read before the first row is asked for. If that row is not the first of the answer,
 * and the service can skip the rows before it, reading starts at that row. The rows before it are
 * read when the caller goes back to them, at least a page at a time. Not thread-safe.
 */
final class ScrolledRows {
  /**
   * Opens the answer again and skips as many rows as asked for, if the service can; {@link
   * RowCursor#skipped} tells how many were skipped.
   */
  @FunctionalInterface
  interface Source {
    RowCursor open(long skip);
  }

  private final Source source;
  private final long maxRows;
  private final int pageSize;
  private final MemoryShare memory;
  private List<@Nullable Object[]> rows = new ArrayList<>();

  /** The number, from 1, of the first row that is kept. */
  private long first = 1;

  private @Nullable RowCursor cursor;
  private boolean ended;

  /**
   * Creates rows that are not read yet.
   *
   * @param maxRows the number of the last row that may be given, 0 for no bound
   * @param pageSize how many rows one request gives
   * @param memory the share of the statement's memory that these rows use
   */
  ScrolledRows(Source source, long maxRows, int pageSize, MemoryShare memory) {
    this.source = source;
    this.maxRows = maxRows;
    this.pageSize = pageSize;
    this.memory = memory;
  }

  /** Returns whether there is a row of this number, from 1. Reads only as far as needed to know. */
  boolean has(long number) {
    if (maxRows > 0 && number > maxRows) {
      return false;
    }
    if (cursor == null && !ended) {
      start(number);
    }
    if (number < first) {
      if (!rows.isEmpty()) {
        return true;
      }
      restart();
    }
    while (number > last() && !ended) {
      readNext();
    }
    return number <= last();
  }

  /** Returns a row that exists. Reads the row if only rows after it were read. */
  @Nullable Object[] get(long number) {
    if (number < first) {
      readBack(number);
    }
    return rows.get((int) (number - first));
  }

  /** Returns a row that exists, or null if it was not read. */
  @Nullable Object @Nullable [] getIfRead(long number) {
    return number < first ? null : get(number);
  }

  /** Returns how many rows there are. Reads all rows. */
  long count() {
    if (cursor == null && !ended) {
      open(0);
    }
    if (rows.isEmpty()) {
      // No row was found after the skipped ones, which does not tell where the answer ends.
      restart();
    }
    while (!ended) {
      readNext();
    }
    return last();
  }

  /** Returns whether all rows of the answer were read. */
  boolean isComplete() {
    return ended && first == 1;
  }

  void close() {
    ended = true;
    rows = new ArrayList<>();
    memory.clear();
    closeCursor();
  }

  private long last() {
    return rows.isEmpty() && ended && first > 1 ? 0 : first - 1 + rows.size();
  }

  private void start(long number) {
    long skip = number - 1;
    if (number > 1 && maxRows > number && (maxRows - number) % pageSize == 0) {
      // A caller that moves to the last row of a page wants the next pages, each as a whole.
      skip = number;
    }
    open(skip);
    if (rows.isEmpty() && first > number) {
      open(number - 1);
    }
  }

  private void open(long skip) {
    closeCursor();
    rows = new ArrayList<>();
    memory.clear();
    ended = false;
    RowCursor opened = source.open(skip);
    cursor = opened;
    first = opened.skipped() + 1;
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
      // The cursor may have read ahead; these rows are not needed any more.
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

  /** Reads the rows from a number up to the rows that are kept, at least a page of them. */
  private void readBack(long number) {
    List<@Nullable Object[]> before = new ArrayList<>();
    // The first kept row is read again, to see whether the kept rows are still in their places.
    try (RowCursor again = source.open(Math.max(0, Math.min(number - 1, first - pageSize)))) {
      long from = again.skipped() + 1;
      while (from + before.size() < first && again.next()) {
        before.add(kept(again.row()));
      }
      if (from + before.size() < first || !again.next() || !isSame(again.row(), rows.get(0))) {
        throw new HelpCrunchException(
            ErrorCode.INVALID_CURSOR,
            "the rows before row "
                + first
                + " have changed since the result set was moved there; run the query again");
      }
      first = from;
    }
    before.addAll(rows);
    rows = before;
  }

  private static boolean isSame(@Nullable Object[] row, @Nullable Object[] other) {
    return Arrays.deepEquals(comparable(row), comparable(other));
  }

  /**
   * Turns collections into arrays at every depth, because collections compare the arrays in them by
   * identity.
   */
  private static @Nullable Object[] comparable(@Nullable Object[] row) {
    return Arrays.stream(row).map(ScrolledRows::comparableValue).toArray();
  }

  private static @Nullable Object comparableValue(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return comparable(new Object[] {map.keySet().toArray(), map.values().toArray()});
    }
    return value instanceof List<?> list
        ? comparable(list.toArray())
        : value instanceof @Nullable Object[] fields ? comparable(fields) : value;
  }

  /** Returns a copy, because the cursor may use the array again for the next row. */
  private @Nullable Object[] kept(@Nullable Object[] row) {
    memory.keep(row);
    return row.clone();
  }
}
