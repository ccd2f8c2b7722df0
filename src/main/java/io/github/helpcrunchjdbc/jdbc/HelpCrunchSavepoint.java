package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.jdbc.failure.ArgumentChecks;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.jspecify.annotations.Nullable;

/** A savepoint of a connection that has nothing to roll back. */
record HelpCrunchSavepoint(int id, @Nullable String name) implements Savepoint {
  @Override
  public int getSavepointId() throws SQLException {
    if (name != null) {
      throw ArgumentChecks.invalid("the savepoint has a name, so it has no id");
    }
    return id;
  }

  @Override
  public String getSavepointName() throws SQLException {
    if (name == null) {
      throw ArgumentChecks.invalid("the savepoint has an id, so it has no name");
    }
    return name;
  }
}
