package io.github.helpcrunchjdbc.rows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/**
 * Parses JSON text into Java's maps, lists, texts, numbers and booleans. Numbers keep all their
 * digits: a whole number is an Integer, Long or BigInteger, any other a BigDecimal.
 */
public final class JsonDocument {
  private static final ObjectReader READER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(Object.class);

  private JsonDocument() {}

  /**
   * Returns the value of a JSON text, null for JSON's null.
   *
   * @throws IllegalArgumentException if the text is no JSON; its message shows nothing of the text
   */
  public static @Nullable Object parse(String text) {
    try {
      if (text.isBlank()) {
        throw new IllegalArgumentException("empty text is no JSON");
      }
      return READER.readValue(text);
    } catch (JsonProcessingException e) {
      // Jackson's message quotes the text, which may be personal.
      throw new IllegalArgumentException("a text is no JSON");
    }
  }
}
