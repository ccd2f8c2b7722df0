package io.github.helpcrunchjdbc.plan.function;

import org.jspecify.annotations.Nullable;

/**
 * One of the values of a frame: NTH_VALUE; FIRST_VALUE, LAST_VALUE, LAG and LEAD with IGNORE NULLS;
 * FIRST_VALUE and LAST_VALUE with EXCLUDE. Calcite's NTH_VALUE looks beyond the frame, and Calcite
 * neither ignores NULLs nor excludes rows here. Public for the code that Calcite generates.
 */
public final class FrameValue extends ArrayAgg {
  private final boolean fromEnd;
  private final int place;

  /**
   * Creates an accumulator without values.
   *
   * @param fromEnd whether the place counts from the frame's end
   * @param place the place of the wanted value, from 1
   */
  public FrameValue(boolean fromEnd, int place) {
    this.fromEnd = fromEnd;
    this.place = place;
  }

  @Override
  public @Nullable Object result() {
    int at = fromEnd ? values.size() - place : place - 1;
    return at < 0 || at >= values.size() ? null : values.get(at);
  }
}
