package io.github.helpcrunchjdbc.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Programs that ask one query, either of the driver's demo account or of stock Calcite. */
final class Asked {
  /** For the compiler of the JVM to have done its work. */
  private static final double WARM_UP_SECONDS = 4;

  private static final double MEASURED_SECONDS = 1;

  private Asked() {}

  /**
   * {@code driver} or {@code calcite}; {@code now} prints the answer at once, {@code later} the
   * milliseconds of the first query 3 s after a connection and of a repeated one; then the SQL.
   */
  public static void main(String[] args) throws Exception {
    boolean calcite = args[0].equals("calcite");
    if (args[1].equals("now")) {
      try (Connection connection = connect(calcite)) {
        print(connection, args[2]);
      }
    } else {
      try (Connection before = connect(calcite)) {
        Thread.sleep(3_000);
        long start = System.nanoTime();
        try (Connection connection = connect(calcite)) {
          ask(connection, args[2]);
          double first = (System.nanoTime() - start) / 1e6;
          System.out.println(first + " " + repeated(connection, args[2]));
        }
      }
    }
    System.exit(0);
  }

  private static Connection connect(boolean calcite) throws SQLException {
    return calcite
        ? StockCalcite.connect()
        : DriverManager.getConnection("jdbc:helpcrunch:demo;requestsPerMinute=0");
  }

  private static void print(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      System.out.println("id,name");
      while (rows.next()) {
        System.out.println(rows.getString(1) + "," + rows.getString(2));
      }
    }
  }

  private static void ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      Driver.drain(rows);
    }
  }

  private static double repeated(Connection connection, String sql) throws SQLException {
    long begin = System.nanoTime();
    List<Double> millis = new ArrayList<>();
    while (Figures.secondsSince(begin) < WARM_UP_SECONDS + MEASURED_SECONDS) {
      long start = System.nanoTime();
      ask(connection, sql);
      if (Figures.secondsSince(begin) > WARM_UP_SECONDS) {
        millis.add((System.nanoTime() - start) / 1e6);
      }
    }
    return Figures.median(millis.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
