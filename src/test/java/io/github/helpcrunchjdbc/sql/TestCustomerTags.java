package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.DemoAccount;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tags as rows: one search of customers answers what is asked of both. */
class TestCustomerTags {
  /** Read in one search, whichever way the tables are put together. */
  private static final List<String> READ_ONCE =
      List.of(
          "SELECT customerId, name, color FROM customer_tags ORDER BY customerId, name",
          "SELECT * FROM helpcrunch.customer_tags ORDER BY 1, 2",
          "SELECT customerId FROM customer_tags WHERE name = 'vip' ORDER BY 1",
          "SELECT name, customerId FROM customer_tags WHERE name IN ('vip', 'a\"b') ORDER BY 2, 1",
          "SELECT name FROM customer_tags WHERE customerId = 1 ORDER BY name",
          "SELECT name, COUNT(*) FROM customer_tags GROUP BY name ORDER BY name",
          "SELECT name, COUNT(DISTINCT customerId) FROM customer_tags WHERE customerId > 1"
              + " GROUP BY name ORDER BY name",
          "SELECT name, COUNT(*) FROM customer_tags WHERE name IN ('vip', 'Lead', 'none')"
              + " GROUP BY name ORDER BY name",
          "SELECT DISTINCT name FROM customer_tags ORDER BY name",
          "SELECT COUNT(*), MIN(name), MAX(name) FROM customer_tags",
          "SELECT COUNT(*) FROM customer_tags WHERE name = 'vip' OR color IS NULL",
          "SELECT c.id, t.name FROM customers c JOIN customer_tags t ON t.customerId = c.id"
              + " ORDER BY c.id, t.name",
          "SELECT c.id, t.name FROM customers c, customer_tags t WHERE t.customerId = c.id"
              + " AND t.name = 'vip' AND c.countryCode = 'FR' ORDER BY c.id",
          "SELECT c.id, t.name FROM customers c LEFT JOIN customer_tags t ON t.customerId = c.id"
              + " ORDER BY c.id, t.name",
          "SELECT c.id, t.name, t.customerId FROM customers c LEFT JOIN customer_tags t"
              + " ON t.customerId = c.id AND t.name LIKE 'L%' WHERE c.id < 6 ORDER BY c.id, t.name",
          "SELECT t.name, c.email FROM customer_tags t LEFT JOIN customers c"
              + " ON t.customerId = c.id AND c.city = 'Kyiv' ORDER BY t.customerId, t.name",
          "SELECT t.name, c.id FROM customers c RIGHT JOIN customer_tags t"
              + " ON t.customerId = c.id AND c.city = 'Kyiv' ORDER BY t.customerId, t.name",
          "SELECT c.countryCode, t.name, COUNT(*) FROM customers c JOIN customer_tags t"
              + " ON t.customerId = c.id GROUP BY c.countryCode, t.name ORDER BY 1, 2",
          "SELECT id FROM customers WHERE id IN (SELECT customerId FROM customer_tags"
              + " WHERE name = 'vip') ORDER BY id",
          "SELECT id FROM customers c WHERE EXISTS (SELECT 1 FROM customer_tags t WHERE"
              + " t.customerId = c.id AND t.name = 'Lead') AND countryCode = 'UA' ORDER BY id",
          "SELECT id FROM customers c WHERE EXISTS (SELECT * FROM customer_tags t"
              + " WHERE t.customerId = c.id) ORDER BY id",
          "SELECT id FROM customers c WHERE EXISTS (SELECT * FROM customer_tags t"
              + " WHERE t.customerId = c.id AND UPPER(t.name) = UPPER('lead')) ORDER BY id",
          "SELECT id FROM customers c WHERE NOT EXISTS (SELECT 1 FROM customer_tags t"
              + " WHERE t.customerId = c.id AND t.name = 'Lead') ORDER BY id",
          "SELECT id FROM customers WHERE id NOT IN (SELECT customerId FROM customer_tags"
              + " WHERE name IN ('Lead', 'vip')) ORDER BY id",
          "SELECT id FROM customers WHERE id NOT IN (SELECT customerId FROM customer_tags)"
              + " ORDER BY id",
          "SELECT id, (SELECT COUNT(*) FROM customer_tags t WHERE t.customerId = c.id)"
              + " FROM customers c ORDER BY id",
          "SELECT id, EXISTS (SELECT 1 FROM customer_tags t WHERE t.customerId = c.id"
              + " AND t.name = 'vip') FROM customers c ORDER BY id",
          "SELECT customerId, COUNT(*) FROM customer_tags GROUP BY customerId"
              + " HAVING COUNT(*) > 1 ORDER BY customerId",
          "SELECT c.name, COUNT(t.name) FROM customers c LEFT JOIN customer_tags t"
              + " ON t.customerId = c.id GROUP BY c.id, c.name ORDER BY c.id",
          "SELECT a.customerId FROM customer_tags a JOIN customer_tags b"
              + " ON a.customerId = b.customerId WHERE a.name = 'vip' AND b.name = 'Lead'",
          "SELECT a.name, b.name FROM customer_tags a JOIN customer_tags b"
              + " ON a.customerId = b.customerId AND a.name < b.name ORDER BY 1, 2",
          "SELECT t.name FROM customer_tags t WHERE EXISTS (SELECT 1 FROM customers c"
              + " WHERE c.id = t.customerId AND c.city = 'Kyiv') ORDER BY t.name",
          "SELECT t.name FROM customer_tags t WHERE t.customerId IN (SELECT id FROM customers"
              + " WHERE countryCode = 'UA' AND email LIKE '%@gmail.com') ORDER BY t.name",
          "SELECT d.id, o.tags FROM customers d LEFT JOIN (SELECT c.email, COUNT(*) AS tags"
              + " FROM customers c JOIN customer_tags t ON t.customerId = c.id GROUP BY c.email) o"
              + " ON o.email = d.email ORDER BY d.id",
          "SELECT t.name, c.id FROM customer_tags t JOIN customers c ON c.countryCode <> t.name"
              + " ORDER BY t.name, c.id",
          "SELECT name, \"value\", type FROM customer_attributes ORDER BY customerId, name",
          "SELECT name, type, COUNT(*) FROM customer_attributes GROUP BY name, type ORDER BY 1, 2",
          "SELECT c.id, a.\"value\" FROM customers c JOIN customer_attributes a"
              + " ON a.customerId = c.id AND a.name = 'plan' ORDER BY c.id",
          "SELECT c.id, a.\"value\", t.name FROM customers c JOIN customer_attributes a"
              + " ON a.customerId = c.id JOIN customer_tags t ON t.customerId = c.id"
              + " WHERE a.name = 'plan' ORDER BY c.id, t.name");

