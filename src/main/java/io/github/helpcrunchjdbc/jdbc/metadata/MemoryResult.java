package io.github.helpcrunchjdbc.jdbc.metadata;

import io.github.helpcrunchjdbc.plan.ResultColumn;
import java.sql.JDBCType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows and columns of a result in memory.
 *
 * @param rows values in the form that {@code RowCursor} says
 */
public record MemoryResult(List<ResultColumn> columns, List<@Nullable Object[]> rows) {
  /**
   * Returns the answer of {@code getGeneratedKeys}, which is empty because no keys are generated.
   */
  public static MemoryResult noGeneratedKeys() {
    return new MemoryResult(
        List.of(ResultColumn.of("GENERATED_KEY", JDBCType.BIGINT, false)), List.of());
  }
}
