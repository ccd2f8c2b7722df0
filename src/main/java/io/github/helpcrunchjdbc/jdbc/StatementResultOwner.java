package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.Receipt;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Tells a statement, and what watches its execution, of the end of the execution's rows.
 *
 * @param watch of the execution whose rows these are
 */
record StatementResultOwner(HelpCrunchStatement executed, ExecutionWatch watch)
    implements ResultSetOwner {
  @Override
  public Statement statement() {
    return executed.shown();
  }

  @Override
  public Receipt receipt() {
    return watch.receipt();
  }

  @Override
  public void ended() {
    watch.ended();
  }

  @Override
  public SQLException failed(Throwable failure) {
    return watch.failed(failure);
  }

  @Override
  public void closed() throws SQLException {
    executed.resultClosed();
  }
}
