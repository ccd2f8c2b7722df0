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
    OptionalLong wait = POLICY.waitNanos(tries, failure(kind), random);
    assertThat(wait.isPresent() ? wait.getAsLong() / 1_000_000 : -1).isEqualTo(millis);
  }

  @ParameterizedTest
  @EnumSource(FailureKind.class)
  void noTryAfterTheLast(FailureKind kind) {
    assertThat(new RetryPolicy(2, true, true, 0).waitNanos(3, failure(kind), 0.5)).isEmpty();
    assertThat(new RetryPolicy(0, true, true, 0).waitNanos(1, failure(kind), 0.5)).isEmpty();
  }

  @Test
  void longerOfOwnWaitAndTheServicesCounts() {
    Failure failure =
        new Failure(FailureKind.SERVER_ERROR, 503, List.of(), Duration.ofSeconds(3), null);
    assertThat(POLICY.waitNanos(1, failure, 0.5)).hasValue(3_000_000_000L);
    assertThat(POLICY.waitNanos(6, failure, 0.5)).hasValue(16_000_000_000L);
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
