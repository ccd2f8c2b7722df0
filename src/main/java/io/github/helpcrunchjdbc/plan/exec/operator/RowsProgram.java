package io.github.helpcrunchjdbc.plan.exec.operator;

import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;

/** Makes rows when it is executed. Public for the code that Calcite generates. Thread-safe. */
@FunctionalInterface
public interface RowsProgram {
  /** Opens the rows of one execution: arrays, or the values of an only column. */
  Enumerator<Object> enumerator(DataContext context);

  /** Returns the rows of one execution, which are opened when they are iterated, anew each time. */
  default Enumerable<Object> run(DataContext context) {
    return GeneratedRows.lazy(() -> enumerator(context));
  }
}
