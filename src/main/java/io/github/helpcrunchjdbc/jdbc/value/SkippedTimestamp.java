package io.github.helpcrunchjdbc.jdbc.value;

import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A wall clock that a zone skips in spring. A Timestamp holds an instant, and no instant shows this
 * wall clock. So this Timestamp holds the instant after the gap and remembers the wall clock, in
 * order to show it and write it back as it was read.
 */
final class SkippedTimestamp extends Timestamp {
  private static final long serialVersionUID = 1;

  private final LocalDateTime wallClock;
  private final @Nullable String zone;

  /**
   * Creates a timestamp.
   *
   * @param zone the zone that skips the wall clock, null for the JVM's
   */
  SkippedTimestamp(Timestamp later, LocalDateTime wallClock, @Nullable ZoneId zone) {
    super(later.getTime());
    setNanos(later.getNanos());
    this.wallClock = wallClock;
    this.zone = zone == null ? null : zone.getId();
  }

  /**
   * Returns the wall clock in the given zone, null for the JVM's; returns null if another zone
   * skips it.
   */
  @Nullable LocalDateTime wallClockIn(@Nullable ZoneId asked) {
    return Objects.equals(zone, asked == null ? null : asked.getId()) ? wallClock : null;
  }

  @Override
  public LocalDateTime toLocalDateTime() {
    return zone == null ? wallClock : super.toLocalDateTime();
  }

  @Override
  public String toString() {
    return zone == null ? TimeText.writeAsTimestamp(wallClock) : super.toString();
  }

  /** Compares the instants, like every Timestamp. */
  @Override
  public boolean equals(@Nullable Object other) {
    return super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
