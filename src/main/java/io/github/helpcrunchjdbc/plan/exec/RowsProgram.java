package io.github.helpcrunchjdbc.plan.exec;

import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerable;

/** What gives rows when it is executed. Public for the code that Calcite generates. Thread-safe. */
public interface RowsProgram {
  /** The rows of one execution; sends nothing before their enumerator is asked for. */
  Enumerable<Object> run(DataContext context);
}
