package io.github.helpcrunchjdbc.rows;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.helpcrunchjdbc.search.ColumnType;
import io.github.helpcrunchjdbc.search.decode.JsonTextDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the lists of a customer, tags or attributes, from the texts that decoders wrote. */
public final class ElementLists {
  private ElementLists() {}

  /**
   * Returns the tags of a customer, each with its name and its colour. The colour may be null. A
   * tag stands once in the list.
   *
   * @param list a value of the column {@code TagColumns.LIST}, null for none
   */
  public static List<@Nullable Object[]> tags(@Nullable String list) {
    List<@Nullable Object[]> tags = new ArrayList<>();
    if (list == null) {
      return tags;
    }
    try (JsonParser json = PageDecoder.parser(list)) {
      json.nextToken();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        String name = json.getText();
        String color = json.nextToken() == JsonToken.VALUE_NULL ? null : json.getText();
        tags.add(new @Nullable Object[] {name, color});
      }
      return tags;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the attributes of a customer, each with its name, its value as text and the name of the
   * SQL type that holds the value. Value and type are null where JSON has null. If a name comes
   * twice, the last value counts.
   *
   * @param customData the customer's value of the column {@code customData}, a JSON object or null
   */
  public static List<@Nullable Object[]> attributes(@Nullable String customData) {
    if (customData == null) {
      return List.of();
    }
    Map<String, @Nullable Object[]> attributes = new LinkedHashMap<>();
    try (JsonParser json = PageDecoder.parser(customData)) {
      JsonTextDecoder nested = new JsonTextDecoder(json);
      if (json.nextToken() == JsonToken.START_OBJECT) {
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
          attributes.put(name, attribute(name, json, json.nextToken(), nested));
        }
      }
      return List.copyOf(attributes.values());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable Object[] attribute(
      String name, JsonParser json, JsonToken token, JsonTextDecoder nested) throws IOException {
    if (token.isStructStart()) {
      String value = nested.copy(token);
      return new @Nullable Object[] {name, value, ColumnType.ANY_TEXT.sql().name()};
    }
    ColumnType type = CustomFields.type(json, token);
    return new @Nullable Object[] {
      name, type == null ? null : json.getText(), type == null ? null : type.sql().name()
    };
  }
}
