package io.github.helpcrunchjdbc.learned;

import java.time.Duration;

/**
 * A fact that the driver may learn about a service. To believe a wrong fact costs requests, so a
 * costly fact needs sightings in two statements before other statements believe it. A statement
 * that has seen a fact itself acts on it at once. Each fact is forgotten some time after the last
 * sighting.
 */
public enum ServiceFact {
  /** COUNT then reads the customers. */
  TOTALS_UNRELIABLE("totals are not the number of customers found", 2, Duration.ofHours(1)),
  /** MAX, MIN and an ordered LIMIT then read and sort all customers. */
  IGNORES_SORT("answers are not in the order asked for", 2, Duration.ofHours(1)),
  /** Pages then overlap by more rows. */
  TIES_UNSTABLE("customers of equal value change places between pages", 2, Duration.ofHours(1)),
  /** Pages of a limited answer then overlap. */
  CUSTOMERS_CHANGE("customers come and go between pages", 2, Duration.ofHours(1)),
  /** Rows beyond the last good offset are then read by ranges of ids. */
  OFFSETS_END("offsets lead nowhere from some row on", 1, Duration.ofHours(1)),
  /** Comparisons of times then allow for fractions of seconds. */
  FRACTIONS_SHOWN("times have fractions of seconds", 1, Duration.ofDays(1));

  private final String meaning;
  private final int sightingsNeeded;
  private final Duration lasts;

  ServiceFact(String meaning, int sightingsNeeded, Duration lasts) {
    this.meaning = meaning;
    this.sightingsNeeded = sightingsNeeded;
    this.lasts = lasts;
  }

  /** Whether a statement may read all customers because of this fact. A user should see the log. */
  boolean isCostly() {
    return this == TOTALS_UNRELIABLE || this == IGNORES_SORT;
  }

  /** Returns one sentence part for people. */
  public String meaning() {
    return meaning;
  }

  /** Returns in how many statements the fact must be seen before other statements act on it. */
  public int sightingsNeeded() {
    return sightingsNeeded;
  }

  /** Returns how long after the last sighting the fact is forgotten. */
  public Duration lasts() {
    return lasts;
  }
}