  @Test
  void keysAreToldWithoutARequest() throws SQLException {
    try (AskedAccount account = AskedAccount.of(People.few())) {
      DatabaseMetaData metaData = account.connection().getMetaData();
      assertThat(
              rows(metaData.getPrimaryKeys(null, null, "customer_tags"), "COLUMN_NAME", "KEY_SEQ"))
          .containsExactly("customerId 1", "name 2");
      assertThat(
              rows(
                  metaData.getImportedKeys(null, "helpcrunch", "customer_tags"),
                  "PKTABLE_NAME",
                  "PKCOLUMN_NAME",
                  "FKCOLUMN_NAME"))
          .containsExactly("customers id customerId");
      assertThat(rows(metaData.getExportedKeys(null, null, "customers"), "FKTABLE_NAME"))
          .containsExactly("customer_attributes", "customer_tags");
      assertThat(
              rows(
                  metaData.getCrossReference(
                      null, null, "customers", null, null, "customer_attributes"),
                  "FKTABLE_NAME"))
          .containsExactly("customer_attributes");
      assertThat(rows(metaData.getImportedKeys(null, null, "customers"), "FKTABLE_NAME")).isEmpty();
      assertThat(
              rows(
                  metaData.getColumns(null, null, "customer_tags", "%"),
                  "COLUMN_NAME",
                  "TYPE_NAME",
                  "IS_NULLABLE"))
          .containsExactly("customerId BIGINT NO", "name VARCHAR NO", "color VARCHAR YES");
      assertThat(account.account().requests()).isEmpty();
    }
  }

  private static List<String> rows(ResultSet result, String... columns) throws SQLException {
    List<String> rows = new ArrayList<>();
    while (result.next()) {
      List<String> row = new ArrayList<>();
      for (String column : columns) {
        row.add(result.getString(column));
      }
      rows.add(String.join(" ", row));
    }
    return rows;
  }

