package io.github.helpcrunchjdbc.search;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes a page request as the body of {@code POST /customers/search}. */
public final class SearchJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private SearchJson() {}

  /**
   * Returns the body in UTF-8. The body has {@code filter} only if the search has filters, and
   * {@code comparison} only if it has several.
   */
  public static byte[] write(PageRequest page) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      Search search = page.search();
      json.writeStartObject();
      if (search.filters().size() > 1) {
        json.writeStringField("comparison", search.comparison().name());
      }
      if (!search.filters().isEmpty()) {
        json.writeArrayFieldStart("filter");
        for (SearchFilter filter : search.filters()) {
          writeFilter(json, filter);
        }
        json.writeEndArray();
      }
      SortOrder sort = search.sort();
      if (sort != null) {
        json.writeStringField("sort", sort.column().sortField());
        json.writeStringField("order", sort.descending() ? "DESC" : "ASC");
      }
      json.writeNumberField("offset", page.offset());
      json.writeNumberField("limit", page.limit());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void writeFilter(JsonGenerator json, SearchFilter filter) throws IOException {
    json.writeStartObject();
    json.writeStringField("field", filter.column().searchField());
    json.writeStringField("operator", filter.operator().symbol());
    json.writeFieldName("value");
    if (filter.value() instanceof List<?> tags) {
      json.writeStartArray();
      for (Object tag : tags) {
        json.writeStartObject();
        json.writeStringField("name", (String) tag);
        json.writeEndObject();
      }
      json.writeEndArray();
    } else if (filter.value() instanceof Long number) {
      json.writeNumber(number);
    } else {
      json.writeString((String) filter.value());
    }
    json.writeEndObject();
  }
}
