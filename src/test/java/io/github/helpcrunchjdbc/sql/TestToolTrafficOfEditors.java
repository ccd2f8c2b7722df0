package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** DBeaver, DbVisualizer, IntelliJ and DataGrip, SchemaCrawler: catalogs, grids, counts. */
@Tag("everywhere")
@Tag("zones")
class TestToolTrafficOfEditors {
  private ToolTraffic tool;

  @BeforeEach
  void connect() throws SQLException {
    tool = new ToolTraffic();
  }

  @AfterEach
  void close() throws SQLException {
    tool.close();
  }

  @Test
  void dbeaverConnects() throws SQLException {
    Connection connection = tool.connection();
    connection.setReadOnly(true);
    connection.setAutoCommit(true);
    assertThat(connection.getAutoCommit()).isTrue();
    connection.getCatalog();
    assertThat(connection.getSchema()).isEqualTo("helpcrunch");
    DatabaseMetaData metaData = connection.getMetaData();
    assertThat(metaData.getIdentifierQuoteString()).isEqualTo("\"");
    metaData.getSQLKeywords();
    metaData.getStringFunctions();
    metaData.getSearchStringEscape();
    tool.browse("helpcrunch", "%");
    tool.browse(null, null);
  }

  @Test
  void dbeaverShowsTwoHundredRowsAndThenTwoHundredMore() throws Exception {
    assertThat(tool.rowsOfAtMost(200, "SELECT * FROM helpcrunch.customers")).isEqualTo(200);
    assertThat(tool.pages()).containsExactly("0+100", "100+100");
    assertThat(tool.rowsOfAtMost(400, "SELECT * FROM helpcrunch.customers")).isEqualTo(400);
    assertThat(tool.pages()).containsExactlyInAnyOrder("0+100", "100+100", "200+100", "300+100");
  }

  @Test
  void dbeaverSortsAndFiltersTheGrid() throws Exception {
    assertThat(
            tool.rowsOfAtMost(
                200, "SELECT * FROM helpcrunch.customers x ORDER BY x.\"lastSeen\" DESC"))
        .isEqualTo(200);
    assertThat(tool.pages()).containsExactly("0+100", "100+100");
    assertThat(tool.rowsOfAtMost(200, "SELECT z_q.* FROM (SELECT * FROM customers) z_q WHERE id=7"))
        .isEqualTo(1);
    assertThat(tool.pages()).hasSize(1);
    assertThat(tool.filters().get(0)).contains("7");
  }

  @Test
  void dbeaverCounts() throws Exception {
    for (String sql :
        new String[] {
          "SELECT COUNT(*) FROM helpcrunch.customers",
          "SELECT COUNT(*) FROM (SELECT * FROM customers WHERE id > 5) dbvrcnt"
        }) {
      assertThat(tool.rows(sql)).isEqualTo(1);
      assertThat(tool.pages()).as(sql).hasSizeLessThanOrEqualTo(2);
    }
  }

  @Test
  void dbeaverPings() throws SQLException {
    tool.rowsOfAtMost(1, "SELECT id FROM customers");
    tool.clear();
    assertThat(tool.connection().isValid(10)).isTrue();
    tool.assertNothingSent();
    DatabaseMetaData metaData = tool.connection().getMetaData();
    assertThat(
            ToolTraffic.count(metaData.getTables(null, null, "DBEAVERFAKETABLENAMEFORPING", null)))
        .isZero();
    tool.assertNothingSent();
  }

  @Test
  void dbVisualizer() throws Exception {
    tool.browse("helpcrunch", "customers");
    assertThat(tool.rowsOfAtMost(1000, "select * from helpcrunch.customers"))
        .isEqualTo(ToolTraffic.CUSTOMERS);
    assertThat(tool.pages()).hasSizeLessThanOrEqualTo(7);
  }

  @Test
  void intellijShowsAPageAndKeepsAlive() throws Exception {
    tool.browse("helpcrunch", "%");
    assertThat(tool.rows("SELECT t.* FROM helpcrunch.customers t LIMIT 501")).isEqualTo(501);
    assertThat(tool.pages()).hasSize(6).contains("500+1");
    assertThat(tool.rows("select 'keep alive'")).isEqualTo(1);
    tool.assertNothingSent();
    try (Statement statement = tool.connection().createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM customers LIMIT 1")) {
      assertThat(rows.getType()).isEqualTo(ResultSet.TYPE_FORWARD_ONLY);
    }
  }

  @Test
  void schemaCrawler() throws SQLException {
    tool.browse("helpcrunch", "customers");
    assertThat(tool.columns("SELECT * FROM helpcrunch.customers WHERE 1 = 0")).isEqualTo(27);
    tool.assertNothingSent();
  }
}
