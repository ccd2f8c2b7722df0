package io.github.helpcrunchjdbc.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Connections of the driver to a stand-in of the service, and reading answers to their end. */
final class Driver {
  private Driver() {}

  /** Connects without a quota, which nothing but its own benchmark is to wait for. */
  static Connection connect(String baseUrl, String apiKey, Map<String, String> more)
      throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("apiKey", apiKey);
    properties.setProperty("baseUrl", baseUrl);
    properties.setProperty("requestsPerMinute", "0");
    properties.setProperty("checkKey", "false");
    properties.setProperty("customFields", "off");
    properties.putAll(more);
    return DriverManager.getConnection("jdbc:helpcrunch:", properties);
  }

  /** Executes and reads every value of every row; gives the number of rows. */
  static long read(Connection connection, String sql, List<?> parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.size(); i++) {
        statement.setObject(i + 1, parameters.get(i));
      }
      try (ResultSet rows = statement.executeQuery()) {
        return drain(rows);
      }
    }
  }

  static long read(Connection connection, String sql) throws SQLException {
    return read(connection, sql, List.of());
  }

  static long drain(ResultSet rows) throws SQLException {
    int columns = rows.getMetaData().getColumnCount();
    long count = 0;
    @Nullable Object last = null;
    while (rows.next()) {
      for (int i = 1; i <= columns; i++) {
        last = rows.getObject(i);
      }
      count++;
    }
    if (last instanceof Driver) {
      throw new IllegalStateException("no row holds this, but the compiler need not know");
    }
    return count;
  }
}
