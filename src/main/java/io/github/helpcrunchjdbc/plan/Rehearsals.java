package io.github.helpcrunchjdbc.plan;

import io.github.helpcrunchjdbc.read.rehearsal.Assumption;
import java.util.Map;
import java.util.Objects;

/**
 * The rehearsals of a statement, one for each assumption. Not thread-safe.
 *
 * @param all by assumption; those that differ only in the size of the account may be missing
 */
record Rehearsals(Map<Assumption, Rehearsal> all) {
  Rehearsal likely() {
    return of(Assumption.LIKELY);
  }

  /** Returns a rehearsal that differs from the likeliest one, if one of the others does. */
  Rehearsal other() {
    Rehearsal uneven = of(Assumption.UNEVEN);
    return uneven.isAs(likely()) ? of(Assumption.OLD) : uneven;
  }

  private Rehearsal of(Assumption assumption) {
    return Objects.requireNonNull(all.get(assumption));
  }
}