  @Test
  void oneTagIsASearchAndACountATotal() throws Exception {
    try (AskedAccount account = AskedAccount.of(People.few(), "stringMatching=server")) {
      account.assertJudged("SELECT COUNT(*) FROM customer_tags WHERE name = 'vip'");
      account.assertSent(
          "{\"filter\":[{\"field\":\"customers.tagsData\",\"operator\":\"=\","
              + "\"value\":[{\"name\":\"vip\"}]}],\"offset\":0,\"limit\":1}");
      String both =
          "{\"comparison\":\"AND\",\"filter\":[{\"field\":\"customers.countryCode\","
              + "\"operator\":\"=\",\"value\":\"FR\"},{\"field\":\"customers.tagsData\","
              + "\"operator\":\"=\",\"value\":[{\"name\":\"vip\"}]}],"
              + AskedAccount.UNSORTED
              + ",\"offset\":0,\"limit\":100}";
      for (String sql :
          List.of(
              "SELECT c.id, t.name FROM customers c JOIN customer_tags t ON t.customerId = c.id"
                  + " WHERE c.countryCode = 'FR' AND t.name = 'vip'",
              "SELECT id FROM customers WHERE countryCode = 'FR'"
                  + " AND id IN (SELECT customerId FROM customer_tags WHERE name = 'vip')",
              "SELECT id FROM customers c WHERE countryCode = 'FR' AND EXISTS (SELECT 1 FROM"
                  + " customer_tags t WHERE t.customerId = c.id AND name = 'vip')")) {
        account.assertJudged(sql);
        account.assertSent(both);
      }
    }
  }

