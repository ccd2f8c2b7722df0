package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Metabase, Superset, Tableau, Power BI: probes, samples and the SQL that charts are made of. */
@Tag("everywhere")
@Tag("zones")
class TestToolTrafficOfDashboards {
  private ToolTraffic tool;

  @BeforeEach
  void connect() throws SQLException {
    tool = new ToolTraffic();
  }

  @AfterEach
  void close() throws SQLException {
    tool.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Metabase: does it live, may I read.
        "SELECT 1",
        "SELECT TRUE AS \"_\" FROM \"helpcrunch\".\"customers\" WHERE 1 <> 1 LIMIT 0",
        // Superset: does it live, which columns are there.
        "SELECT 1 AS a",
        "SELECT * FROM helpcrunch.customers LIMIT 0",
        "SELECT * FROM (SELECT * FROM helpcrunch.customers) AS virtual_table WHERE 1=0",
        // Tableau: which columns are there, what can it do.
        "SELECT * FROM \"helpcrunch\".\"customers\" \"customers\" WHERE (0 = 1)",
        "SELECT * FROM (SELECT id FROM customers) \"Custom SQL Query\" LIMIT 0",
        "SELECT SUBSTRING('abc', 1, 2) AS \"x\"",
        "SELECT CAST('2001-02-03' AS DATE) AS \"x\"",
        "SELECT CURRENT_TIMESTAMP",
        // Power BI through a bridge.
        "select \"_\".\"id\" from \"helpcrunch\".\"customers\" \"_\" where 1 = 0",
      })
  void probes(String sql) throws SQLException {
    assertThat(tool.rows(sql)).isLessThanOrEqualTo(1);
    tool.assertNothingSent();
    assertThat(tool.columns(sql)).isPositive();
    tool.assertNothingSent();
  }

  @Test
  void metabaseShowsATable() throws Exception {
    tool.browse("helpcrunch", "%");
    String sql =
        "SELECT \"helpcrunch\".\"customers\".\"id\" AS \"id\","
            + " \"helpcrunch\".\"customers\".\"name\" AS \"name\""
            + " FROM \"helpcrunch\".\"customers\" LIMIT 200";
    assertThat(tool.rows(sql)).isEqualTo(200);
    assertThat(tool.pages()).containsExactly("0+100", "100+100");
  }

  @Test
  void metabaseTakesFingerprints() throws Exception {
    String sql =
        "SELECT SUBSTRING(\"source\".\"name\", 1, 1234) AS \"substring1\","
            + " \"source\".\"id\" AS \"id\" FROM \"helpcrunch\".\"customers\" AS \"source\""
            + " LIMIT 10000";
    assertThat(tool.rowsOfAtMost(10_000, sql)).isEqualTo(ToolTraffic.CUSTOMERS);
    assertThat(tool.pages()).hasSizeBetween(6, 7);
  }

  @Test
  void metabaseScansDistinctValues() throws Exception {
    String sql =
        "SELECT \"helpcrunch\".\"customers\".\"name\" AS \"name\" FROM \"helpcrunch\".\"customers\""
            + " GROUP BY \"helpcrunch\".\"customers\".\"name\""
            + " ORDER BY \"helpcrunch\".\"customers\".\"name\" ASC LIMIT 1000";
    assertThat(tool.rows(sql)).isEqualTo(2);
    assertThat(tool.pages()).hasSizeBetween(6, 7);
  }

  @Test
  void supersetExploresAndCharts() throws Exception {
    assertThat(tool.rows("SELECT * FROM helpcrunch.customers LIMIT 101")).isEqualTo(101);
    assertThat(tool.pages()).containsExactly("0+100", "100+1");
    String chart =
        "SELECT name AS name, COUNT(*) AS \"count\" FROM helpcrunch.customers"
            + " WHERE \"lastSeen\" >= TIMESTAMP '2024-01-10 00:00:00.000000'"
            + " AND \"lastSeen\" < TIMESTAMP '2024-01-12 00:00:00.000000'"
            + " GROUP BY name ORDER BY \"count\" DESC LIMIT 1000";
    assertThat(tool.rows(chart)).isEqualTo(2);
    assertThat(tool.pages()).as("two days' customers are one page").hasSize(1);
  }

  @Test
  void tableauCountsAndGroups() throws Exception {
    assertThat(
            tool.rows(
                "SELECT COUNT(1) AS \"cnt\" FROM \"helpcrunch\".\"customers\" \"customers\""
                    + " HAVING (COUNT(1) > 0)"))
        .isEqualTo(1);
    assertThat(tool.pages()).hasSizeLessThanOrEqualTo(2);
    assertThat(
            tool.rows(
                "SELECT \"customers\".\"name\" AS \"name\", SUM(1) AS \"sum:n:ok\" FROM"
                    + " \"helpcrunch\".\"customers\" \"customers\" WHERE \"customers\".\"id\" <= 50"
                    + " GROUP BY \"customers\".\"name\""))
        .isEqualTo(2);
    assertThat(tool.pages()).hasSize(1);
  }

  @Test
  void powerBiPreviewsAndFolds() throws Exception {
    tool.browse(null, "customers");
    assertThat(
            tool.rowsOfAtMost(
                200,
                "select \"$Table\".\"id\" as \"id\", \"$Table\".\"name\" as \"name\""
                    + " from \"helpcrunch\".\"customers\" \"$Table\""))
        .isEqualTo(200);
    assertThat(tool.pages()).containsExactly("0+100", "100+100");
    assertThat(
            tool.rows(
                "select count(*) as \"C1\" from ( select \"_\".\"id\" from"
                    + " \"helpcrunch\".\"customers\" \"_\" where \"_\".\"id\" > 100 ) as \"ITBL\""))
        .isEqualTo(1);
    assertThat(tool.pages()).hasSizeLessThanOrEqualTo(2);
  }
}
