package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns that the service finds customers by and never shows. */
@Tag("everywhere")
class TestSearchOnlyColumns {
  private static final List<DemoCustomer> CUSTOMERS =
      List.of(
          DemoCustomer.of(1)
              .with(CustomerField.TELEGRAM_ID, "t-1")
              .with(CustomerField.NAME, "Ann")
              .with(CustomerField.VIBER_ID, "v-1"),
          DemoCustomer.of(2).with(CustomerField.TELEGRAM_ID, "t-2").with(CustomerField.NAME, "Bob"),
          DemoCustomer.of(3).with(CustomerField.TELEGRAM_ID, "t-2"),
          DemoCustomer.of(4).with(CustomerField.NAME, "t-1"));

  private AskedAccount account;

  @BeforeEach
  void connect() throws SQLException {
    account = AskedAccount.of(CUSTOMERS, "stringMatching=strict");
  }

  @AfterEach
  void close() throws SQLException {
    account.close();
  }

  private List<List<Object>> rows(String sql, Object... parameters) throws SQLException {
    return List.copyOf(account.ask(sql, parameters).rows());
  }

  @Test
  void showsWhatTheQueryPins() throws SQLException {
    assertThat(rows("SELECT id, telegramId, viberId FROM customers WHERE telegramId = 't-1'"))
        .containsExactly(Arrays.asList(1L, "t-1", null));
    assertThat(rows("SELECT id, telegramId FROM customers WHERE telegramId = ?", "t-2"))
        .containsExactlyInAnyOrder(Arrays.asList(2L, "t-2"), Arrays.asList(3L, "t-2"));
    assertThat(
            rows(
                "SELECT telegramId || '!', viberId FROM customers"
                    + " WHERE viberId = 'v-1' AND telegramId = 't-1' AND name LIKE 'A%'"))
        .containsExactly(Arrays.asList("t-1!", "v-1"));
  }

  @Test
  void showsNullWhereNothingIsPinned() throws SQLException {
    assertThat(rows("SELECT id, telegramId FROM customers WHERE telegramId IN ('t-1', 't-9')"))
        .containsExactly(Arrays.asList(1L, null));
    assertThat(rows("SELECT id, telegramId FROM customers WHERE telegramId LIKE '%2%' AND id < 3"))
        .containsExactly(Arrays.asList(2L, null));
    assertThat(rows("SELECT DISTINCT telegramId, whatsappId FROM customers"))
        .containsExactly(Arrays.asList(null, null));
  }

  @Test
  void combinesWithWhatCanBeSentOrIsChecked() throws SQLException {
    assertThat(account.ids("telegramId = 't-2' AND name = 'Bob'")).containsExactly(2L);
    assertThat(account.ids("telegramId IS NOT DISTINCT FROM 't-1'")).containsExactly(1L);
    assertThat(account.ids("telegramId || '' = 't-1'")).containsExactly(1L);
    assertThat(account.ids("telegramId = 't-2' AND name IS NULL")).containsExactly(3L);
    assertThat(account.ids("telegramId = 't-1' OR id = 4")).containsExactly(1L, 4L);
    assertThat(account.ids("telegramId = 't-1' OR (id > 2 AND name = 't-1')"))
        .containsExactly(1L, 4L);
    assertThat(account.ids("(telegramId = 't-2' OR viberId = 'v-1') AND name IS NOT NULL"))
        .containsExactly(1L, 2L);
    assertThat(account.ids("id IN (SELECT id FROM customers WHERE telegramId = 't-2')"))
        .containsExactly(2L, 3L);
    assertThat(
            rows(
                "SELECT a.id, b.id FROM customers a JOIN customers b ON a.telegramId = 't-1'"
                    + " AND b.telegramId = 't-2'"))
        .containsExactlyInAnyOrder(List.of(1L, 2L), List.of(1L, 3L));
  }

