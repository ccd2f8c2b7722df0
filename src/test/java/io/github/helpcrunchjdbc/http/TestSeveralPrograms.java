package io.github.helpcrunchjdbc.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.testing.RateLimit;
import java.time.Duration;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs on several machines that share a key know of each other by the service's 429s only. */
class TestSeveralPrograms {
  private final VirtualTime time = new VirtualTime();

  static Stream<Arguments> services() {
    return Stream.of(true, false)
        .flatMap(
            sliding ->
                Stream.of(true, false)
                    .flatMap(
                        tells ->
                            Stream.of(60, 200)
                                .map(latency -> Arguments.of(sliding, tells, latency))));
  }

  private SharedKeyRun run(boolean sliding, boolean tells, int latency, int programs, int pages) {
    SharedKeyRun run = sharing(sliding, tells ? Duration::ofSeconds : one -> null, latency);
    for (int i = 0; i < programs; i++) {
      run.program(Duration.ofMillis(i * 130), pages, i);
    }
    return run.run();
  }

  private SharedKeyRun sharing(boolean sliding, LongFunction<Duration> retryAfter, int latency) {
    RateLimit limit =
        sliding
            ? RateLimit.slidingMinute(120, time::elapsed)
            : RateLimit.fixedMinute(120, time::elapsed);
    return new SharedKeyRun(time, limit, retryAfter, Duration.ofMillis(latency));
  }

  /** 6,000 customers each: 240 requests, of which 120 have to wait for the second minute. */
  @ParameterizedTest
  @MethodSource("services")
  void fourProgramsReadTogether(boolean sliding, boolean tells, int latency) {
    SharedKeyRun run = run(sliding, tells, latency, 4, 60);
    assertThat(run.answered()).isEqualTo(240);
    assertThat(run.slowest()).isLessThan(Duration.ofSeconds(60 * 13 / 10));
    assertThat(run.slowest()).isLessThan(run.fastest().multipliedBy(2));
    assertThat(run.refused()).isLessThanOrEqualTo(240 / 20);
  }

  /**
   * The first has its pages before the others begin; the last is refused for a second when the
   * others take what the minute leaves. The 429s say when to come again.
   */
  @Test
  void aShortWaitIsNotTakenForAMinute() {
    SharedKeyRun run = sharing(true, Duration::ofSeconds, 60);
    for (int i = 0; i < 4; i++) {
      run.program(Duration.ofMillis(i * 400), 60, i);
    }
    run.run();
    assertThat(run.answered()).isEqualTo(240);
    assertThat(run.slowest()).isLessThan(Duration.ofSeconds(60 * 13 / 10));
    assertThat(run.refused()).isLessThanOrEqualTo(240 / 20);
  }

  static Stream<LongFunction<Duration>> shortWaits() {
    return Stream.of(
        seconds -> Duration.ofSeconds(seconds - 1),
        any -> Duration.ofSeconds(1),
        any -> Duration.ZERO);
  }

  /** The services round down, or always ask for the same wait, a second or none. */
  @ParameterizedTest
  @MethodSource("shortWaits")
  void aWaitThatIsTooShortIsNotTrustedTwice(LongFunction<Duration> retryAfter) {
    SharedKeyRun run = sharing(true, retryAfter, 60);
    for (int i = 0; i < 8; i++) {
      run.program(Duration.ofMillis(i * 400), 60, i);
    }
    run.run();
    assertThat(run.answered()).isEqualTo(480);
    assertThat(run.slowest()).isLessThan(Duration.ofSeconds(180 * 13 / 10));
    assertThat(run.refused()).isLessThanOrEqualTo(480 / 6);
  }

  /** 30,000 customers each: 1,200 requests, nine minutes at least. */
  @ParameterizedTest
  @MethodSource("services")
  void fourProgramsReadForLong(boolean sliding, boolean tells, int latency) {
    SharedKeyRun run = run(sliding, tells, latency, 4, 300);
    assertThat(run.answered()).isEqualTo(1200);
    assertThat(run.slowest()).isLessThan(Duration.ofSeconds(540 * 13 / 10));
    assertThat(run.slowest()).isLessThan(run.fastest().multipliedBy(2));
    assertThat(run.refused()).isLessThanOrEqualTo(1200 / 20);
  }

  /** The first has used up the minute when the second begins, ten seconds later. */
  @ParameterizedTest
  @MethodSource("services")
  void aSecondRunWithinTheMinuteCompletes(boolean sliding, boolean tells, int latency) {
    SharedKeyRun run = sharing(sliding, tells ? Duration::ofSeconds : one -> null, latency);
    run.program(Duration.ofSeconds(15), 120, 7);
    run.program(Duration.ofSeconds(25), 60, 8);
    run.run();
    assertThat(run.answered()).isEqualTo(180);
    assertThat(run.slowest()).isLessThan(Duration.ofSeconds(75));
    assertThat(run.refused()).isLessThanOrEqualTo(9);
  }

  @Test
  void aProgramAloneIsNotSlowed() {
    SharedKeyRun run = run(true, false, 60, 1, 360);
    assertThat(run.refused()).isZero();
    assertThat(run.slowest()).isLessThan(Duration.ofSeconds(123));
  }
}
