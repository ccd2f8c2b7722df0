package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a tool does with a connection, and the requests that this costs. 600 customers, 540 seen.
 */
final class ToolTraffic implements AutoCloseable {
  static final int CUSTOMERS = 600;

  private final AskedAccount account;

  ToolTraffic() throws SQLException {
    account = AskedAccount.of(People.many(CUSTOMERS));
  }

  Connection connection() {
    return account.connection();
  }

  /** How many rows a query has; all of them are read. */
  int rows(String sql, @Nullable Object... parameters) throws SQLException {
    return account.ask(sql, parameters).size();
  }

  /** The same through a Statement that shows no more rows than these. */
  int rowsOfAtMost(int maxRows, String sql) throws SQLException {
    account.account().clear();
    try (Statement statement =
        connection().createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
      statement.setMaxRows(maxRows);
      assertThat(statement.execute(sql)).isTrue();
      return count(statement.getResultSet());
    }
  }

  static int count(ResultSet rows) throws SQLException {
    try (rows) {
      int count = 0;
      while (rows.next()) {
        count++;
      }
      return count;
    }
  }

  /** The pages asked for since the last query began, each {@code offset+limit}. */
  List<String> pages() throws Exception {
    List<String> pages = new ArrayList<>();
    for (JsonNode body : account.requests()) {
      pages.add(body.path("offset").asText() + "+" + body.path("limit").asText());
    }
    return pages;
  }

  /** The filters of the requests, as JSON. */
  List<String> filters() throws Exception {
    List<String> filters = new ArrayList<>();
    for (JsonNode body : account.requests()) {
      filters.add(body.path("filter").toString());
    }
    return filters;
  }

  void assertNothingSent() {
    assertThat(account.account().requests()).isEmpty();
  }

  /** Forgets what was sent. */
  void clear() {
    account.account().clear();
  }

  /** What every catalog browser reads. */
  void browse(@Nullable String schema, @Nullable String table) throws SQLException {
    clear();
    DatabaseMetaData metaData = connection().getMetaData();
    count(metaData.getTableTypes());
    count(metaData.getTypeInfo());
    count(metaData.getCatalogs());
    assertThat(count(metaData.getSchemas(null, "%"))).isPositive();
    assertThat(count(metaData.getTables(null, schema, table, new String[] {"TABLE", "VIEW"})))
        .isPositive();
    assertThat(count(metaData.getColumns(null, schema, table, "%"))).isGreaterThanOrEqualTo(27);
    assertThat(count(metaData.getPrimaryKeys(null, schema, "customers"))).isEqualTo(1);
    count(metaData.getImportedKeys(null, schema, "customers"));
    count(metaData.getExportedKeys(null, schema, "customers"));
    count(metaData.getIndexInfo(null, schema, "customers", false, true));
    count(metaData.getBestRowIdentifier(null, schema, "customers", 1, true));
    count(metaData.getVersionColumns(null, schema, "customers"));
    count(metaData.getTablePrivileges(null, schema, table));
    count(metaData.getColumnPrivileges(null, schema, "customers", "%"));
    count(metaData.getProcedures(null, schema, "%"));
    count(metaData.getFunctions(null, schema, "%"));
    count(metaData.getFunctionColumns(null, schema, "%", "%"));
    count(metaData.getUDTs(null, schema, "%", null));
    count(metaData.getSuperTables(null, schema, "%"));
    count(metaData.getCrossReference(null, schema, "customers", null, schema, "customers"));
    assertNothingSent();
  }

  /** Describes a query without executing it. */
  int columns(String sql) throws SQLException {
    clear();
    try (PreparedStatement statement = connection().prepareStatement(sql)) {
      return statement.getMetaData().getColumnCount();
    }
  }

  @Override
  public void close() throws SQLException {
    account.close();
  }
}
