package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tables that tell about the table: answered without the service. */
class TestCatalog {
  private AskedAccount account;

  @BeforeEach
  void connect() throws SQLException {
    account = AskedAccount.of(People.few(), "stringMatching=strict");
  }

  @AfterEach
  void close() throws SQLException {
    account.close();
  }

  @Test
  void tables() throws Exception {
    assertThat(
            account
                .ask(
                    "SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE FROM INFORMATION_SCHEMA.TABLES"
                        + " WHERE table_schema = 'helpcrunch'")
                .rows())
        .containsExactly(
            List.of("helpcrunch", "customers", "BASE TABLE"),
            List.of("helpcrunch", "customer_tags", "BASE TABLE"),
            List.of("helpcrunch", "customer_attributes", "BASE TABLE"));
    assertThat(account.requests()).isEmpty();
  }

  @Test
  void columnsAreThoseOfDatabaseMetaData() throws Exception {
    List<List<Object>> expected = new ArrayList<>();
    DatabaseMetaData metaData = account.connection().getMetaData();
    try (ResultSet columns = metaData.getColumns(null, "helpcrunch", "customers", "%")) {
      while (columns.next()) {
        expected.add(
            Arrays.asList(
                columns.getString("COLUMN_NAME"),
                (long) columns.getInt("ORDINAL_POSITION"),
                columns.getString("IS_NULLABLE"),
                columns.getString("TYPE_NAME"),
                columns.getString("REMARKS")));
      }
    }
    assertThat(
            account
                .ask(
                    "SELECT column_name, ordinal_position, is_nullable, data_type, remarks"
                        + " FROM information_schema.columns WHERE table_name = 'customers'"
                        + " ORDER BY ordinal_position")
                .rows())
        .hasSize(27)
        .isEqualTo(expected);
    assertThat(account.requests()).isEmpty();
  }

  @Test
  void whatIsSentForAColumn() throws Exception {
    assertThat(
            account
                .ask(
                    "SELECT COLUMN_NAME, operators, verdicts, sortable FROM helpcrunch_meta.columns"
                        + " WHERE COLUMN_NAME IN ('id', 'email', 'lastSeen', 'notes', 'tags')"
                        + " AND TABLE_NAME = 'customers'")
                .rows())
        .containsExactlyInAnyOrder(
            Arrays.asList("id", "=, <>, >, <, >=, <=", "EXACT: ids compare as numbers", "NO"),
            Arrays.asList(
                "email",
                "=, <>, LIKE '%x%', NOT LIKE '%x%'",
                "SUPERSET: the service may ignore case, accents or spaces; <> and NOT LIKE NONE",
                "NO"),
            Arrays.asList(
                "lastSeen", "=, <>, >, <, >=, <=", "EXACT: whole seconds; <> SUPERSET", "YES"),
            Arrays.asList("notes", null, "NONE: the service can't search notes", "NO"),
            Arrays.asList("tags", "HAS_TAG", "EXACT: tag names are case sensitive", "NO"));
    assertThat(account.requests()).isEmpty();
  }

  @Test
  void whatIsSentForATag() throws Exception {
    assertThat(
            account
                .ask(
                    "SELECT COLUMN_NAME, operators, verdicts FROM helpcrunch_meta.columns"
                        + " WHERE TABLE_NAME = 'customer_tags' AND COLUMN_NAME <> 'customerId'")
                .rows())
        .containsExactly(
            List.of("name", "=", "EXACT: tag names are case sensitive"),
            Arrays.asList("color", null, "NONE: the service can't search color"));
    assertThat(account.requests()).isEmpty();
  }

  @Test
  void verdictsAreThoseOfTheConnection() throws Exception {
    try (AskedAccount server = AskedAccount.of(People.few(), "stringMatching=server")) {
      assertThat(
              server
                  .ask("SELECT verdicts FROM helpcrunch_meta.columns WHERE COLUMN_NAME = 'email'")
                  .column(0)
                  .get(0)
                  .toString())
          .startsWith("EXACT: stringMatching=server");
    }
  }

  @Test
  void schemasOfMetaDataAreNotMore() throws Exception {
    try (ResultSet schemas = account.connection().getMetaData().getSchemas()) {
      assertThat(schemas.next()).isTrue();
      assertThat(schemas.getString(1)).isEqualTo("helpcrunch");
      assertThat(schemas.next()).isFalse();
    }
  }

  @Test
  void tablesAboutTheDriverAreInTheCatalogue() throws Exception {
    assertThat(
            account
                .ask(
                    "SELECT table_name, table_type FROM INFORMATION_SCHEMA.TABLES"
                        + " WHERE table_schema = 'helpcrunch_meta' AND table_name > 'q'"
                        + " ORDER BY table_name")
                .rows())
        .containsExactly(
            List.of("quota", "SYSTEM VIEW"),
            List.of("service", "SYSTEM VIEW"),
            List.of("statements", "SYSTEM VIEW"));
    assertThat(
            account
                .ask(
                    "SELECT column_name, data_type, ordinal_position FROM"
                        + " INFORMATION_SCHEMA.COLUMNS WHERE table_schema = 'helpcrunch_meta'"
                        + " AND table_name = 'columns' ORDER BY ordinal_position LIMIT 4")
                .rows())
        .containsExactly(
            List.of("TABLE_SCHEMA", "VARCHAR", 1L),
            List.of("TABLE_NAME", "VARCHAR", 2L),
            List.of("COLUMN_NAME", "VARCHAR", 3L),
            List.of("DATA_TYPE", "VARCHAR", 4L));
    assertThat(account.ask("DESCRIBE helpcrunch_meta.quota").column(0))
        .startsWith("requestsPerMinute", "usedInLastMinute");
    assertThat(account.ask("SHOW TABLES FROM helpcrunch_meta").column(0))
        .containsExactly("columns", "custom_fields", "quota", "service", "statements");
    assertThat(account.ask("SHOW COLUMNS FROM customers WHERE Field = 'id'").rows()).hasSize(1);
    assertThat(account.requests()).isEmpty();
  }
}
