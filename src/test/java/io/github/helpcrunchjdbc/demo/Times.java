package io.github.helpcrunchjdbc.demo;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** firstSeen and lastSeen as a behaviour has them. */
public final class Times {
  private Times() {}

  /** Whether the service searches and sorts by more than whole seconds. */
  static boolean areFractional(Behaviour behaviour) {
    return behaviour.has(Quirk.FRACTIONS_HIDDEN) || behaviour.has(Quirk.FRACTIONS_SHOWN);
  }

  /** The time that the service sorts by. */
  static @Nullable Instant sorted(@Nullable Instant time, Behaviour behaviour) {
    return time == null || areFractional(behaviour) ? time : time.truncatedTo(ChronoUnit.SECONDS);
  }

  /** The time that an answer shows, null for never. */
  public static @Nullable Instant shown(@Nullable Instant time, Behaviour behaviour) {
    return time == null || behaviour.has(Quirk.FRACTIONS_SHOWN)
        ? time
        : time.truncatedTo(ChronoUnit.SECONDS);
  }

  /** UNIX seconds, with a fraction only where there is one. */
  static BigDecimal unixSeconds(Instant time) {
    long millis = time.toEpochMilli();
    return millis % 1000 == 0 ? BigDecimal.valueOf(millis / 1000) : BigDecimal.valueOf(millis, 3);
  }
}
