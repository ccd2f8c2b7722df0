package io.github.helpcrunchjdbc.jdbc.value;

import io.github.helpcrunchjdbc.plan.ResultColumn;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Reads arrays, multisets, rows and maps. Their elements are read as their own types say, at every
 * depth.
 */
final class NestedReader extends ColumnReader {
  private final List<ColumnReader> parts;

  NestedReader(ResultColumn column, ZoneId zone) {
    super(column, zone);
    this.parts = column.parts().stream().map(part -> ColumnReader.of(part, zone)).toList();
  }

  @Override
  public String asString(Object raw) throws SQLException {
    if (raw instanceof Map<?, ?> map) {
      StringJoiner entries = new StringJoiner(", ", "{", "}");
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        entries.add(text(0, entry.getKey()) + "=" + text(1, entry.getValue()));
      }
      return entries.toString();
    }
    StringJoiner elements = new StringJoiner(", ", "[", "]");
    List<? extends @Nullable Object> values = values(raw);
    for (int i = 0; i < values.size(); i++) {
      elements.add(text(i, values.get(i)));
    }
    return elements.toString();
  }

  @Override
  public Object asObject(Object raw) throws SQLException {
    if (raw instanceof Map<?, ?> map) {
      Map<@Nullable Object, @Nullable Object> read = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        read.put(object(0, entry.getKey()), object(1, entry.getValue()));
      }
      return read;
    }
    List<@Nullable Object> read = new ArrayList<>();
    List<? extends @Nullable Object> values = values(raw);
    for (int i = 0; i < values.size(); i++) {
      read.add(object(i, values.get(i)));
    }
    if (!isList()) {
      return new RowStruct(column().typeName(), read.toArray());
    }
    ResultColumn element = parts.get(0).column();
    return new ListArray(read, element.jdbcType(), element.typeName());
  }

  private boolean isList() {
    return column().typeName().equals("ARRAY") || column().typeName().equals("MULTISET");
  }

  private List<? extends @Nullable Object> values(Object raw) throws SQLException {
    if (raw instanceof List<?> list) {
      return list;
    }
    if (raw instanceof @Nullable Object[] fields) {
      return Arrays.asList(fields);
    }
    throw broken(raw);
  }

  private ColumnReader part(int index) {
    return parts.get(isList() ? 0 : index);
  }

  private @Nullable Object object(int index, @Nullable Object value) throws SQLException {
    return value == null ? null : part(index).of(value).asObject(value);
  }

  private @Nullable String text(int index, @Nullable Object value) throws SQLException {
    return value == null ? null : part(index).of(value).asString(value);
  }
}
