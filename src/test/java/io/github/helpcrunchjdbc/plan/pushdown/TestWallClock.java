package io.github.helpcrunchjdbc.plan.pushdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.search.Operator;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Times on a clock's face around a change, against every second of the three days around it as
 * java.time shows them.
 */
@Tag("everywhere")
@Tag("zones")
class TestWallClock {
  private static final int AROUND = 36 * 3600;

  /**
   * What the clock says, in seconds, from {@link #AROUND} before the change to as much after it.
   */
  private record Faces(long first, long[] shown) {
    static Faces around(Instant change, ZoneId zone) {
      long first = change.getEpochSecond() - AROUND;
      long[] shown = new long[2 * AROUND];
      for (int i = 0; i < shown.length; i++) {
        shown[i] =
            Instant.ofEpochSecond(first + i)
                .atZone(zone)
                .toLocalDateTime()
                .toEpochSecond(ZoneOffset.UTC);
      }
      return new Faces(first, shown);
    }

    List<Long> instants(LongPredicate face) {
      List<Long> instants = new ArrayList<>();
      for (int i = 0; i < shown.length; i++) {
        if (face.test(shown[i])) {
          instants.add(first + i);
        }
      }
      return instants;
    }

    List<Long> range(long from, long until) {
      List<Long> instants = new ArrayList<>();
      for (long i = Math.max(from, first); i < Math.min(until, first + shown.length); i++) {
        instants.add(i);
      }
      return instants;
    }
  }

  /** Seconds on the face near both ends of what is skipped or said twice. */
  private static List<Long> near(Instant change, ZoneId zone) {
    long before =
        change.getEpochSecond()
            + zone.getRules().getOffset(change.minusSeconds(1)).getTotalSeconds();
    long after = change.getEpochSecond() + zone.getRules().getOffset(change).getTotalSeconds();
    List<Long> seconds = new ArrayList<>();
    for (long end : new long[] {before, after, (before + after) / 2}) {
      for (long away : new long[] {-7200, -2, -1, 0, 1, 2, 7200}) {
        seconds.add(end + away);
      }
    }
    return seconds;
  }

  @ParameterizedTest
  @CsvSource({
    "UTC, 2024-03-31T01:00:00Z",
    "Europe/Kyiv, 2024-03-31T01:00:00Z",
    "Europe/Kyiv, 2024-10-27T01:00:00Z",
    "America/New_York, 2024-11-03T06:00:00Z",
    "Pacific/Chatham, 2024-04-06T14:00:00Z",
    "Pacific/Chatham, 2024-09-28T14:00:00Z",
    "Australia/Lord_Howe, 2024-04-06T15:00:00Z",
    "Pacific/Apia, 2011-12-30T10:00:00Z",
    "America/Sitka, 1867-10-19T00:31:13Z"
  })
  void boundsAreThoseOfEverySecond(String zoneName, Instant change) {
    ZoneId zone = ZoneId.of(zoneName);
    WallClock clock = new WallClock(zone);
    Faces faces = Faces.around(change, zone);
    for (long second : near(change, zone)) {
      List<Long> atLeast = faces.instants(face -> face >= second);
      List<Long> below = faces.instants(face -> face < second);
      List<Long> exactly = faces.instants(face -> face == second);
      long from = clock.atLeast(second);
      long until = clock.before(second);
      assertThat(from).as("the first instant of %s", second).isEqualTo(atLeast.get(0));
      assertThat(until)
          .as("the first instant after the last below %s", second)
          .isEqualTo(below.get(below.size() - 1) + 1);
      assertThat(clock.singleInstant(second))
          .isEqualTo(exactly.size() == 1 ? exactly.get(0) : null);

      boolean fromIsDoubtful = !faces.range(from, Long.MAX_VALUE).equals(atLeast);
      boolean untilIsDoubtful = !faces.range(Long.MIN_VALUE, until).equals(below);
      // A fraction of the second before moves to this one; after that second comes this one.
      long millis = second * 1000;
      for (long bound : new long[] {millis, millis - 1, millis - 999}) {
        assertDoubt(clock, Operator.GE, bound, fromIsDoubtful);
        assertDoubt(clock, Operator.LT, bound, untilIsDoubtful);
      }
      for (long bound : new long[] {millis - 1000, millis - 999, millis - 1}) {
        assertDoubt(clock, Operator.GT, bound, fromIsDoubtful);
        assertDoubt(clock, Operator.LE, bound, untilIsDoubtful);
      }
      List<Long> sent = faces.range(from, clock.before(second + 1));
      assertDoubt(clock, Operator.EQ, millis, !sent.equals(exactly));
      assertDoubt(clock, Operator.NE, millis, false);
    }
  }

  private static void assertDoubt(WallClock clock, Operator operator, long millis, boolean doubt) {
    assertThat(clock.isDoubtful(operator, millis)).as("%s %s", operator, millis).isEqualTo(doubt);
  }

  @Test
  void showsWhatTheZoneShows() {
    Instant instant = Instant.parse("2024-10-27T00:30:00.250Z");
    ZoneId zone = ZoneId.of("Pacific/Chatham");
    assertThat(new WallClock(zone).show(instant.toEpochMilli()))
        .isEqualTo(instant.atZone(zone).toLocalDateTime().toInstant(ZoneOffset.UTC).toEpochMilli());
    assertThat(new WallClock(zone).isUtc()).isFalse();
    assertThat(new WallClock(ZoneId.of("Etc/UTC")).isUtc()).isTrue();
  }
}
