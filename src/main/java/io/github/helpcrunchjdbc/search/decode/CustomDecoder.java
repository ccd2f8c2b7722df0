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
 * Decodes values of the account's own attributes without losing information: a text becomes a
 * number only if it is written exactly as the pattern says.
 */
public final class CustomDecoder {
  /** Most digits after the decimal point. */
  private static final int MOST_FRACTION = 18;

  /** Most digits before the decimal point. */
  private static final int MOST_WHOLE = 20;

  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,37})(\\.[0-9]{1,18})?");
  private static final Pattern TIME =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,3})?");

  private CustomDecoder() {}

  private static boolean isNone(JsonParser json, JsonToken token) throws IOException {
    return token == JsonToken.VALUE_NULL || ScalarDecoder.isEmptyText(json, token);
  }

  /** Decodes a whole number of 64 bits, like {@link #decimal(JsonParser, JsonToken)}. */
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

  /** Decodes a number, which may be written as text. JSON's null and an empty text give null. */
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
   * Returns the number that a JSON number's text stands for, or null if the column has no room for
   * it. The scale is always that of the column's type, so equal numbers are equal however they are
   * written.
   */
  public static @Nullable BigDecimal decimal(String text) {
    BigDecimal value;
    try {
      value = new BigDecimal(text);
    } catch (NumberFormatException e) {
      return null;
    }
    // A number with a large exponent is refused before all its digits are written out.
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
   * Decodes a time as milliseconds between 1970 and the local time shown, without a zone.
   *
   * @param zone the zone in which UNIX seconds are shown as local time; null if a number is no time
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

  /**
   * Returns the milliseconds between 1970 and a time that is written {@code 2020-09-01 00:40:00},
   * or null if the text is no such time.
   */
  public static @Nullable Long time(String text) {
    // Most texts are no times. The pattern finds that out faster than an exception.
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
