package io.github.helpcrunchjdbc.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A program that reads an answer to its end, and says how many rows it had and how long it took.
 */
public final class ReadAllRows {
  private ReadAllRows() {}

  /** URL, key, then SQL; prints rows and milliseconds. */
  public static void main(String[] args) throws SQLException {
    long start = System.nanoTime();
    try (Connection connection = DriverManager.getConnection(args[0], "any", args[1]);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(args[2])) {
      long count = 0;
      while (rows.next()) {
        count++;
      }
      System.out.println(count + " " + (System.nanoTime() - start) / 1_000_000);
    }
    System.exit(0);
  }
}
