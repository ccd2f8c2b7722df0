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
 * The clock on whose face times are shown: from instants to what a zone's clocks say, and back.
 *
 * <p>What clocks say rises with the instant, but for the hour that they say twice when they are put
 * back. A comparison with a time outside that hour is one with a single instant. One with a time
 * inside is true of instants on both sides of the change, so that its bound is the one that takes
 * in all of them, and the rest is for a check of the rows. A time that clocks skip compares like
 * the instant of the change. Immutable.
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

  /** Whether it shows instants as they are. */
  public boolean isUtc() {
    return utc;
  }

  /** Whether there are hours that it says twice. */
  public boolean repeatsHours() {
    return !rules.isFixedOffset();
  }

  /** Whether it says at this instant what it said at another before. */
  public boolean isSecondTime(long instantMillis) {
    LocalDateTime said = face(Math.floorDiv(show(instantMillis), MILLIS));
    List<ZoneOffset> offsets = rules.getValidOffsets(said);
    return offsets.size() > 1
        && !rules.getOffset(Instant.ofEpochMilli(instantMillis)).equals(offsets.get(0));
  }

  /** What the clock says, as milliseconds since 1970 on its face. */
  public long show(long instantMillis) {
    return instantMillis
        + rules.getOffset(Instant.ofEpochMilli(instantMillis)).getTotalSeconds() * MILLIS;
  }

  /**
   * Whether the filters of a comparison take in times for which it is not true.
   *
   * @param millis on the clock's face
   */
  public boolean isDoubtful(Operator operator, long millis) {
    long floor = Math.floorDiv(millis, MILLIS);
    long ceiling = Math.floorMod(millis, MILLIS) == 0 ? floor : floor + 1;
    return switch (operator) {
      case EQ -> isSaidTwice(floor) || isSaidTwice(floor + 1);
      case GE, LT -> isSaidTwice(ceiling);
      case GT, LE -> isSaidTwice(floor + 1);
      default -> false;
    };
  }

  /**
   * The instant from which on the clock says at least so many seconds and before which it never
   * does; null if there is none, as the clock is put back over that time.
   */
  public @Nullable Long turn(long seconds) {
    return isSaidTwice(seconds) ? null : (Long) atLeast(seconds);
  }

  /** The first instant at which the clock says at least so many seconds. */
  long atLeast(long seconds) {
    ZoneOffsetTransition change = change(seconds);
    if (change == null) {
      return seconds - offset(seconds);
    }
    return change.isGap()
        ? change.toEpochSecond()
        : seconds - change.getOffsetBefore().getTotalSeconds();
  }

  /** The first instant from which on the clock never says less than so many seconds. */
  long before(long seconds) {
    ZoneOffsetTransition change = change(seconds);
    if (change == null || change.isGap() || !isSaidTwice(seconds)) {
      return atLeast(seconds);
    }
    return seconds - change.getOffsetAfter().getTotalSeconds();
  }

  /** The one instant at which the clock says so, null if there is none or more than one. */
  @Nullable Long only(long seconds) {
    return change(seconds) == null ? (Long) (seconds - offset(seconds)) : null;
  }

  /** Whether instants before and after the clock was put back lie on either side of it. */
  private boolean isSaidTwice(long seconds) {
    ZoneOffsetTransition change = change(seconds);
    // The first second of the repeated hour is still said at no instant before it.
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
