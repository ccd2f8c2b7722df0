package io.github.helpcrunchjdbc.plan;

import io.github.helpcrunchjdbc.read.rehearsal.Imagination;
import java.util.Map;
import java.util.Objects;

/**
 * A statement rehearsed by each imagination. Not thread-safe.
 *
 * @param all at the least by those that do not differ in the size of the account alone
 */
record Rehearsals(Map<Imagination, Rehearsal> all) {
  Rehearsal likely() {
    return of(Imagination.LIKELY);
  }

  /** By another imagination than the likeliest, one that makes a difference if any does. */
  Rehearsal other() {
    Rehearsal uneven = of(Imagination.UNEVEN);
    return uneven.isAs(likely()) ? of(Imagination.OLD) : uneven;
  }

  private Rehearsal of(Imagination imagination) {
    return Objects.requireNonNull(all.get(imagination));
  }
}
