package io.github.helpcrunchjdbc.rows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.TreeSet;

/**
 * The form of the customer objects in an answer. The vendor's pages have shown three forms over
 * time. This record holds names of fields and no values. Source: the vendor's page "Search for
 * customers" over time.
 *
 * @param generation {@code now}, {@code middle} or {@code old}; {@code old or middle} if no
 *     customer has custom data, {@code unknown} without a customer
 * @param blankFields the fields that hold an empty text where there is no value
 */
public record ObjectForm(String generation, Set<String> blankFields) {
  private static final JsonFactory FACTORY = new JsonFactory();

  /**
   * Finds the form of the customer objects in an answer.
   *
   * @throws IOException if the answer is not JSON
   */
  public static ObjectForm of(ByteBuffer body) throws IOException {
    byte[] bytes = new byte[body.remaining()];
    body.duplicate().get(bytes);
    Reader reader = new Reader();
    try (JsonParser json = FACTORY.createParser(bytes)) {
      reader.read(json);
    }
    return new ObjectForm(reader.generation(), reader.blank);
  }

  /** Reads one answer. Not thread-safe. */
  private static final class Reader {
    private final Set<String> blank = new TreeSet<>();
    private boolean customer;
    private boolean textTimes;
    private boolean listOfProperties;
    private boolean objectOfProperties;
    private boolean createdFrom;

    void read(JsonParser json) throws IOException {
      int depth = 0;
      boolean inList = false;
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        String name = json.currentName();
        // Depth 3 means: the answer, its list, a customer. Deeper keys may be keys of custom data.
        int at = token.isStructStart() ? depth - 1 : depth;
        if (name != null && token != JsonToken.FIELD_NAME && at == 3) {
          note(name, token, json);
        }
        // An empty list may stand for an empty object, so only a list with an element counts.
        listOfProperties |= inList && token != JsonToken.END_ARRAY;
        inList = token == JsonToken.START_ARRAY && at == 3 && "customData".equals(name);
      }
    }

    private void note(String name, JsonToken token, JsonParser json) throws IOException {
      customer |= name.equals("id");
      createdFrom |= name.equals("createdFrom");
      objectOfProperties |= name.equals("customData") && token == JsonToken.START_OBJECT;
      textTimes |= name.equals("firstSeen") && token == JsonToken.VALUE_STRING;
      if (token == JsonToken.VALUE_STRING && json.getText().isEmpty()) {
        blank.add(name);
      }
    }

    String generation() {
      return !customer
          ? "unknown"
          : createdFrom || textTimes
              ? "now"
              : listOfProperties ? "old" : objectOfProperties ? "middle" : "old or middle";
    }
  }
}
