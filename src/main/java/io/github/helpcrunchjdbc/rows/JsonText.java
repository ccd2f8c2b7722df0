package io.github.helpcrunchjdbc.rows;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;

/** A buffer for compact JSON text that copies numbers exactly as they were written. */
final class JsonText {
  private final StringBuilder out = new StringBuilder(256);

  JsonText clear() {
    out.setLength(0);
    return this;
  }

  JsonText raw(char symbol) {
    out.append(symbol);
    return this;
  }

  JsonText raw(String json) {
    out.append(json);
    return this;
  }

  JsonText quoted(String text) {
    out.append('"');
    if (isPlain(text)) {
      out.append(text);
    } else {
      JsonStringEncoder.getInstance().quoteAsString(text, out);
    }
    out.append('"');
    return this;
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  /** Copies the parser's current value; its depth is bounded by the parser's own limit. */
  JsonText value(JsonParser json, JsonToken token) throws IOException {
    switch (token) {
      case START_OBJECT -> object(json);
      case START_ARRAY -> array(json);
      case VALUE_STRING -> quoted(json.getText());
      default -> out.append(json.getText());
    }
    return this;
  }

  private void object(JsonParser json) throws IOException {
    out.append('{');
    boolean first = true;
    for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
      if (!first) {
        out.append(',');
      }
      first = false;
      quoted(key).raw(':').value(json, json.nextToken());
    }
    out.append('}');
  }

  private void array(JsonParser json) throws IOException {
    out.append('[');
    boolean first = true;
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      if (!first) {
        out.append(',');
      }
      first = false;
      value(json, token);
    }
    out.append(']');
  }

  String text() {
    return out.toString();
  }
}
