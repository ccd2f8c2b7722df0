package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.Receipt;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** The object that made a result set, and that hears from it. */
interface ResultSetOwner {
  /** The owner of metadata, which belongs to no statement. */
  ResultSetOwner NONE = new ResultSetOwner() {};

  /** Returns the statement for {@code getStatement}, null for metadata. */
  default @Nullable Statement statement() {
    return null;
  }

  /** Returns the cost of the execution that gives these rows, null for metadata. */
  default @Nullable Receipt receipt() {
    return null;
  }

  /** Notes that all rows were read, or that no more rows are wanted. */
  default void ended() {}

  /** Notes that reading failed, and returns the exception for the caller. */
  default SQLException failed(Throwable failure) {
    return SqlExceptions.of(failure);
  }

  default void closed() throws SQLException {}
}
