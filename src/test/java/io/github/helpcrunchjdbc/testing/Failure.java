package io.github.helpcrunchjdbc.testing;

import io.github.helpcrunchjdbc.demo.ApiAnswer;
import java.time.Duration;
import java.util.Map;

/** A way in which a request goes wrong that the account itself would have answered. */
public sealed interface Failure {
  /** An answer of the test's own. */
  record Answer(ApiAnswer answer) implements Failure {}

  /** The right answer under a true Content-Length, of which the last half never comes. */
  record CutBody() implements Failure {}

  /** Half of the right answer's JSON, under its own Content-Length. */
  record CutJson() implements Failure {}

  /** The connection is closed without an answer. */
  record Dropped() implements Failure {}

  /** Nothing comes until the account is closed. */
  record Hang() implements Failure {}

  /** The right answer's headers come, of the body nothing until the account is closed. */
  record HangInBody() implements Failure {}

  /**
   * The right answer, byte by byte.
   *
   * @param pause before each byte
   */
  record Drip(Duration pause) implements Failure {}

  static Failure answer(int status, String body) {
    return new Answer(new ApiAnswer(status, body));
  }

  /** A status with an error body as the service writes it. */
  static Failure status(int status) {
    return answer(
        status,
        "{\"errors\":[{\"code\":\"invalid_request\",\"message\":\"Invalid request\"},"
            + "{\"code\":\"status_"
            + status
            + "\",\"message\":\"Simulated failure\"}]}");
  }

  /** A 429 with a Retry-After header. */
  static Failure tooManyRequests(String retryAfter) {
    return new Answer(
        new ApiAnswer(
            429,
            Map.of("Retry-After", retryAfter),
            "{\"errors\":[{\"code\":\"invalid_request\",\"message\":\"Invalid request\"},"
                + "{\"code\":\"too_many_requests\",\"message\":\"Too many requests\"}]}"));
  }

  /** A 200 whose body is a proxy's page instead of JSON. */
  static Failure garbage() {
    return answer(200, "<html><body>Bad gateway</body></html>");
  }
}
