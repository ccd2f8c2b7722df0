package io.github.helpcrunchjdbc.plan.exec.totals;

import io.github.helpcrunchjdbc.plan.exec.operator.RowsProgram;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;

/**
 * Several counts as rows, each with its place among them. Public for the code that Calcite
 * generates. Thread-safe.
 *
 * @param counts gives one row of at least two counts
 * @param withEmpty whether counts of 0 are given too
 */
public record ListedCountsProgram(RowsProgram counts, boolean withEmpty) implements RowsProgram {
  @Override
  public Enumerator<Object> enumerator(DataContext context) {
    List<Object> rows = new ArrayList<>();
    long place = 0;
    for (Object count : (Object[]) counts.run(context).single()) {
      if (withEmpty || (Long) count > 0) {
        rows.add(new Object[] {place, count});
      }
      place++;
    }
    return Linq4j.enumerator(rows);
  }
}
