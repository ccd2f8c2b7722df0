package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.Receipt;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** What a result set tells whoever made it. */
interface ResultSetOwner {
  /** Of metadata. */
  ResultSetOwner NONE =
      new ResultSetOwner() {
        @Override
        public @Nullable Statement statement() {
          return null;
        }

        @Override
        public @Nullable Receipt receipt() {
          return null;
        }

        @Override
        public void ended() {
          // Nobody waits for it.
        }

        @Override
        public SQLException failed(Throwable failure) {
          return SqlExceptions.of(failure);
        }

        @Override
        public void closed() {
          // Nobody keeps it.
        }
      };

  /** The statement of {@code getStatement}, null for metadata. */
  @Nullable Statement statement();

  /** What the execution has cost whose rows these are, null for metadata. */
  @Nullable Receipt receipt();

  /** All rows were read, or no more are wanted. */
  void ended();

  /** Reading failed. Answers what the caller is to be told. */
  SQLException failed(Throwable failure);

  void closed() throws SQLException;
}
