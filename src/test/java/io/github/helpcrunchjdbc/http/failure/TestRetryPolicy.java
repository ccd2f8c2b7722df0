package io.github.helpcrunchjdbc.http.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.http.transport.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TestRetryPolicy {
  private static final RetryPolicy POLICY = new RetryPolicy(100, true, true, 0);
  private static final long MINUTE = 60_000_000_000L;

  @ParameterizedTest
  @CsvSource({
    "SERVER_ERROR, 1, 0.5, 500",
    "SERVER_ERROR, 2, 0.5, 1000",
    "SERVER_ERROR, 3, 0.0, 1600",
    "SERVER_ERROR, 3, 1.0, 2400",
    "SERVER_ERROR, 6, 0.5, 16000",
    "SERVER_ERROR, 7, 0.5, 30000",
    "SERVER_ERROR, 70, 0.5, 30000",
    "BROKEN_ANSWER, 1, 0.5, 500",
    "CONNECTION_LOST, 2, 0.5, 1000",
    "UNREACHABLE, 1, 0.5, 200",
    "UNREACHABLE, 2, 0.5, 400",
    "UNREACHABLE, 3, 0.5, -1",
    "RATE_LIMITED, 9, 0.5, 0",
    "SILENT, 1, 0.5, -1",
    "NOT_CONNECTED, 1, 0.5, -1",
    "BAD_REQUEST, 1, 0.5, -1",
    "NOT_AUTHORIZED, 1, 0.5, -1",
    "NOT_FOUND, 1, 0.5, -1",
    "REFUSED, 1, 0.5, -1",
  })
  void waitBeforeTheNextTry(FailureKind kind, int tries, double random, long millis) {
    OptionalLong wait = POLICY.waitNanos(tries, 0, false, failure(kind), random);
    assertThat(wait.isPresent() ? wait.getAsLong() / 1_000_000 : -1).isEqualTo(millis);
  }

  @ParameterizedTest
  @EnumSource(FailureKind.class)
  void noTryAfterTheLast(FailureKind kind) {
    assertThat(new RetryPolicy(2, true, true, 0).waitNanos(3, MINUTE, false, failure(kind), 0.5))
        .isEmpty();
    assertThat(new RetryPolicy(0, true, true, 0).waitNanos(1, 0, true, failure(kind), 0.5))
        .isEmpty();
  }

  @Test
  void longerOfOwnWaitAndTheServicesCounts() {
    Failure failure =
        new Failure(FailureKind.SERVER_ERROR, 503, List.of(), Duration.ofSeconds(3), null);
    assertThat(POLICY.waitNanos(1, 0, false, failure, 0.5)).hasValue(3_000_000_000L);
    assertThat(POLICY.waitNanos(6, 0, false, failure, 0.5)).hasValue(16_000_000_000L);
  }

  /**
   * In seconds, of the setting, since the first failure and of the service; empty asks for none.
   */
  @ParameterizedTest
  @CsvSource({
    "0, 0, , true",
    "0, 59, , true",
    "0, 60, , false",
    "0, 0, 60, true",
    "0, 0, 61, false",
    "30, 50, 60, true",
    "30, 50, 61, false",
    "120, 119, , true",
    "120, 120, , false",
    "120, 0, 120, true",
    "120, 60, 120, true",
    "120, 61, 120, false",
    "120, 61, 119, true",
    "120, 0, 121, false",
    "3600, 0, 3153600000, false",
  })
  void a429IsWaitedForAsLongAsRetryForOrAMinute(
      long retryFor, long since, Long asked, boolean again) {
    RetryPolicy policy = new RetryPolicy(1, true, true, Duration.ofSeconds(retryFor).toNanos());
    Duration wait = asked == null ? null : Duration.ofSeconds(asked);
    Failure failure = new Failure(FailureKind.RATE_LIMITED, 429, List.of(), wait, null);
    long nanos = Duration.ofSeconds(since).toNanos();
    for (boolean hasAnswered : new boolean[] {false, true}) {
      OptionalLong next = policy.waitNanos(9, nanos, hasAnswered, failure, 0.5);
      assertThat(next).isEqualTo(again ? OptionalLong.of(0) : OptionalLong.empty());
      assertThat(policy.bound(9, hasAnswered, failure))
          .isEqualTo(
              retryFor < 60
                  ? "retryFor is " + retryFor + " s, and a minute after a 429"
                  : "retryFor is " + retryFor + " s");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SERVER_ERROR, false, 0, 45, maxRetries is 5",
    "SERVER_ERROR, false, 120, 45, maxRetries is 5",
    "SERVER_ERROR, false, 120, 300, retryFor is 120 s",
    "SERVER_ERROR, true, 120, , retryFor is 120 s",
    "SERVER_ERROR, true, 0, , maxRetries is 5",
    "SILENT, true, 120, , retryFor is 120 s",
    "SILENT, false, 120, , ''",
    "BROKEN_ANSWER, true, 120, , maxRetries is 5",
    "BAD_REQUEST, true, 120, , ''",
  })
  void whatEndedTheTriesIsNamed(
      FailureKind kind, boolean hasAnswered, long retryFor, Long asked, String bound) {
    RetryPolicy policy = new RetryPolicy(5, true, true, Duration.ofSeconds(retryFor).toNanos());
    Duration wait = asked == null ? null : Duration.ofSeconds(asked);
    Failure failure = new Failure(kind, 0, List.of(), wait, null);
    assertThat(policy.bound(6, hasAnswered, failure)).isEqualTo(bound);
  }

  private static Failure failure(FailureKind kind) {
    return new Failure(kind, 0, List.of(), null, null);
  }

  /** Whatever this machine's clock says, which tests do not know. */
  @Test
  void aDateIsMeasuredWithTheServicesClock() {
    for (String header : List.of(RetryAfter.HEADER, RetryAfter.HEADER_OF_503)) {
      Response answer =
          new Response.Builder()
              .request(new Request.Builder().url("http://localhost/").build())
              .protocol(Protocol.HTTP_1_1)
              .code(429)
              .message("Too many")
              .header("Date", "Sun, 22 Nov 2026 12:00:00 GMT")
              .header(header, "Sun, 22 Nov 2026 12:00:10 GMT")
              .build();
      assertThat(Failure.ofStatus(answer).retryAfter()).isEqualTo(Duration.ofSeconds(10));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0",
        " 17 |17",
        "300|300",
        "301|301",
        "99999999999999999999|3153600000",
        "Sun, 22 Nov 2026 12:00:30 GMT|30",
        "Sun, 22 Nov 2026 11:00:00 GMT|0",
        "Tue, 22 Nov 2026 11:00:00 GMT|",
        "Mon, 23 Nov 2026 12:00:00 GMT|86400",
        "Fri, 31 Dec 9999 12:00:00 GMT|3153600000",
        "-1|",
        "1.5|",
        "soon|",
        "''|",
        "|",
      })
  void retryAfter(String header, Long seconds) {
    Duration wait = RetryAfter.parse(header, Instant.parse("2026-11-22T12:00:00Z"));
    assertThat(wait).isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
  }
}
