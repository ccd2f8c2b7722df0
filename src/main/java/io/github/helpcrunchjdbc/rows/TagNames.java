package io.github.helpcrunchjdbc.rows;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the JSON array of tag names that the column {@code tags} shows. */
public final class TagNames {
  private TagNames() {}

  /**
   * Whether a JSON array of strings holds {@code name}. Case counts, as it does for the service.
   *
   * @throws HelpCrunchException EVALUATION if {@code tags} is no JSON array
   */
  public static boolean contains(String tags, String name) {
    return list(tags, "HAS_TAG").contains(name);
  }

  /**
   * Returns the strings in a JSON array.
   *
   * @param function the SQL function that an error names
   * @throws HelpCrunchException EVALUATION if {@code tags} is no JSON array
   */
  public static List<String> list(String tags, String function) {
    List<String> names = new ArrayList<>();
    try (JsonParser json = PageDecoder.parser(tags)) {
      if (json.nextToken() != JsonToken.START_ARRAY) {
        throw noArray(function);
      }
      for (JsonToken token = json.nextToken();
          token != JsonToken.END_ARRAY;
          token = json.nextToken()) {
        if (token == null) {
          throw noArray(function);
        }
        if (token == JsonToken.VALUE_STRING) {
          names.add(json.getText());
        }
        json.skipChildren();
      }
      return names;
    } catch (IOException e) {
      // Jackson's message quotes the text, which may be a customer's.
      throw noArray(function);
    }
  }

  private static HelpCrunchException noArray(String function) {
    return new HelpCrunchException(
        ErrorCode.EVALUATION,
        function + " takes a JSON array of tag names, such as the column tags");
  }
}
