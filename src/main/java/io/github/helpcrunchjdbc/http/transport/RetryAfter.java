package io.github.helpcrunchjdbc.http.transport;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Reads the header by which a service says when to come back: seconds, or a date of HTTP. */
public final class RetryAfter {
  public static final String HEADER = "Retry-After";

  /** Where the header is put so that OkHttp does not act on it. */
  public static final String HEADER_OF_503 = "Retry-After-Of-503";

  /** What goes beyond it is cut, so that it fits nanoseconds. */
  static final Duration LONGEST = Duration.ofDays(36_500);

  private RetryAfter() {}

  /**
   * The wait asked for, from zero to {@link #LONGEST}; null if there is none that can be read.
   *
   * @param now what a date is measured against
   */
  public static @Nullable Duration parse(@Nullable String header, Instant now) {
    if (header == null) {
      return null;
    }
    String text = header.strip();
    if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      // More digits than this are beyond the longest wait anyway.
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
