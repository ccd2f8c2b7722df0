package io.github.helpcrunchjdbc.plan.function;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link FrameValue} finds, for frames of ROWS, whose ends follow from the place of a row.
 * Each row of a partition is taken in once, however its frame moves. Public for the code that
 * Calcite generates.
 */
public final class PlacedValue extends Accumulator {
  private final boolean takesNulls;
  private final boolean fromEnd;
  private final int place;
  private final long lower;
  private final long upper;
  private final List<@Nullable Object> values = new ArrayList<>();
  private final List<Long> rows = new ArrayList<>();
  private long count;

  /**
   * Creates one without values.
   *
   * @param takesNulls whether a NULL counts as a value
   * @param place from 1
   * @param lower how many rows after its row a frame begins; {@code Integer.MIN_VALUE} for all
   *     before
   * @param upper how many rows after its row a frame ends; {@code Integer.MAX_VALUE} for all behind
   */
  public PlacedValue(boolean takesNulls, boolean fromEnd, int place, int lower, int upper) {
    this.takesNulls = takesNulls;
    this.fromEnd = fromEnd;
    this.place = place;
    this.lower = lower;
    this.upper = upper;
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
   * The value of a row's frame.
   *
   * @param partition what one has gathered of all rows of a partition
   * @param row its place among them, from 1
   */
  public static @Nullable Object find(Object partition, long row) {
    PlacedValue gathered = (PlacedValue) partition;
    int first = gathered.before(row - 1 + gathered.lower);
    int end = gathered.before(row + gathered.upper);
    int at = gathered.fromEnd ? end - gathered.place : first + gathered.place - 1;
    return at < first || at >= end ? null : gathered.values.get(at);
  }

  /** How many values are in rows before one. */
  private int before(long row) {
    int found = Collections.binarySearch(rows, row);
    return found < 0 ? -found - 1 : found;
  }
}
