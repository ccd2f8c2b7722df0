package io.github.helpcrunchjdbc.testing;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;

/**
 * A program that knows JDBC and has the single jar on its class path, nothing else of this project:
 * queries the demo account, then says which drivers are registered and what answers {@code
 * jdbc:calcite:}.
 */
public final class Stranger {
  private Stranger() {}

  public static void main(String[] args) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:helpcrunch:demo");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM customers WHERE id > 0")) {
      rows.next();
      System.out.println("customers: " + rows.getLong(1));
    }
    DriverManager.drivers()
        .map(Driver::getClass)
        .map(Class::getName)
        .sorted(Comparator.naturalOrder())
        .forEach(name -> System.out.println("driver: " + name));
    try {
      DriverManager.getConnection("jdbc:calcite:").close();
      System.out.println("calcite: answers");
    } catch (SQLException e) {
      System.out.println("calcite: " + e.getMessage());
    }
  }
}
