package io.github.helpcrunchjdbc.search.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.util.Arrays;

/**
 * A buffer for compact JSON text that copies numbers exactly as they were written. It uses an array
 * of its own: a StringBuilder looks at each character again whenever text is added.
 */
final class JsonText {
  private static final int LEAST_KEPT = 1024;

  private char[] buffer = new char[0];
  private int length;

  JsonText clear() {
    length = 0;
    return this;
  }

  JsonText raw(char symbol) {
    reserve(1);
    buffer[length++] = symbol;
    return this;
  }

  JsonText raw(String json) {
    reserve(json.length());
    json.getChars(0, json.length(), buffer, length);
    length += json.length();
    return this;
  }

  JsonText quoted(String text) {
    raw('"');
    int start = length;
    raw(text);
    escapeFrom(start);
    return raw('"');
  }

  private void copyScalar(JsonParser json) throws IOException {
    char[] text = json.getTextCharacters();
    int count = json.getTextLength();
    reserve(count);
    System.arraycopy(text, json.getTextOffset(), buffer, length, count);
    length += count;
  }

  /** Escapes the text added since position {@code start}. Most texts need no escape. */
  private void escapeFrom(int start) {
    for (int i = start; i < length; i++) {
      char c = buffer[i];
      if (c < ' ' || c == '"' || c == '\\') {
        char[] escaped =
            JsonStringEncoder.getInstance()
                .quoteAsString(new String(buffer, start, length - start));
        length = start;
        raw(new String(escaped));
        return;
      }
    }
  }

  private void reserve(int more) {
    if (buffer.length - length < more) {
      buffer =
          Arrays.copyOf(buffer, Math.max(Math.max(LEAST_KEPT, buffer.length * 2), length + more));
    }
  }

  /** Copies the parser's current value. The parser's limit bounds how deep a value is nested. */
  JsonText value(JsonParser json, JsonToken token) throws IOException {
    switch (token) {
      case START_OBJECT -> object(json);
      case START_ARRAY -> array(json);
      case VALUE_STRING -> {
        raw('"');
        int start = length;
        copyScalar(json);
        escapeFrom(start);
        raw('"');
      }
      default -> copyScalar(json);
    }
    return this;
  }

  private void object(JsonParser json) throws IOException {
    raw('{');
    boolean first = true;
    for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
      if (!first) {
        raw(',');
      }
      first = false;
      quoted(key).raw(':').value(json, json.nextToken());
    }
    raw('}');
  }

  private void array(JsonParser json) throws IOException {
    raw('[');
    boolean first = true;
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      if (!first) {
        raw(',');
      }
      first = false;
      value(json, token);
    }
    raw(']');
  }

  String text() {
    return new String(buffer, 0, length);
  }
}
