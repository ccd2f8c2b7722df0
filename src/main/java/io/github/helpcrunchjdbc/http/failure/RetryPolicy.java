package io.github.helpcrunchjdbc.http.failure;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * Decides when a failed request is sent again: a pure function of the tries so far and the failure.
 *
 * <p>The waits are about 0.5, 1, 2, 4 .. seconds up to 30, or as long as the service asks for if
 * that is longer. The rules are stricter while the service has answered nothing yet. A service that
 * can't be reached at all is then tried twice more within a second, so that a wrong address fails
 * soon. A request without an answer is then not sent again, because the statement would hang for
 * many times its read timeout; nor is a request whose answer takes too long. After a 429 the whole
 * account pauses, so this class adds no wait.
 *
 * @param maxRetries how often a request is sent again while the service has answered nothing yet; a
 *     429 is not limited by it
 * @param after429 whether a request is sent again after a 429
 * @param afterTooSlow whether a request is sent again after an answer that was not complete in time
 * @param retryForNanos for how long a request is sent again, however often, once the service has
 *     answered before; after a 429 it holds from the beginning, and is a minute at least
 */
public record RetryPolicy(
    int maxRetries, boolean after429, boolean afterTooSlow, long retryForNanos) {
  /** Sends nothing again. */
  public static final RetryPolicy NONE = new RetryPolicy(0, false, false, 0);

  private static final long FIRST_WAIT = Duration.ofMillis(500).toNanos();
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();
  private static final long LONGEST_WAIT = Duration.ofSeconds(30).toNanos();
  private static final long FIRST_WAIT_UNREACHABLE = Duration.ofMillis(200).toNanos();
  private static final int MOST_RETRIES_UNREACHABLE = 2;

  /** Returns a policy that does not send a request again after a 429. */
  public RetryPolicy without429() {
    return new RetryPolicy(maxRetries, false, afterTooSlow, retryForNanos);
  }

  /**
   * Returns a policy that does not send a request again after an answer that was not complete in
   * time.
   */
  public RetryPolicy withoutTooSlow() {
    return new RetryPolicy(maxRetries, after429, false, retryForNanos);
  }

  /**
   * Returns the wait before the next try. The driver waits for a service that has answered before,
   * so that what a statement has read is not lost.
   *
   * @param tries how often the request has been sent, at least 1
   * @param nanos the time since the first failure of this request
   * @param hasAnswered whether the service has answered before
   * @param random from 0 to below 1
   * @return nanoseconds, or empty if there is no next try: {@code maxRetries} is reached, or {@code
   *     retryForNanos} have passed, or will have passed before the service is ready. After a 429
   *     the number of tries does not count, {@code retryForNanos} is at least a minute, and the
   *     wait that the service asks for may end a minute later than that.
   */
  public OptionalLong waitNanos(
      int tries, long nanos, boolean hasAnswered, Failure failure, double random) {
    long asked = askedNanos(failure);
    if (failure.kind() == FailureKind.RATE_LIMITED) {
      long longest = longestPauseNanos();
      boolean waits = nanos < longest && asked <= Math.min(longest, longest + MINUTE - nanos);
      return waits && after429 && maxRetries > 0 ? OptionalLong.of(0) : OptionalLong.empty();
    }
    if (isPatient(hasAnswered, failure)) {
      long left = retryForNanos - nanos;
      return left <= 0 || asked > left
          ? OptionalLong.empty()
          : OptionalLong.of(Math.min(left, Math.max(growing(tries, random), asked)));
    }
    if (!failure.kind().isRetried() || tries > maxRetries || asksTooMuch(failure)) {
      return OptionalLong.empty();
    }
    if (failure.kind() == FailureKind.UNREACHABLE) {
      return tries > MOST_RETRIES_UNREACHABLE
          ? OptionalLong.empty()
          : OptionalLong.of(jittered(FIRST_WAIT_UNREACHABLE << (tries - 1), random));
    }
    return OptionalLong.of(Math.max(growing(tries, random), asked));
  }

  /**
   * Returns whether the driver waits for the service as long as {@code retryForNanos}, whatever the
   * number of tries.
   */
  private boolean isPatient(boolean hasAnswered, Failure failure) {
    return hasAnswered
        && maxRetries > 0
        && retryForNanos > 0
        && (failure.kind() == FailureKind.TOO_SLOW ? afterTooSlow : failure.kind().mayPass());
  }

  /** Returns the setting that ended the tries, in words; empty if no setting did. */
  public String bound(int tries, boolean hasAnswered, Failure failure) {
    if (maxRetries == 0) {
      return "";
    }
    boolean isLimited = failure.kind() == FailureKind.RATE_LIMITED;
    boolean isRetried = failure.kind().isRetried();
    if (isLimited
        ? after429
        : isPatient(hasAnswered, failure) || (isRetried && asksTooMuch(failure))) {
      return "retryFor is "
          + Duration.ofNanos(retryForNanos).toSeconds()
          + (isLimited && retryForNanos < MINUTE ? " s, and a minute after a 429" : " s");
    }
    return isRetried && tries > maxRetries ? "maxRetries is " + maxRetries : "";
  }

  /**
   * Returns the wait before a refused request is sent once more, because the refusal may be a
   * passing fault.
   *
   * @return nanoseconds, 0 unless the service asks for a wait; empty if it asks for a wait longer
   *     than {@code retryForNanos}, or if nothing is sent again
   */
  public OptionalLong waitOfDoubt(Failure failure) {
    long wait = askedNanos(failure);
    return maxRetries > 0 && wait <= retryForNanos ? OptionalLong.of(wait) : OptionalLong.empty();
  }

  /**
   * Returns how long a pause may last that the service asks for by a 429; a minute is always
   * allowed.
   */
  public long longestPauseNanos() {
    return Math.max(retryForNanos, MINUTE);
  }

  private boolean asksTooMuch(Failure failure) {
    return askedNanos(failure) > (retryForNanos == 0 ? MINUTE : retryForNanos);
  }

  private static long askedNanos(Failure failure) {
    Duration asked = failure.retryAfter();
    return asked == null ? 0 : asked.toNanos();
  }

  private static long growing(int tries, double random) {
    // After six doublings the longest wait is reached, and further shifts would overflow.
    return jittered(Math.min(LONGEST_WAIT, FIRST_WAIT << Math.min(tries - 1, 6)), random);
  }

  /** Returns from 0.8 to 1.2 of the wait, so that many JVMs do not come back together. */
  public static long jittered(long nanos, double random) {
    return (long) (nanos * (0.8 + 0.4 * random));
  }
}
