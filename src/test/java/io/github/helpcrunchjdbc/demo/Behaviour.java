package io.github.helpcrunchjdbc.demo;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * How the account behaves where the documentation leaves it open. Immutable.
 *
 * @param maxFilters more filters than this in one search are a 400; 0 for no bound
 * @param seed of whatever the quirks do at random
 * @param reach rows of a search, from its first, that the quirks of deep offsets and of capped
 *     totals leave as they are
 */
public record Behaviour(Set<Quirk> quirks, int maxFilters, long seed, int reach) {
  /** As search engines have it. */
  private static final int REACH = 10_000;

  /** No quirk, no bound on filters. */
  public static final Behaviour PLAIN = new Behaviour(Set.of(), 0, 1);

  /** A behaviour with the reach that search engines have. */
  public Behaviour(Set<Quirk> quirks, int maxFilters, long seed) {
    this(quirks, maxFilters, seed, REACH);
  }

  public Behaviour {
    EnumSet<Quirk> copy = EnumSet.noneOf(Quirk.class);
    copy.addAll(quirks);
    for (Quirk quirk : copy) {
      if (!Collections.disjoint(copy, quirk.rivals())) {
        throw new IllegalArgumentException(quirk + " and a rival of it: " + copy);
      }
    }
    quirks = Collections.unmodifiableSet(copy);
  }

  public static Behaviour of(Quirk... quirks) {
    Behaviour behaviour = PLAIN;
    for (Quirk quirk : quirks) {
      behaviour = behaviour.with(quirk);
    }
    return behaviour;
  }

  /** This behaviour with one quirk more, in the place of its rivals. */
  public Behaviour with(Quirk quirk) {
    EnumSet<Quirk> more = EnumSet.of(quirk);
    more.addAll(quirks);
    more.removeAll(quirk.rivals());
    return new Behaviour(more, maxFilters, seed, reach);
  }

  public Behaviour withMaxFilters(int newMaxFilters) {
    return new Behaviour(quirks, newMaxFilters, seed, reach);
  }

  public Behaviour withSeed(long newSeed) {
    return new Behaviour(quirks, maxFilters, newSeed, reach);
  }

  public Behaviour withReach(int newReach) {
    return new Behaviour(quirks, maxFilters, seed, newReach);
  }

  public boolean has(Quirk quirk) {
    return quirks.contains(quirk);
  }
}
