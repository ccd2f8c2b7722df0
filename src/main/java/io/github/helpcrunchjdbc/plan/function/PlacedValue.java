package io.github.helpcrunchjdbc.plan.function;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.calcite.linq4j.function.Strict;
import org.jspecify.annotations.Nullable;

/**
 * Finds the values of {@link FrameValue} by the places of a frame's first and last row. Each row of
 * a partition is added once, however its frame moves. NTILE is computed from places too. Public for
 * the code that Calcite generates.
 */
public final class PlacedValue extends Accumulator {
  private final boolean takesNulls;
  private final List<@Nullable Object> values = new ArrayList<>();
  private final List<Long> rows = new ArrayList<>();
  private long count;

  /**
   * Creates an accumulator without values.
   *
   * @param takesNulls whether a NULL counts as a value
   */
  public PlacedValue(boolean takesNulls) {
    this.takesNulls = takesNulls;
  }

  @Override
  public void add(@Nullable Object value) {
    if (takesNulls || value != null) {
      values.add(value);
      rows.add(count);
    }
    count++;
  }

  @Override
  public Object result() {
    return this;
  }

  /**
   * Returns a value of a frame.
   *
   * @param partition the accumulator of all rows of a partition
   * @param from how many rows are before the frame; below 0 if the frame begins before all rows
   * @param to how many rows are before the frame's end; more than all rows if it ends behind them
   * @param place the place of the value, from 1; with {@code fromEnd} it counts from the frame's
   *     end; for NULL the value is NULL
   * @throws HelpCrunchException NTH_VALUE for a place below 1
   */
  public static @Nullable Object find(
      Object partition, long from, long to, boolean fromEnd, @Nullable Long place) {
    if (place == null) {
      return null;
    }
    if (place < 1) {
      throw new HelpCrunchException(
          ErrorCode.NTH_VALUE, "a place in a window has to be 1 or more, not " + place);
    }
    PlacedValue gathered = (PlacedValue) partition;
    int first = gathered.before(from);
    int end = gathered.before(to);
    long at = fromEnd ? end - place : first + place - 1;
    return at < first || at >= end ? null : gathered.values.get((int) at);
  }

  /**
   * NTILE: returns the part that a row is in. If the parts can't be equal, the first ones have one
   * row more.
   *
   * @param row the place of the row among the rows, from 1
   * @throws HelpCrunchException NTILE for fewer than one part
   */
  @Strict
  public static long part(long row, long rows, long parts) {
    if (parts < 1) {
      throw new HelpCrunchException(
          ErrorCode.NTILE, "rows are dealt out to 1 part or more, not to " + parts);
    }
    long size = rows / parts;
    long larger = rows % parts;
    long inLarger = larger * (size + 1);
    return row <= inLarger ? (row - 1) / (size + 1) + 1 : (row - 1 - inLarger) / size + 1 + larger;
  }

  /** Returns how many values are in the rows before a row. */
  private int before(long row) {
    int found = Collections.binarySearch(rows, row);
    return found < 0 ? -found - 1 : found;
  }
}
