package io.github.helpcrunchjdbc.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TestRateLimit {
  private final AtomicLong clock = new AtomicLong();

  private void at(double seconds) {
    clock.set((long) (seconds * TimeUnit.SECONDS.toNanos(1)));
  }

  @Test
  void fixedMinuteCountsAnewEachMinute() {
    RateLimit limit = RateLimit.fixedMinute(2, clock::get);
    at(58);
    assertThat(limit.refusedFor()).isEqualTo(RateLimit.ACCEPTED);
    at(59.5);
    assertThat(limit.refusedFor()).isEqualTo(RateLimit.ACCEPTED);
    assertThat(limit.refusedFor()).isEqualTo(1);
    at(60);
    assertThat(limit.refusedFor()).isEqualTo(RateLimit.ACCEPTED);
    assertThat(limit.refusedFor()).isEqualTo(RateLimit.ACCEPTED);
    assertThat(limit.refusedFor()).isEqualTo(60);
  }

  @Test
  void slidingMinuteLooksBack() {
    RateLimit limit = RateLimit.slidingMinute(2, clock::get);
    at(58);
    assertThat(limit.refusedFor()).isEqualTo(RateLimit.ACCEPTED);
    at(59);
    assertThat(limit.refusedFor()).isEqualTo(RateLimit.ACCEPTED);
    at(60);
    assertThat(limit.refusedFor()).isEqualTo(58);
    at(117.9);
    assertThat(limit.refusedFor()).isEqualTo(1);
    at(118);
    assertThat(limit.refusedFor()).isEqualTo(RateLimit.ACCEPTED);
    assertThat(limit.refusedFor()).isEqualTo(1);
  }

  @Test
  void clockMayStartAnywhere() {
    at(-30);
    RateLimit limit = RateLimit.fixedMinute(1, clock::get);
    assertThat(limit.refusedFor()).isEqualTo(RateLimit.ACCEPTED);
    assertThat(limit.refusedFor()).isEqualTo(30);
  }
}
