package io.github.helpcrunchjdbc.plan.exec.totals;

import io.github.helpcrunchjdbc.plan.exec.operator.RowsProgram;
import java.util.stream.LongStream;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;

/**
 * As many rows as a scan has, each no more than its number. Public for the code that Calcite
 * generates. Thread-safe.
 *
 * @param count gives one row with nothing but how many there are
 */
public record NumberedRows(RowsProgram count) implements RowsProgram {
  @Override
  public Enumerator<Object> enumerator(DataContext context) {
    return Linq4j.iterableEnumerator(
        () ->
            LongStream.range(0, (Long) count.run(context).single())
                .mapToObj(row -> (Object) row)
                .iterator());
  }
}
