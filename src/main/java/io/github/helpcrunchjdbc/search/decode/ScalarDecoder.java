package io.github.helpcrunchjdbc.search.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Decodes the parser's current value if it is a scalar. JSON's null gives null. */
public final class ScalarDecoder {
  /** A text that is a whole number is no longer than this, with sign and leading zeros. */
  private static final int MAX_LENGTH = 64;

  private ScalarDecoder() {}

  /** Returns a text. Numbers and booleans are returned as they are written. */
  public static @Nullable String text(JsonParser json, JsonToken token)
      throws IOException, UndecodableValueException {
    return switch (token) {
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
          json.getText();
      case VALUE_NULL -> null;
      default -> throw UndecodableValueException.of(token);
    };
  }

  /** Whether a value is the empty text, which PHP may write for a missing value. */
  public static boolean isEmptyText(JsonParser json, JsonToken token) throws IOException {
    return token == JsonToken.VALUE_STRING && json.getTextLength() == 0;
  }

  /** Decodes a whole number, which may be written as text. An empty text gives null. */
  public static @Nullable Long whole(JsonParser json, JsonToken token)
      throws IOException, UndecodableValueException {
    return switch (token) {
      case VALUE_NUMBER_INT -> {
        if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
          throw new UndecodableValueException("a number beyond 64 bits");
        }
        yield json.getLongValue();
      }
      // PHP writes some whole numbers as 5.0.
      case VALUE_NUMBER_FLOAT -> integral(json);
      case VALUE_STRING -> json.getTextLength() == 0 ? null : parseWhole(json.getText());
      case VALUE_NULL -> null;
      default -> throw UndecodableValueException.of(token);
    };
  }

  private static Long integral(JsonParser json) throws IOException, UndecodableValueException {
    try {
      return new BigDecimal(json.getText()).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw new UndecodableValueException("a number with a fraction or beyond 64 bits");
    }
  }

  private static Long parseWhole(String text) throws UndecodableValueException {
    if (text.length() > MAX_LENGTH) {
      throw new UndecodableValueException("text of " + text.length() + " characters");
    }
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw new UndecodableValueException("text that is no whole number of 64 bits");
    }
  }

  /** Decodes UNIX seconds, number or text, to milliseconds since 1970 UTC; "" gives null. */
  public static @Nullable Long millis(JsonParser json, JsonToken token)
      throws IOException, UndecodableValueException {
    return switch (token) {
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          json.getTextLength() == 0
              ? null
              : UnixTime.millis(
                  json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
      case VALUE_NULL -> null;
      default -> throw UndecodableValueException.of(token);
    };
  }

  /** Decodes a boolean, which may be written as 0 and 1 or as text. An empty text gives null. */
  public static @Nullable Boolean truth(JsonParser json, JsonToken token)
      throws IOException, UndecodableValueException {
    return switch (token) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT, VALUE_STRING ->
          switch (json.getText()) {
            case "1", "true" -> true;
            case "0", "false" -> false;
            case "" -> null;
            default ->
                throw new UndecodableValueException(
                    UndecodableValueException.kind(token) + " that is no boolean");
          };
      default -> throw UndecodableValueException.of(token);
    };
  }
}
