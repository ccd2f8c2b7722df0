package io.github.helpcrunchjdbc.rows;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tags of a customer as one text, a JSON array of a name and a colour in turn. A tag is known
 * by its name: of several of the same name the first counts.
 */
public final class TagList {
  record Tag(String name, @Nullable String color) {}

  private TagList() {}

  static String write(List<Tag> tags, JsonText out) {
    Set<String> names = new HashSet<>();
    out.raw('[');
    for (Tag tag : tags) {
      if (names.add(tag.name())) {
        if (names.size() > 1) {
          out.raw(',');
        }
        out.quoted(tag.name()).raw(',');
        if (tag.color() == null) {
          out.raw("null");
        } else {
          out.quoted(tag.color());
        }
      }
    }
    return out.raw(']').text();
  }

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
