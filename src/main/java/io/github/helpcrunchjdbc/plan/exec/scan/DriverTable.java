package io.github.helpcrunchjdbc.plan.exec.scan;

import com.google.common.base.Splitter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * A table about the driver or about its tables. Its rows are made when a statement is executed.
 *
 * @param columns the names, with spaces between them; a type other than VARCHAR follows its name
 *     after {@code :}. Each column may be NULL.
 * @param rows a value for each column, or null: {@code Long} for BIGINT, {@code Integer} for
 *     INTEGER, {@code String} for VARCHAR, {@code Boolean} for BOOLEAN, {@code java.time.Instant}
 *     for TIMESTAMP
 */
public record DriverTable(
    String name, String columns, Supplier<List<List<@Nullable Object>>> rows) {
  /** Returns the types of the columns by name, in order. */
  public Map<String, SqlTypeName> types() {
    Map<String, SqlTypeName> types = new LinkedHashMap<>();
    for (String column : Splitter.on(' ').split(columns)) {
      List<String> parts = Splitter.on(':').splitToList(column);
      types.put(
          parts.get(0),
          parts.size() == 1 ? SqlTypeName.VARCHAR : SqlTypeName.valueOf(parts.get(1)));
    }
    return types;
  }
}
