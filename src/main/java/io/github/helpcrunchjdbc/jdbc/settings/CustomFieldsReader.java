package io.github.helpcrunchjdbc.jdbc.settings;

import io.github.helpcrunchjdbc.search.ColumnType;
import io.github.helpcrunchjdbc.search.CustomColumns;
import io.github.helpcrunchjdbc.search.CustomField;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the value of {@code customFields}. */
final class CustomFieldsReader {
  static final String AUTO = "auto";
  static final String OFF = "off";

  private CustomFieldsReader() {}

  /**
   * Reads the fields of a list {@code name:TYPE,name:TYPE}. A name with a comma, colon or quote in
   * it stands in double quotes; a quote inside is doubled.
   *
   * @return empty if the text is no such list
   * @throws SQLException if the list declares more fields than can be columns
   */
  static Optional<List<CustomField>> read(String text, ZoneId zone) throws SQLException {
    List<CustomField> fields = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (String entry : entries(text)) {
      int colon = entry.lastIndexOf(':');
      ColumnType type = colon < 0 ? null : type(entry.substring(colon + 1));
      String key = colon < 0 ? null : key(entry.substring(0, colon).strip());
      if (type == null || key == null || key.isEmpty() || !keys.add(key)) {
        return Optional.empty();
      }
      fields.add(CustomField.declared(key, type, zone));
    }
    if (fields.size() > CustomColumns.MOST) {
      throw PropertyValues.invalid(
          "the property customFields declares %s columns; a table has room for %s"
              .formatted(fields.size(), CustomColumns.MOST));
    }
    return Optional.of(fields);
  }

  private static @Nullable ColumnType type(String name) {
    return switch (name.strip().toUpperCase(Locale.ROOT)) {
      case "BOOLEAN" -> ColumnType.BOOLEAN;
      case "BIGINT" -> ColumnType.WHOLE;
      case "DECIMAL" -> ColumnType.DECIMAL;
      case "TIMESTAMP" -> ColumnType.TIME;
      case "VARCHAR" -> ColumnType.ANY_TEXT;
      default -> null;
    };
  }

  private static @Nullable String key(String text) {
    if (!text.startsWith("\"")) {
      return text.indexOf('"') >= 0 ? null : text;
    }
    boolean closed = text.length() > 1 && text.endsWith("\"");
    return closed ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : null;
  }

  /** Splits the text at the commas outside of quotes. */
  private static List<String> entries(String text) {
    List<String> entries = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '"') {
        quoted = !quoted;
      } else if (text.charAt(i) == ',' && !quoted) {
        entries.add(text.substring(start, i));
        start = i + 1;
      }
    }
    entries.add(text.substring(start));
    return entries;
  }
}
