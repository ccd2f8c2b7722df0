package io.github.helpcrunchjdbc.search.decode;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Reads UNIX seconds, whole or with a fraction, without going through binary floating point. */
public final class UnixTime {
  /** 0001-01-01T00:00:00Z, the first second that SQL's TIMESTAMP can hold. */
  public static final long FIRST_SECOND = -62_135_596_800L;

  /** 9999-12-31T23:59:59Z, the last second that SQL's TIMESTAMP can hold. */
  public static final long LAST_SECOND = 253_402_300_799L;

  private static final long MAX_MILLIS = LAST_SECOND * 1000 + 999;
  private static final long MIN_MILLIS = FIRST_SECOND * 1000;

  /** The milliseconds of whole seconds with at most this many digits fit into a long. */
  private static final int MAX_PLAIN_DIGITS = 15;

  /** A longer text is refused unread: arithmetic on it would take too long. */
  private static final int MAX_LENGTH = 64;

  private UnixTime() {}

  /** Returns milliseconds since 1970. A finer fraction is rounded towards the past. */
  static long millis(char[] text, int offset, int length) throws UndecodableValueException {
    if (length > MAX_LENGTH) {
      throw new UndecodableValueException("a time of " + length + " characters");
    }
    long seconds = 0;
    int end = offset + length;
    for (int i = offset; i < end; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9 || length > MAX_PLAIN_DIGITS) {
        return inRange(decimalMillis(text, offset, length));
      }
      seconds = seconds * 10 + digit;
    }
    return inRange(seconds * 1000);
  }

  private static long decimalMillis(char[] text, int offset, int length)
      throws UndecodableValueException {
    BigDecimal seconds;
    try {
      seconds = new BigDecimal(text, offset, length);
    } catch (NumberFormatException e) {
      throw new UndecodableValueException("text that is no number of seconds");
    }
    // A number with a large exponent is refused before all its digits are written out.
    if (seconds.precision() - (long) seconds.scale() > MAX_PLAIN_DIGITS
        || seconds.scale() > MAX_LENGTH) {
      throw outOfRange();
    }
    return seconds.movePointRight(3).setScale(0, RoundingMode.FLOOR).longValueExact();
  }

  private static long inRange(long millis) throws UndecodableValueException {
    if (millis < MIN_MILLIS || millis > MAX_MILLIS) {
      throw outOfRange();
    }
    return millis;
  }

  private static UndecodableValueException outOfRange() {
    return new UndecodableValueException("a time out of range");
  }
}
