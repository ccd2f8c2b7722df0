package io.github.helpcrunchjdbc.learned;

import java.time.Duration;

/**
 * What may be learned of a service. Who believes a fact that is wrong pays with requests, so that
 * such facts need a second sighting, in another statement; a statement that has seen something
 * itself acts on it at once. Each is forgotten some time after it was last seen.
 */
public enum ServiceFact {
  /** COUNT reads the customers. */
  TOTALS_UNRELIABLE("totals are not the number of customers found", 2, Duration.ofHours(1)),
  /** MAX, MIN and an ordered LIMIT read and sort all customers. */
  IGNORES_SORT("answers are not in the order asked for", 2, Duration.ofHours(1)),
  /** Pages overlap by more. */
  TIES_UNSTABLE("customers of equal value change places between pages", 2, Duration.ofHours(1)),
  /** Pages of a limited answer overlap. */
  CUSTOMERS_CHANGE("customers come and go between pages", 2, Duration.ofHours(1)),
  /** What lies behind is read by ranges of ids. */
  OFFSETS_END("offsets lead nowhere from some row on", 1, Duration.ofHours(1)),
  /** Comparisons of times reckon with fractions. */
  FRACTIONS_SHOWN("times have fractions of seconds", 1, Duration.ofDays(1));

  private final String meaning;
  private final int sightingsNeeded;
  private final Duration lasts;

  ServiceFact(String meaning, int sightingsNeeded, Duration lasts) {
    this.meaning = meaning;
    this.sightingsNeeded = sightingsNeeded;
    this.lasts = lasts;
  }

  /** Whether a statement may read all customers because of it, which somebody should know. */
  boolean isCostly() {
    return this == TOTALS_UNRELIABLE || this == IGNORES_SORT;
  }

  /** One sentence part for people. */
  public String meaning() {
    return meaning;
  }

  /** In how many statements it must have been seen before others act on it. */
  public int sightingsNeeded() {
    return sightingsNeeded;
  }

  /** How long after the last sighting it is forgotten. */
  public Duration lasts() {
    return lasts;
  }
}
