package io.github.helpcrunchjdbc.search.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decodes tags and attributes into compact JSON text. One instance serves one answer only. */
public final class JsonTextDecoder {
  private static final Pattern PLACE = Pattern.compile("[0-9]+");

  private record Tag(String name, @Nullable String color) {}

  private final JsonParser json;
  private final JsonText out = new JsonText();

  public JsonTextDecoder(JsonParser json) {
    this.json = json;
  }

  /** Returns a JSON array of the tags' names. The answer has tag objects or plain names. */
  public @Nullable String tags(JsonToken token) throws IOException, UndecodableValueException {
    List<Tag> tags = list(token);
    if (tags == null) {
      return null;
    }
    out.clear().raw('[');
    for (int i = 0; i < tags.size(); i++) {
      out.raw(i == 0 ? "" : ",").quoted(tags.get(i).name());
    }
    return out.raw(']').text();
  }

  /**
   * Returns the tags as one text, a JSON array of a name and a colour in turn. A tag is known by
   * its name: of several tags with the same name, the first counts.
   */
  public @Nullable String tagObjects(JsonToken token)
      throws IOException, UndecodableValueException {
    List<Tag> tags = list(token);
    if (tags == null) {
      return null;
    }
    Set<String> names = new HashSet<>();
    out.clear().raw('[');
    for (Tag tag : tags) {
      if (names.add(tag.name())) {
        out.raw(names.size() > 1 ? "," : "").quoted(tag.name()).raw(',');
        if (tag.color() == null) {
          out.raw("null");
        } else {
          out.quoted(tag.color());
        }
      }
    }
    return out.raw(']').text();
  }

  /** Returns the tags of a list of objects or names, or null for JSON's null and an empty text. */
  private @Nullable List<Tag> list(JsonToken token) throws IOException, UndecodableValueException {
    if (token == JsonToken.VALUE_NULL || ScalarDecoder.isEmptyText(json, token)) {
      return null;
    }
    if (!token.isStructStart()) {
      throw UndecodableValueException.of(token);
    }
    List<Tag> tags = new ArrayList<>();
    JsonToken tag = nextElement(json, token);
    while (tag != null && !tag.isStructEnd()) {
      tags.add(tag == JsonToken.START_OBJECT ? tag() : named(ScalarDecoder.text(json, tag), null));
      tag = nextElement(json, token);
    }
    if (tag == null) {
      throw new UndecodableValueException("an object");
    }
    return tags;
  }

  /**
   * Returns the first token of the next element of a list, or the token that ends the list. The
   * list may be an object whose keys are indexes, as PHP writes arrays with gaps.
   *
   * @param start the token with which the list began
   * @return null if the value is no list
   */
  public static @Nullable JsonToken nextElement(JsonParser json, JsonToken start)
      throws IOException {
    if (!start.isStructStart()) {
      return null;
    }
    JsonToken next = json.nextToken();
    if (next != JsonToken.FIELD_NAME) {
      return next;
    }
    return PLACE.matcher(json.currentName()).matches() ? json.nextToken() : null;
  }

  private Tag tag() throws IOException, UndecodableValueException {
    String name = null;
    String color = null;
    for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
      JsonToken value = json.nextToken();
      switch (key) {
        case "name" -> name = ScalarDecoder.text(json, value);
        case "color" ->
            color = value.isStructStart() ? copy(value) : ScalarDecoder.text(json, value);
        default -> json.skipChildren();
      }
    }
    return named(name, color);
  }

  private static Tag named(@Nullable String name, @Nullable String color)
      throws UndecodableValueException {
    if (name == null) {
      throw new UndecodableValueException("a tag without a name");
    }
    return new Tag(name, color);
  }

  /** Returns the current value as compact JSON. */
  public String copy(JsonToken token) throws IOException {
    return out.clear().value(json, token).text();
  }

  /**
   * Returns a JSON object of the attributes. The answer has an object, or a list of properties; an
   * empty list gives an empty object.
   */
  public @Nullable String attributes(JsonToken token)
      throws IOException, UndecodableValueException {
    return switch (token) {
      case VALUE_NULL -> null;
      case START_OBJECT -> out.clear().value(json, token).text();
      case START_ARRAY -> properties();
      case VALUE_STRING -> {
        if (ScalarDecoder.isEmptyText(json, token)) {
          yield null;
        }
        throw UndecodableValueException.of(token);
      }
      default -> throw UndecodableValueException.of(token);
    };
  }

  /**
   * Reads the old form, a list of {@code {"property":..,"value":..}}. Of entries with equal names,
   * the last counts.
   */
  private String properties() throws IOException, UndecodableValueException {
    Map<String, String> values = new LinkedHashMap<>();
    for (JsonToken entry = json.nextToken();
        entry != JsonToken.END_ARRAY;
        entry = json.nextToken()) {
      if (entry != JsonToken.START_OBJECT) {
        throw new UndecodableValueException("a list with " + UndecodableValueException.kind(entry));
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
      // The name becomes a key of JSON that is parsed again, so the parser's limit holds for it.
      json.streamReadConstraints().validateNameLength(property.length());
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
