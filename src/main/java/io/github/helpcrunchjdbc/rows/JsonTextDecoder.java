package io.github.helpcrunchjdbc.rows;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decodes tags and attributes into compact JSON text. Serves one answer only. */
final class JsonTextDecoder {
  private final JsonParser json;
  private final JsonText out = new JsonText();

  JsonTextDecoder(JsonParser json) {
    this.json = json;
  }

  /** A JSON array of the tags' names, from tag objects or plain names. */
  @Nullable String tags(JsonToken token) throws IOException, UndecodableValueException {
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    if (token != JsonToken.START_ARRAY) {
      throw new UndecodableValueException(TypeNames.of(token));
    }
    out.clear().raw('[');
    boolean first = true;
    for (JsonToken tag = json.nextToken(); tag != JsonToken.END_ARRAY; tag = json.nextToken()) {
      String name = tag == JsonToken.START_OBJECT ? nameOfTag() : ScalarDecoder.text(json, tag);
      if (name == null) {
        throw new UndecodableValueException("a tag without a name");
      }
      if (!first) {
        out.raw(',');
      }
      first = false;
      out.quoted(name);
    }
    return out.raw(']').text();
  }

  private @Nullable String nameOfTag() throws IOException, UndecodableValueException {
    String name = null;
    for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
      JsonToken value = json.nextToken();
      if (key.equals("name")) {
        name = ScalarDecoder.text(json, value);
      } else {
        json.skipChildren();
      }
    }
    return name;
  }

  /** A JSON object, from one as it is or from a list of properties; an empty list is empty. */
  @Nullable String attributes(JsonToken token) throws IOException, UndecodableValueException {
    return switch (token) {
      case VALUE_NULL -> null;
      case START_OBJECT -> out.clear().value(json, token).text();
      case START_ARRAY -> properties();
      default -> throw new UndecodableValueException(TypeNames.of(token));
    };
  }

  /** The old form, a list of {@code {"property":..,"value":..}}; the last of equal names counts. */
  private String properties() throws IOException, UndecodableValueException {
    Map<String, String> values = new LinkedHashMap<>();
    for (JsonToken entry = json.nextToken();
        entry != JsonToken.END_ARRAY;
        entry = json.nextToken()) {
      if (entry != JsonToken.START_OBJECT) {
        throw new UndecodableValueException("a list with " + TypeNames.of(entry));
      }
      String property = null;
      String value = "null";
      for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
        JsonToken token = json.nextToken();
        switch (key) {
          case "property" -> property = ScalarDecoder.text(json, token);
          case "value" -> value = out.clear().value(json, token).text();
          default -> json.skipChildren();
        }
      }
      if (property == null) {
        throw new UndecodableValueException("a property without a name");
      }
      values.put(property, value);
    }
    out.clear().raw('{');
    boolean first = true;
    for (Map.Entry<String, String> entry : values.entrySet()) {
      if (!first) {
        out.raw(',');
      }
      first = false;
      out.quoted(entry.getKey()).raw(':').raw(entry.getValue());
    }
    return out.raw('}').text();
  }
}
