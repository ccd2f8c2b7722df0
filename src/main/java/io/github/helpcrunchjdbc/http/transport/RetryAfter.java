package io.github.helpcrunchjdbc.http.transport;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Reads the header by which a service says when to come back: in seconds, or as an HTTP date. */
public final class RetryAfter {
  public static final String HEADER = "Retry-After";

  /** The header's other name, which hides it from OkHttp. */
  public static final String HEADER_OF_503 = "Retry-After-Of-503";

  /** A longer wait is cut to this, so that it fits nanoseconds. */
  static final Duration LONGEST = Duration.ofDays(36_500);

  private RetryAfter() {}

  /**
   * Returns the wait asked for, from zero to {@link #LONGEST}; null if the header can't be read.
   *
   * @param now the time from which a date is measured
   */
  public static @Nullable Duration parse(@Nullable String header, Instant now) {
    if (header == null) {
      return null;
    }
    String text = header.strip();
    if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      // A number with more digits is beyond the longest wait anyway.
      return text.length() > 9 ? LONGEST : within(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return within(Duration.between(now, until));
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static Duration within(Duration wait) {
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
