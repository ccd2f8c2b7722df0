package io.github.helpcrunchjdbc.plan.exec.scan;

import io.github.helpcrunchjdbc.plan.exec.operator.GeneratedRows;
import io.github.helpcrunchjdbc.plan.exec.operator.RowsProgram;
import io.github.helpcrunchjdbc.plan.pushdown.WallClock;
import java.time.Instant;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table about the driver, made when they are asked for. Public for the code that
 * Calcite generates. Thread-safe.
 *
 * @param clock shows times in the connection's time zone
 */
public record DriverRows(DriverTable table, WallClock clock) implements RowsProgram {
  @Override
  public Enumerator<Object> enumerator(DataContext context) {
    return Linq4j.enumerator(
        table.rows().get().stream()
            .map(row -> GeneratedRows.row(row.stream().map(this::value).toList()))
            .toList());
  }

  private @Nullable Object value(@Nullable Object value) {
    return value instanceof Instant instant ? (Object) clock.show(instant.toEpochMilli()) : value;
  }
}