  /** What DBeaver's full-text search sends: the union of one search and of what the others need. */
  @Test
  void anyOfSeveralColumnsMayHoldTheText() throws SQLException {
    assertThat(account.ids("telegramId = 't-1' OR UPPER(name) = 'BOB'")).containsExactly(1L, 2L);
    assertThat(account.account().bodies()).hasSize(2);
    assertThat(
            account.ids(
                "telegramId LIKE '%t-2%' OR viberId LIKE '%t-2%' OR name LIKE '%t-1%'"
                    + " OR notes LIKE '%t-1%' OR CAST(id AS VARCHAR) LIKE '%1%'"))
        .containsExactly(1L, 2L, 3L, 4L);
    assertThat(
            account.ids(
                "(telegramId LIKE '%t%' OR notes LIKE '%x%') AND name LIKE '%b' AND id < 3"))
        .containsExactly(2L);
    assertThat(account.ids("(telegramId = 't-2' OR notes = 'x') AND name IS NULL"))
        .containsExactly(3L);
    assertThat(
            rows("SELECT COUNT(*) FROM customers WHERE telegramId LIKE '%t%' OR notes LIKE '%x%'"))
        .containsExactly(List.of(3L));
  }

  /**
   * Wherever in AND and OR they stand, beside what can't be sent; who is expected is said by hand.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(telegramId = 't-1' AND name LIKE '%n') OR notes IS NOT NULL             | 1",
        "(telegramId = 't-2' AND name IS NULL) OR CHAR_LENGTH(name) < 3           | 3",
        "(telegramId = 't-2' OR name = 't-1') AND (viberId = 'v-1' OR name IS NOT NULL) | 2 4",
        "(telegramId = 't-2' OR viberId = 'v-1') AND (telegramId = 't-1' OR whatsappId = 'w') | 1",
        "((telegramId = 't-2' OR notes = 'x') AND name = 'Bob') OR (viberId LIKE '%v%' AND id < 9)"
            + " | 1 2",
        "(telegramId = 't-1' OR id = 3) AND (viberId = 'v-1' OR CHAR_LENGTH(name) = 9) OR name LIKE"
            + " 'B_b' | 1 2",
      })
  void standAnywhereInAndAndOr(String predicate, String expected) throws SQLException {
    assertThat(account.ids(predicate))
        .isEqualTo(Stream.of(expected.split(" ")).map(Long::valueOf).toList());
  }

  @Test
  void theSameSearchIsSentOnce() throws SQLException {
    assertThat(
            account.ids(
                "((telegramId = 't-1' OR name LIKE 'B%') AND id < 9)"
                    + " OR ((viberId = 'v-1' OR notes IS NULL) AND id < 9 AND name LIKE 't%')"))
        .containsExactly(1L, 2L, 4L);
    assertThat(account.account().bodies()).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "telegramId <> 't-1'",
        "telegramId NOT LIKE '%t%'",
        "telegramId NOT IN ('t-1', 't-2')",
        "telegramId IS NULL",
        "telegramId IS NOT NULL",
        "telegramId LIKE 't%'",
        "telegramId LIKE '%1'",
        "telegramId > 'a'",
        "telegramId = name",
        "UPPER(telegramId) = 'T-1'",
        "id = 1 OR telegramId LIKE 't%'",
        "CHAR_LENGTH(telegramId) = 3"
      })
  void refusesWhatItCannotAnswer(String predicate) {
    assertRefused("SELECT id FROM customers WHERE " + predicate);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a.id FROM customers a JOIN customers b ON a.telegramId = b.telegramId",
        "SELECT a.id FROM customers a JOIN customers b ON a.id = b.id AND a.telegramId <> b.name",
        "SELECT CASE WHEN telegramId = 't-1' THEN 'yes' ELSE 'no' END FROM customers",
        "SELECT telegramId IS NULL FROM customers",
        "SELECT COALESCE(telegramId, 'none') FROM customers",
        "SELECT COUNT(*) FILTER (WHERE telegramId = 't-1') FROM customers",
        "SELECT telegramId FROM customers GROUP BY telegramId HAVING telegramId LIKE 't%'",
        "SELECT id FROM customers WHERE telegramId IN (SELECT name FROM customers)"
      })
  void refusesWhatItCannotAnswerElsewhere(String sql) {
    assertRefused(sql);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM customers",
        "SELECT * FROM customers WHERE telegramId = 't-1'",
        "SELECT c.* FROM customers c WHERE c.TELEGRAMID = 't-1' ORDER BY c.viberId",
        "TABLE customers",
        "WITH everybody AS (SELECT * FROM customers WHERE telegramId = 't-1')"
            + " SELECT * FROM everybody",
        "SELECT * FROM (SELECT * FROM customers) x",
        "SELECT * FROM customers NATURAL JOIN (SELECT id FROM customers) x"
      })
  void starLeavesThemOut(String sql) throws SQLException {
    assertThat(account.ask(sql).columns())
        .hasSize(27)
        .startsWith("id", "name")
        .endsWith("tags", "customData");
  }

  @Test
  void namedBesideAStarTheyAreThere() throws SQLException {
    assertThat(
            account.ask("SELECT *, telegramId FROM customers WHERE telegramId = 't-1'").columns())
        .hasSize(28)
        .endsWith("customData", "telegramId");
    assertThat(
            account
                .ask(
                    "SELECT * FROM (SELECT id, telegramId FROM customers WHERE telegramId = 't-1')"
                        + " x")
                .columns())
        .containsExactly("id", "telegramId");
    assertThat(
            rows(
                "SELECT id FROM customers WHERE telegramId LIKE '%2%' ORDER BY whatsappId, id"
                    + " DESC"))
        .containsExactly(List.of(3L), List.of(2L));
  }

  @Test
  void naturalJoinLeavesThemOut() throws SQLException {
    assertThat(
            rows(
                "SELECT a.id FROM customers a NATURAL JOIN customers b"
                    + " WHERE a.telegramId = 't-1' AND a.name IS NOT NULL"))
        .isEmpty();
    assertThat(
            rows(
                "SELECT id FROM (SELECT id FROM customers) a NATURAL JOIN customers b"
                    + " WHERE b.telegramId = 't-1'"))
        .containsExactly(List.of(1L));
  }

  @Test
  void metadataKnowsThemAsPseudoColumns() throws SQLException {
    try (ResultSet rows =
        account.connection().getMetaData().getPseudoColumns(null, null, "customers", "%Id")) {
      List<String> names = new ArrayList<>();
      while (rows.next()) {
        names.add(rows.getString("COLUMN_NAME"));
        assertThat(rows.getString("COLUMN_USAGE")).isEqualTo("NO_USAGE_RESTRICTIONS");
        assertThat(rows.getInt("DATA_TYPE")).isEqualTo(Types.VARCHAR);
      }
      assertThat(names)
          .containsExactly("facebookId", "instagramId", "telegramId", "viberId", "whatsappId");
    }
    try (ResultSet rows =
        account.connection().getMetaData().getColumns(null, null, "customers", "telegramId")) {
      assertThat(rows.next()).isFalse();
    }
  }

  private void assertRefused(String sql) {
    assertThatThrownBy(() -> account.ask(sql))
        .isInstanceOf(SQLFeatureNotSupportedException.class)
        .hasMessageContaining("telegramId")
        .hasMessageContaining("LIKE '%x%'")
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("0A000");
    assertThat(account.account().requests()).isEmpty();
  }

  /** What is made of a value that is never shown is not known either. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT c.id FROM (VALUES ('T-1')) AS v (x) JOIN customers c ON UPPER(c.telegramId) = v.x",
        "SELECT id FROM customers WHERE UPPER(telegramId) IN (SELECT x FROM (VALUES ('T-1')) AS v"
            + " (x))",
        "SELECT name FROM customers GROUP BY name HAVING MAX(telegramId) = 't-1'",
        "SELECT name FROM customers GROUP BY name HAVING COUNT(telegramId) > 0",
        "SELECT x FROM (SELECT DISTINCT LOWER(telegramId) AS x FROM customers LIMIT 5) t"
            + " WHERE x > 'a'",
        "SELECT c.id, (SELECT COUNT(*) FROM (VALUES ('t-1')) AS v (x) WHERE v.x = c.telegramId)"
            + " FROM customers c",
        "SELECT x FROM (SELECT name AS x FROM customers UNION ALL SELECT telegramId FROM customers"
            + " LIMIT 1000) t WHERE x = 't-1'",
        "SELECT k FROM (VALUES ('t-1'), ('t-2')) v (k) JOIN (SELECT name AS x FROM customers UNION"
            + " SELECT telegramId FROM customers) u ON u.x = v.k",
        "VALUES ('t-1') INTERSECT SELECT telegramId FROM customers",
        "SELECT telegramId FROM customers INTERSECT VALUES ('t-1')",
        "VALUES ('t-1') EXCEPT SELECT telegramId FROM customers",
        "SELECT telegramId FROM customers EXCEPT VALUES ('t-1')"
      })
  void whatIsComputedFromAHiddenValueIsRefused(String sql) {
    assertThatThrownBy(() -> rows(sql))
        .isInstanceOf(SQLFeatureNotSupportedException.class)
        .hasMessageContaining("telegramId can only be searched");
  }
}
