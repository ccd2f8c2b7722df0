package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.Receipt;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** What a result set tells the object that made it. */
interface ResultSetOwner {
  /** The owner of metadata, which belongs to no statement. */
  ResultSetOwner NONE = new ResultSetOwner() {};

  /** The statement of {@code getStatement}, null for metadata. */
  default @Nullable Statement statement() {
    return null;
  }

  /** What the execution has cost whose rows these are, null for metadata. */
  default @Nullable Receipt receipt() {
    return null;
  }

  /** All rows were read, or no more are wanted. */
  default void ended() {}

  /** Reading failed. Answers what the caller is to be told. */
  default SQLException failed(Throwable failure) {
    return SqlExceptions.of(failure);
  }

  default void closed() throws SQLException {}
}
