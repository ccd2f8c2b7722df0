package io.github.helpcrunchjdbc.jdbc.value;

import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A wall clock that the clocks of a zone skip in spring. A Timestamp holds an instant, and there is
 * none that shows this wall clock; this one holds the instant after the gap and remembers the wall
 * clock, so that it is shown and written back as it was read.
 */
final class SkippedTimestamp extends Timestamp {
  private static final long serialVersionUID = 1;

  private final LocalDateTime wallClock;
  private final @Nullable String zone;

  /**
   * Creates a timestamp.
   *
   * @param zone whose clocks skip the wall clock, null for the JVM's
   */
  SkippedTimestamp(Timestamp later, LocalDateTime wallClock, @Nullable ZoneId zone) {
    super(later.getTime());
    setNanos(later.getNanos());
    this.wallClock = wallClock;
    this.zone = zone == null ? null : zone.getId();
  }

  /** The wall clock in the given zone, null for the JVM's; null if another zone skips it. */
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

  /** By the instant, like every Timestamp. */
  @Override
  public boolean equals(@Nullable Object other) {
    return super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
