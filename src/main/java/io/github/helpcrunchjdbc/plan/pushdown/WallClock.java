package io.github.helpcrunchjdbc.plan.pushdown;

import io.github.helpcrunchjdbc.search.Operator;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The clock of a time zone: converts instants to what the zone's clocks show, and back.
 *
 * <p>What clocks show rises with the instant, except in the hour that they show twice when they are
 * put back. A comparison with a time outside that hour compares with a single instant. A comparison
 * with a time inside it holds for instants on both sides of the change. Its bound takes in all of
 * these, and a check of the rows does the rest. A time that clocks skip compares like the instant
 * of the change. Immutable.
 */
public final class WallClock {
  public static final WallClock UTC = new WallClock(ZoneOffset.UTC);

  private static final long MILLIS = 1000;

  private final ZoneRules rules;
  private final boolean utc;

  public WallClock(ZoneId zone) {
    this.rules = zone.getRules();
    this.utc = rules.equals(ZoneOffset.UTC.getRules());
  }

  /** Whether the clock shows instants unchanged. */
  public boolean isUtc() {
    return utc;
  }

  /** Whether there are hours that the clock shows twice. */
  public boolean repeatsHours() {
    return !rules.isFixedOffset();
  }

  /** Whether the clock shows a time at this instant that it has shown at an earlier instant. */
  public boolean isSecondTime(long instantMillis) {
    LocalDateTime said = face(Math.floorDiv(show(instantMillis), MILLIS));
    List<ZoneOffset> offsets = rules.getValidOffsets(said);
    return offsets.size() > 1
        && !rules.getOffset(Instant.ofEpochMilli(instantMillis)).equals(offsets.get(0));
  }

  /** Returns what the clock shows, as milliseconds since 1970 of the wall clock. */
  public long show(long instantMillis) {
    return instantMillis
        + rules.getOffset(Instant.ofEpochMilli(instantMillis)).getTotalSeconds() * MILLIS;
  }

  /**
   * Whether the filters of a comparison find times for which the comparison is not true.
   *
   * @param millis of the wall clock
   */
  public boolean isDoubtful(Operator operator, long millis) {
    long floor = Math.floorDiv(millis, MILLIS);
    long ceiling = Math.floorMod(millis, MILLIS) == 0 ? floor : floor + 1;
    return switch (operator) {
      case EQ -> fallsBackBehind(floor) || fallsBackBehind(floor + 1);
      case GE, LT -> fallsBackBehind(ceiling);
      case GT, LE -> fallsBackBehind(floor + 1);
      default -> false;
    };
  }

  /**
   * Returns the instant before which the clock always shows less than this many seconds, and from
   * which on it never does; null if there is none, because the clock is put back over that time.
   */
  public @Nullable Long crossing(long seconds) {
    return fallsBackBehind(seconds) ? null : (Long) atLeast(seconds);
  }

  /** Returns the first instant at which the clock shows at least this many seconds. */
  long atLeast(long seconds) {
    ZoneOffsetTransition change = change(seconds);
    if (change == null) {
      return seconds - offset(seconds);
    }
    return change.isGap()
        ? change.toEpochSecond()
        : seconds - change.getOffsetBefore().getTotalSeconds();
  }

  /** Returns the first instant from which on the clock never shows less than this many seconds. */
  long before(long seconds) {
    ZoneOffsetTransition change = change(seconds);
    if (change == null || change.isGap() || !fallsBackBehind(seconds)) {
      return atLeast(seconds);
    }
    return seconds - change.getOffsetAfter().getTotalSeconds();
  }

  /** Returns the one instant at which the clock shows this time, null if there is none or two. */
  @Nullable Long singleInstant(long seconds) {
    return change(seconds) == null ? (Long) (seconds - offset(seconds)) : null;
  }

  /** Whether the clock shows less than this time once more after it has shown this time. */
  private boolean fallsBackBehind(long seconds) {
    ZoneOffsetTransition change = change(seconds);
    // The clock is put back to the first second of the repeated hour, and so never shows less.
    return change != null && change.isOverlap() && face(seconds).isAfter(change.getDateTimeAfter());
  }

  private @Nullable ZoneOffsetTransition change(long seconds) {
    return utc ? null : rules.getTransition(face(seconds));
  }

  private long offset(long seconds) {
    return utc ? 0 : rules.getOffset(face(seconds)).getTotalSeconds();
  }

  private static LocalDateTime face(long seconds) {
    return LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
  }
}
