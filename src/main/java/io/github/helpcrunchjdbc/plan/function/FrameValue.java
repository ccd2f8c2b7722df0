package io.github.helpcrunchjdbc.plan.function;

import org.jspecify.annotations.Nullable;

/**
 * NTH_VALUE; FIRST_VALUE, LAST_VALUE, LAG and LEAD with IGNORE NULLS; FIRST_VALUE and LAST_VALUE
 * with EXCLUDE: one of the values of a frame. Calcite's NTH_VALUE looks beyond the frame, and it
 * neither ignores NULLs nor excludes rows here. Public for the code that Calcite generates.
 */
public final class FrameValue extends Gathered {
  private final boolean fromEnd;
  private final int place;

  /**
   * Creates one without values.
   *
   * @param place from 1
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
