package io.github.helpcrunchjdbc.rows;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tags of a customer, each of which stands once in their list. */
public final class TagList {
  private TagList() {}

  /**
   * The tags, each with its name and its colour, which may be null.
   *
   * @param list a value of the column {@code TagColumns.LIST}, null for none
   */
  public static List<@Nullable Object[]> read(@Nullable String list) {
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
      // The text was written by the decoder of the column.
      throw new UncheckedIOException(e);
    }
  }
}
