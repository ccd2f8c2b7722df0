package io.github.helpcrunchjdbc.rows;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.helpcrunchjdbc.search.ColumnType;
import io.github.helpcrunchjdbc.search.CustomField;
import io.github.helpcrunchjdbc.search.decode.CustomDecoder;
import io.github.helpcrunchjdbc.search.decode.ScalarDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the attributes in customers' custom data, and for each the narrowest type that holds all
 * its values. A number is never taken for a time, nor a text for a number. Not thread-safe.
 */
public final class CustomFields {
  private final Map<String, Seen> fields = new TreeMap<>();
  private int sampled;

  /** What was seen of one attribute. */
  private static final class Seen {
    private int count;
    private @Nullable ColumnType type;

    void add(@Nullable ColumnType found) {
      count++;
      if (found != null) {
        type = type == null || type == found ? found : wider(type, found);
      }
    }

    private static ColumnType wider(ColumnType one, ColumnType other) {
      Set<ColumnType> numbers = Set.of(ColumnType.WHOLE, ColumnType.DECIMAL);
      return numbers.contains(one) && numbers.contains(other)
          ? ColumnType.DECIMAL
          : ColumnType.ANY_TEXT;
    }
  }

  /**
   * Takes one more customer into account.
   *
   * @param customData the customer's value of the column {@code customData}, a JSON object or null
   */
  public void add(@Nullable String customData) {
    sampled++;
    if (customData == null) {
      return;
    }
    try (JsonParser json = PageDecoder.parser(customData)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return;
      }
      // If a key comes twice, the driver shows the last value, so the last value's type counts.
      Map<String, @Nullable ColumnType> types = new HashMap<>();
      for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
        JsonToken token = json.nextToken();
        // Columns of all types but VARCHAR show an empty text as NULL, so an empty text says
        // nothing about the type.
        types.put(key, ScalarDecoder.isEmptyText(json, token) ? null : type(json, token));
      }
      types.forEach((key, type) -> fields.computeIfAbsent(key, missing -> new Seen()).add(type));
    } catch (IOException e) {
      // This can't happen: the column's decoder wrote the text.
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the narrowest type that holds the parser's current value, null for JSON's null. */
  static @Nullable ColumnType type(JsonParser json, JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_NULL -> null;
      case VALUE_TRUE, VALUE_FALSE -> ColumnType.BOOLEAN;
      case VALUE_NUMBER_INT ->
          json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? decimal(json.getText())
              : ColumnType.WHOLE;
      case VALUE_NUMBER_FLOAT -> decimal(json.getText());
      case VALUE_STRING ->
          CustomDecoder.time(json.getText()) == null ? ColumnType.ANY_TEXT : ColumnType.TIME;
      default -> {
        json.skipChildren();
        yield ColumnType.ANY_TEXT;
      }
    };
  }

  private static ColumnType decimal(String text) {
    return CustomDecoder.decimal(text) == null ? ColumnType.ANY_TEXT : ColumnType.DECIMAL;
  }

  /** Returns the attributes found, in the order of their keys. */
  public List<CustomField> found() {
    return fields.entrySet().stream()
        .map(
            entry -> {
              ColumnType type = entry.getValue().type;
              return new CustomField(
                  entry.getKey(),
                  type == null ? ColumnType.ANY_TEXT : type,
                  entry.getValue().count,
                  sampled,
                  null);
            })
        .toList();
  }
}
