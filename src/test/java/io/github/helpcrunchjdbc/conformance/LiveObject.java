package io.github.helpcrunchjdbc.conformance;

import io.github.helpcrunchjdbc.HelpCrunchDriver;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;

/** JDBC's interfaces, and how to come by an object of each on the demo account. */
enum LiveObject {
  DRIVER(Driver.class, "TestHelpCrunchDriver"),
  CONNECTION(Connection.class, "TestHelpCrunchConnection"),
  STATEMENT(Statement.class, "TestHelpCrunchStatement"),
  PREPARED_STATEMENT(PreparedStatement.class, "TestHelpCrunchPreparedStatement"),
  RESULT_SET(ResultSet.class, "TestHelpCrunchResultSet"),
  RESULT_SET_META_DATA(ResultSetMetaData.class, "TestHelpCrunchResultSet"),
  PARAMETER_META_DATA(ParameterMetaData.class, "TestHelpCrunchPreparedStatement"),
  DATABASE_META_DATA(DatabaseMetaData.class, "TestHelpCrunchDatabaseMetaData");

  /** A value of every kind that a method reads. */
  static final String QUERY =
      "SELECT id, name, lastSeen, unsubscribed, ARRAY[1, 2] AS \"list\", X'0102' AS \"bytes\","
          + " 'https://example.org/' AS \"url\" FROM customers WHERE id = 1005";

  /** A parameter of every kind that a method sets. */
  private static final String PARAMETERS =
      "SELECT id FROM customers WHERE id = ? AND name = ? AND lastSeen = ? AND unsubscribed = ?"
          + " AND CAST(? AS VARBINARY) IS NOT NULL AND CAST(? AS TIME) IS NOT NULL"
          + " AND CAST(? AS BIGINT ARRAY) IS NOT NULL";

  private final Class<?> type;
  private final String home;

  LiveObject(Class<?> type, String home) {
    this.type = type;
    this.home = home;
  }

  Class<?> type() {
    return type;
  }

  /** The test class that tests this interface first of all. */
  String home() {
    return home;
  }

  static Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:helpcrunch:demo;timeZone=UTC;requestsPerMinute=0");
  }

  Object on(Connection connection) throws SQLException {
    return switch (this) {
      case DRIVER -> new HelpCrunchDriver();
      case CONNECTION -> connection;
      case STATEMENT -> connection.createStatement();
      case PREPARED_STATEMENT -> prepared(connection);
      case RESULT_SET -> onARow(connection);
      case RESULT_SET_META_DATA -> onARow(connection).getMetaData();
      case PARAMETER_META_DATA -> connection.prepareStatement(PARAMETERS).getParameterMetaData();
      case DATABASE_META_DATA -> connection.getMetaData();
    };
  }

  private static ResultSet onARow(Connection connection) throws SQLException {
    ResultSet rows = connection.createStatement().executeQuery(QUERY);
    rows.next();
    return rows;
  }

  private static PreparedStatement prepared(Connection connection) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(PARAMETERS);
    statement.setLong(1, 1005);
    statement.setString(2, "name");
    statement.setTimestamp(3, new Timestamp(0));
    statement.setBoolean(4, true);
    statement.setBytes(5, new byte[] {1});
    statement.setTime(6, new Time(0));
    statement.setArray(7, connection.createArrayOf("BIGINT", new Object[] {1L}));
    return statement;
  }
}
