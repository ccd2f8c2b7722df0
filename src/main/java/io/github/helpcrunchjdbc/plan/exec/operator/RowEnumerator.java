package io.github.helpcrunchjdbc.plan.exec.operator;

import io.github.helpcrunchjdbc.read.stream.RowSource;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/** Passes a row source to generated code: a row with a single column is passed as its value. */
public final class RowEnumerator implements Enumerator<Object> {
  private final RowSource rows;
  private final boolean single;
  private @Nullable Object @Nullable [] row;

  public RowEnumerator(RowSource rows, boolean single) {
    this.rows = rows;
    this.single = single;
  }

  @Override
  @SuppressWarnings("NullAway") // linq4j's annotations do not say that a single value may be null
  public Object current() {
    return single && row != null ? row[0] : row;
  }

  @Override
  public boolean moveNext() {
    row = rows.next();
    return row != null;
  }

  @Override
  public void reset() {
    throw new UnsupportedOperationException("rows are read once");
  }

  @Override
  public void close() {
    rows.close();
  }
}
