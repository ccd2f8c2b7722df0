package io.github.helpcrunchjdbc.plan.exec.operator;

import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.TransformedEnumerator;

/** Passes rows on as they come. A subclass does something else at each row. Not thread-safe. */
public class PassedRows<T> extends TransformedEnumerator<T, T> {
  public PassedRows(Enumerator<T> rows) {
    super(rows);
  }

  @Override
  protected T transform(T row) {
    return row;
  }
}
