package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attributes that are written oddly: equal numbers of other digits, names that nobody expects. */
@Tag("everywhere")
class TestOddAttributes {
  /** Of which the first two are the same to SQL. */
  private static final List<String> LETTERS = List.of("ss", "SS", "ß", "ı");

  private static AskedAccount account;

  private static DemoCustomer customer(long id, Map<String, Object> data) {
    return DemoCustomer.of(id)
        .with(CustomerField.FIRST_SEEN, Instant.ofEpochSecond(1_700_000_000 - id))
        .with(CustomerField.CUSTOM_DATA, data);
  }

  private static Map<String, Object> amount(String amount) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("d", new BigDecimal(amount));
    return data;
  }

  @BeforeAll
  static void connect() throws SQLException {
    List<DemoCustomer> customers = new ArrayList<>();
    for (String amount : List.of("1.5", "1.50", "1.500", "7.0", "0.25")) {
      customers.add(customer(customers.size() + 1, amount(amount)));
    }
    Map<String, Object> names = new LinkedHashMap<>();
    LETTERS.forEach(letter -> names.put(letter, "x"));
    for (String key :
        List.of(
            "İ",
            "i̇",
            "two\nlines",
            "two\r\nlines",
            "a.b",
            "*",
            "**",
            "customers",
            "c",
            "",
            " ",
            "customer_tags",
            "ID",
            "custom_id",
            "EXPR$0",
            "$f0",
            "--",
            "?",
            "select",
            "🙂")) {
      names.put(key, key);
    }
    customers.add(customer(6, names).withTags("vip"));
    account = AskedAccount.of(customers, "customFields=auto");
  }

  @AfterAll
  static void close() throws SQLException {
    account.close();
  }

  /** 1.5, 1.50 and 1.500 are one number. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT COUNT(*) FROM (SELECT d FROM customers WHERE d > 1 GROUP BY d) x | 2",
        "SELECT COUNT(*) FROM (SELECT DISTINCT d FROM customers WHERE d IS NOT NULL) x | 3",
        "SELECT COUNT(DISTINCT d) FROM customers | 3",
        "SELECT SUM(DISTINCT d) FROM customers | 8.75",
        "SELECT MAX(n) FROM (SELECT d, COUNT(*) AS n FROM customers WHERE d < 7 GROUP BY d) x | 3",
        "SELECT COUNT(*) FROM customers a JOIN customers b ON a.d = b.d | 11",
        "SELECT COUNT(*) FROM customers c JOIN (VALUES (1.5), (2.0)) AS v (x) ON v.x = c.d | 3",
        "SELECT COUNT(*) FROM customers c JOIN (VALUES (7), (2)) AS v (x) ON v.x = c.d | 1",
        "SELECT COUNT(*) FROM (SELECT d FROM customers INTERSECT SELECT 1.50 FROM (VALUES 1)) x |"
            + " 1",
        "SELECT COUNT(*) FROM (SELECT d FROM customers WHERE d > 1 UNION SELECT 1.5) x | 2",
        "SELECT COUNT(*) FROM (SELECT d FROM customers WHERE d > 1"
            + " EXCEPT SELECT d FROM customers WHERE id = 2) x | 1",
        "SELECT MAX(n) FROM (SELECT COUNT(*) OVER (PARTITION BY d) AS n FROM customers"
            + " WHERE d > 1) x | 3",
        "SELECT COUNT(*) FROM customers WHERE d IN (SELECT d FROM customers WHERE id = 3) | 3",
        "SELECT COUNT(*) FROM customers c WHERE EXISTS (SELECT 1 FROM customers o"
            + " WHERE o.d = c.d AND o.id > c.id) | 2",
        "SELECT COUNT(*) FROM customers WHERE d IN (1.50, 7) | 4",
        "SELECT COUNT(*) FROM customers WHERE d NOT IN (1.50, 7.25) | 2",
        "SELECT COUNT(*) FROM customers WHERE d = 1.5 OR d = 0.25 | 4",
        "SELECT COUNT(*) FROM (SELECT COALESCE(d, 1.5) AS k FROM customers GROUP BY 1) x | 3"
      })
  void equalNumbersAreOne(String sql, BigDecimal expected) throws SQLException {
    Object value = account.ask(sql).rows().get(0).get(0);
    assertThat(new BigDecimal(String.valueOf(value))).isEqualByComparingTo(expected);
  }

  /** A long list is looked up in a set. */
  @Test
  void numbersOfALongList() throws SQLException {
    String list = IntStream.range(0, 150).mapToObj(i -> i + ".50").collect(Collectors.joining(","));
    assertThat(account.ids("d IN (" + list + ")")).containsExactly(1L, 2L, 3L);
    String whole =
        IntStream.range(0, 150).mapToObj(String::valueOf).collect(Collectors.joining(","));
    assertThat(account.ids("d IN (" + whole + ")")).containsExactly(4L);
    assertThat(account.ids("d NOT IN (" + whole + ")")).containsExactly(1L, 2L, 3L, 5L);
  }

  /** Nobody wrote 1.500000000000000000. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "d | 1.5",
        "CAST(d AS VARCHAR) | 1.5",
        "CONCAT('€', d) | €1.5",
        "JSON_OBJECT('d': d) | {\"d\":1.5}",
        "d + 1 | 2.5",
        "CAST(d - 1 AS VARCHAR) | 0.5",
        "CAST(d AS VARCHAR(2)) | 1.",
        "d * 2 | 3"
      })
  void onlyTheDigitsThatSaySomethingAreShown(String expression, String shown) throws SQLException {
    try (var statement = account.connection().createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT " + expression + " FROM customers WHERE id = 2")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo(shown);
    }
  }

  private static List<String> names() throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet rows =
        account.connection().getMetaData().getColumns(null, null, "customers", null)) {
      while (rows.next()) {
        if (rows.getInt("ORDINAL_POSITION") > 27) {
          names.add(rows.getString("COLUMN_NAME"));
        }
      }
    }
    return names;
  }

  @Test
  void namesAreUniqueAndInOneLine() throws SQLException {
    assertThat(names())
        .contains("İ", "i̇", "custom_ı", "ß", "SS", "custom_ss", "two lines", "custom_two lines")
        .contains("custom_", "custom_ ", "custom_ID_2", "custom_id", "customer_tags", "**")
        .allMatch(name -> name.lines().count() == 1);
  }

  /** Whatever it is called, a column can be asked for, and shows its own attribute. */
  @Test
  void eachColumnCanBeNamed() throws SQLException {
    for (String name : names()) {
      if (name.equals("d")) {
        continue;
      }
      String quoted = "\"" + name.replace("\"", "\"\"") + "\"";
      List<Object> found =
          account
              .ask(
                  "SELECT c."
                      + quoted
                      + ", (SELECT key FROM helpcrunch_meta.custom_fields WHERE columnName = '"
                      + name
                      + "') FROM customers c WHERE "
                      + quoted
                      + " IS NOT NULL ORDER BY "
                      + quoted)
              .rows()
              .get(0);
      assertThat(found.get(0)).as(name).isIn(found.get(1), "x");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT c.\"customer_tags\", t.name FROM customers c JOIN customer_tags t"
            + " ON t.customerId = c.id",
        "SELECT \"customer_tags\", (SELECT MAX(name) FROM customer_tags WHERE customerId = id)"
            + " FROM customers WHERE id = 6",
        "SELECT a.\"value\", t.name FROM customer_attributes a JOIN customer_tags t"
            + " ON t.customerId = a.customerId WHERE a.name = 'customer_tags'"
      })
  void anAttributeMayBeCalledAsTheTableOfTags(String sql) throws SQLException {
    assertThat(account.ask(sql).rows()).containsExactly(List.of("customer_tags", "vip"));
  }

  /** It tells no type of a column, and is a value all the same. */
  @Test
  void anEmptyTextIsTheTextOfAnAttribute() throws SQLException {
    assertThat(
            account.ask("SELECT \"value\", type FROM customer_attributes WHERE name = ''").rows())
        .containsExactly(List.of("", "VARCHAR"));
  }
}