  /** Other rows bring the keys: what is made of customers is made of those alone. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT v.x, t.name FROM (VALUES (1), (4), (99)) AS v(x)"
            + " JOIN customer_tags t ON t.customerId = v.x ORDER BY 1, 2",
        "SELECT v.x, t.name FROM customer_tags t JOIN (VALUES (1, 'vip'), (5, 'vip')) AS v(x, y)"
            + " ON t.customerId = v.x AND t.name = v.y",
        "SELECT v.x, t.name FROM customer_tags t JOIN (VALUES (1), (5)) AS v(x)"
            + " ON t.customerId = v.x WHERE t.name LIKE 'L%' ORDER BY 1, 2",
        "SELECT t.name, c.name, v.x FROM customers c JOIN customer_tags t ON t.customerId = c.id"
            + " JOIN (VALUES ('ann@gmail.com'), ('x')) AS v(x) ON v.x = c.email ORDER BY 1",
        "SELECT v.x, a.name FROM (VALUES (1), (4)) AS v(x)"
            + " JOIN customer_attributes a ON a.customerId = v.x WHERE a.type = 'DECIMAL'"
            + " ORDER BY 1, 2",
        "SELECT t.name FROM customer_tags t WHERE t.customerId IN (1, 2) AND t.name = 'vip'"
      })
  void keysOfOthersAreSent(String sql) throws Exception {
    try (AskedAccount account = AskedAccount.of(People.few(), "stringMatching=strict")) {
      account.assertJudged(sql);
      assertThat(account.requests()).hasSize(1);
      assertThat(account.requests().get(0).at("/filter")).isNotEmpty();
    }
  }

  /** A tag or an attribute always has its customer, however the two are joined. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT c.id, c.name, t.customerId, t.name AS tag, t.color FROM customers c"
            + " RIGHT JOIN customer_tags t ON t.customerId = c.id"
            + " WHERE c.id IS NULL AND (t.name = 'x' OR t.color IS NULL)",
        "SELECT COUNT(*) FROM customer_tags t LEFT JOIN customers c ON c.id = t.customerId"
            + " WHERE c.id IS NULL",
        "SELECT c.id, c.name, a.\"value\" FROM customers c RIGHT JOIN customer_attributes a"
            + " ON a.customerId = c.id WHERE c.id IS NULL AND a.name = 'plan'",
        "SELECT t.customerId, t.name FROM customer_tags t"
            + " WHERE (SELECT c.id FROM customers c WHERE c.id = t.customerId) IS NULL"
      })
  void noElementIsWithoutItsCustomer(String sql) throws Exception {
    try (AskedAccount account = AskedAccount.of(People.few())) {
      account.assertJudged(sql);
      assertThat(account.requests()).isEmpty();
    }
  }

  /** Of 600 customers one page is enough. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM customer_tags LIMIT 5",
        "SELECT c.id, t.name FROM customers c JOIN customer_tags t ON t.customerId = c.id"
            + " ORDER BY c.lastSeen DESC LIMIT 5",
        "SELECT c.id, t.name, a.name FROM customers c JOIN customer_tags t ON t.customerId = c.id"
            + " JOIN customer_attributes a ON a.customerId = c.id ORDER BY c.firstSeen LIMIT 5",
        "SELECT id FROM customers c WHERE EXISTS (SELECT 1 FROM customer_tags t WHERE t.customerId"
            + " = c.id AND UPPER(t.name) = 'LEAD') ORDER BY lastSeen DESC LIMIT 3"
      })
  void onlyWhatIsNeededIsRead(String sql) throws Exception {
    List<DemoCustomer> customers =
        DemoAccount.customers(Instant.parse("2024-03-01T00:00:00Z"), 600);
    try (AskedAccount account = AskedAccount.unjudged(customers, Behaviour.PLAIN)) {
      assertThat(account.ask(sql).rows()).isNotEmpty();
      assertThat(account.requests()).hasSize(1);
    }
  }

  @Test
  void theFirstRowsAreThoseOfTheJudge() throws SQLException {
    try (AskedAccount account = AskedAccount.of(People.few(), "pageSize=2")) {
      account.assertJudged(
          "SELECT c.id, t.name FROM customers c JOIN customer_tags t ON t.customerId = c.id"
              + " AND t.name LIKE 'L%' ORDER BY c.lastSeen DESC LIMIT 2",
          0);
      account.assertJudged(
          "SELECT c.id FROM customers c LEFT JOIN customer_tags t ON t.customerId = c.id"
              + " AND t.name = 'vip' ORDER BY c.lastSeen LIMIT 4 OFFSET 1");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT t.name FROM customer_tags t WHERE t.customerId IN"
            + " (SELECT id FROM customers ORDER BY lastSeen DESC LIMIT 3)",
        "SELECT t.name, c.city FROM customer_tags t JOIN"
            + " (SELECT id, city FROM customers ORDER BY lastSeen DESC LIMIT 3) c"
            + " ON c.id = t.customerId"
      })
  void theTagsOfSomeCustomersAreReadByTheirIds(String sql) throws Exception {
    try (AskedAccount account = AskedAccount.of(People.few(), "pageSize=3")) {
      account.assertJudged(sql);
      assertThat(account.requests()).hasSize(2);
      assertThat(account.requests().get(1).at("/filter/0/field").asText())
          .isEqualTo("customers.id");
    }
  }

  @Test
  void arraysOfNames() throws SQLException {
    try (AskedAccount account = AskedAccount.of(People.few())) {
      assertThat(
              account
                  .ask(
                      "SELECT c.id, t.name FROM customers c, UNNEST(TAG_NAMES(c.tags)) AS t(name)"
                          + " ORDER BY 1, 2")
                  .rows())
          .isEqualTo(
              account.ask("SELECT customerId, name FROM customer_tags ORDER BY 1, 2").rows());
      // Customers without tags, and those whose tags are NULL, have no row.
      assertThat(
              account
                  .ask(
                      "SELECT c.id, t.name, t.n FROM customers c, UNNEST(TAG_NAMES(c.tags)) WITH"
                          + " ORDINALITY AS t(name, n) WHERE c.id < 8 ORDER BY 1, 3")
                  .rows())
          .containsExactly(
              List.of(1L, "Lead", 1L),
              List.of(1L, "vip", 2L),
              List.of(2L, "Lead", 1L),
              List.of(4L, "vip", 1L),
              List.of(5L, "a\"b", 1L),
              List.of(5L, "Lead ", 2L));
      try (Statement statement = account.connection().createStatement();
          ResultSet rows =
              statement.executeQuery("SELECT TAG_NAMES(tags) FROM customers WHERE id = 1")) {
        assertThat(rows.next()).isTrue();
        assertThat((Object[]) rows.getArray(1).getArray()).containsExactly("Lead", "vip");
        assertThat(rows.getArray(1).getBaseType()).isEqualTo(Types.VARCHAR);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GENERATION_OLD", "GENERATION_MIDDLE,NULLS_LEFT_OUT"})
  void isRightAndReadOnce(String quirks) throws SQLException {
    Behaviour behaviour =
        quirks.isEmpty()
            ? Behaviour.PLAIN
            : Behaviour.of(
                Arrays.stream(quirks.split(",")).map(Quirk::valueOf).toArray(Quirk[]::new));
    try (AskedAccount account = AskedAccount.of(People.few(), behaviour, "stringMatching=strict")) {
      for (String sql : READ_ONCE) {
        account.assertJudged(sql);
        assertThat(account.account().requests()).as(sql).hasSize(1);
      }
    }
  }
}
