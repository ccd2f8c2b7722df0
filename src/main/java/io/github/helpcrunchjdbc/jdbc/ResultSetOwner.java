package io.github.helpcrunchjdbc.jdbc;

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
        public void ended() {
          // Nobody waits for it.
        }

        @Override
        public void closed() {
          // Nobody keeps it.
        }
      };

  /** The statement of {@code getStatement}, null for metadata. */
  @Nullable Statement statement();

  /** All rows were read, or reading failed. */
  void ended();

  void closed() throws SQLException;
}
