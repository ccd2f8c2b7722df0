package io.github.helpcrunchjdbc.plan.exec.scan;

import io.github.helpcrunchjdbc.search.ColumnType;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A table about the driver itself. Its rows are those of the moment at which a statement is
 * executed.
 *
 * @param rows a value for each column, or null: {@code Long} for BIGINT, {@code String} for
 *     VARCHAR, {@code Boolean} for BOOLEAN, {@code java.time.Instant} for TIMESTAMP
 */
public record DriverTable(
    String name, List<Column> columns, Supplier<List<List<@Nullable Object>>> rows) {
  /** A column, which may be NULL. */
  public record Column(String name, ColumnType.Sql type) {}

  public DriverTable {
    columns = List.copyOf(columns);
  }
}
