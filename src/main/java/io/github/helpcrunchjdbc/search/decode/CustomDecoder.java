package io.github.helpcrunchjdbc.search.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decodes values of the account's own attributes. Nothing that a value says is lost: text is taken
 * for a number only if the number is written just so.
 */
public final class CustomDecoder {
  /** Digits after the point. */
  private static final int MOST_FRACTION = 18;

  /** Digits before the point. */
  private static final int MOST_WHOLE = 20;

  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,37})(\\.[0-9]{1,18})?");
  private static final Pattern TIME =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,3})?");

  private CustomDecoder() {}

  private static boolean isNone(JsonParser json, JsonToken token) throws IOException {
    return token == JsonToken.VALUE_NULL || ScalarDecoder.isEmptyText(json, token);
  }

  /** A whole number of 64 bits. */
  public static @Nullable Long whole(JsonParser json, JsonToken token)
      throws IOException, UndecodableValueException {
    BigDecimal value = decimal(json, token);
    if (value == null) {
      return null;
    }
    try {
      return value.longValueExact();
    } catch (ArithmeticException e) {
      throw new UndecodableValueException("a number that is not whole or beyond 64 bits");
    }
  }

  /** A number, which may be written as text; an empty text is none. */
  public static @Nullable BigDecimal decimal(JsonParser json, JsonToken token)
      throws IOException, UndecodableValueException {
    if (isNone(json, token)) {
      return null;
    }
    boolean number = token.isNumeric();
    if (!number && !(token == JsonToken.VALUE_STRING && NUMBER.matcher(json.getText()).matches())) {
      throw new UndecodableValueException(
          UndecodableValueException.kind(token) + (number ? "" : " that is no number"));
    }
    BigDecimal value = decimal(json.getText());
    if (value == null) {
      throw new UndecodableValueException("a number with too many digits");
    }
    return value;
  }

  /**
   * The number that JSON writes so, with the digits that the column's type says, so that equal
   * numbers are the same however they are written. Null if the column has no room for it.
   */
  public static @Nullable BigDecimal decimal(String text) {
    BigDecimal value;
    try {
      value = new BigDecimal(text);
    } catch (NumberFormatException e) {
      return null;
    }
    // Far exponents are refused before they are written out in full.
    if (value.signum() != 0 && value.precision() - (long) value.scale() > MOST_WHOLE) {
      return null;
    }
    if (value.scale() > MOST_FRACTION) {
      value = value.stripTrailingZeros();
    }
    if (value.scale() > MOST_FRACTION) {
      return null;
    }
    return value.setScale(MOST_FRACTION);
  }

  /**
   * Milliseconds since 1970 on the clock that is shown.
   *
   * @param zone on whose clock UNIX seconds are shown, null if none are taken
   */
  public static @Nullable Long time(JsonParser json, JsonToken token, @Nullable ZoneId zone)
      throws IOException, UndecodableValueException {
    if (isNone(json, token)) {
      return null;
    }
    if (token == JsonToken.VALUE_STRING) {
      Long millis = time(json.getText());
      if (millis != null) {
        return millis;
      }
    } else if (token == JsonToken.VALUE_NUMBER_INT && zone != null) {
      Long millis = ScalarDecoder.millis(json, token);
      return millis == null
          ? null
          : (Long)
              LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), zone)
                  .toInstant(ZoneOffset.UTC)
                  .toEpochMilli();
    }
    throw new UndecodableValueException(UndecodableValueException.kind(token) + " that is no time");
  }

  /** Milliseconds since 1970 of a time that is written {@code 2020-09-01 00:40:00}, else null. */
  public static @Nullable Long time(String text) {
    // Most texts are none, and an exception takes longer than to see that.
    if (!TIME.matcher(text).matches() || text.startsWith("0000")) {
      return null;
    }
    try {
      return LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC).toEpochMilli();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
