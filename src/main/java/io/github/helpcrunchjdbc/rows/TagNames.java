package io.github.helpcrunchjdbc.rows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.io.IOException;

/** Reads the JSON array of tag names that the tags column shows. */
public final class TagNames {
  private static final JsonFactory FACTORY = new JsonFactory();

  private TagNames() {}

  /**
   * Whether a JSON array of strings holds {@code name}, as the service compares tags: with regard
   * to case.
   *
   * @throws HelpCrunchException EVALUATION if {@code tags} is no JSON array
   */
  public static boolean contains(String tags, String name) {
    try (JsonParser json = FACTORY.createParser(tags)) {
      if (json.nextToken() != JsonToken.START_ARRAY) {
        throw noArray(null);
      }
      boolean found = false;
      for (JsonToken token = json.nextToken();
          token != JsonToken.END_ARRAY;
          token = json.nextToken()) {
        if (token == null) {
          throw noArray(null);
        }
        found |= token == JsonToken.VALUE_STRING && json.getText().equals(name);
        json.skipChildren();
      }
      return found;
    } catch (IOException e) {
      throw noArray(e);
    }
  }

  private static HelpCrunchException noArray(@org.jspecify.annotations.Nullable Throwable cause) {
    return new HelpCrunchException(
        ErrorCode.EVALUATION,
        "HAS_TAG takes a JSON array of tag names, such as the column tags",
        cause);
  }
}
