package io.github.helpcrunchjdbc.bench;

import io.github.helpcrunchjdbc.testing.H2Judge;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** All customers, read through the driver, in a table of H2. */
record H2Copy(Connection connection) implements AutoCloseable {
  static H2Copy of(Connection source) throws SQLException {
    Connection copy =
        DriverManager.getConnection(
            "jdbc:h2:mem:;CASE_INSENSITIVE_IDENTIFIERS=TRUE;DATABASE_TO_UPPER=FALSE"
                + ";DEFAULT_NULL_ORDERING=LAST;TIME ZONE=UTC");
    try (Statement statement = source.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM customers");
        Statement create = copy.createStatement()) {
      ResultSetMetaData columns = rows.getMetaData();
      List<String> definitions = new ArrayList<>();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        definitions.add(columns.getColumnName(i) + " " + columns.getColumnTypeName(i));
      }
      create.execute("CREATE TABLE customers (" + String.join(", ", definitions) + ")");
      create.execute("CREATE ALIAS HAS_TAG FOR '" + H2Judge.class.getName() + ".hasTag'");
      insert(rows, columns.getColumnCount(), copy);
    }
    return new H2Copy(copy);
  }

  private static void insert(ResultSet rows, int columns, Connection copy) throws SQLException {
    String marks = "?" + ", ?".repeat(columns - 1);
    try (PreparedStatement insert =
        copy.prepareStatement("INSERT INTO customers VALUES (" + marks + ")")) {
      while (rows.next()) {
        for (int i = 1; i <= columns; i++) {
          insert.setObject(i, rows.getObject(i));
        }
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
