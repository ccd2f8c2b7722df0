package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SQL that hardly anybody writes: what can't be done is refused, and is no defect. */
class TestUnusualSql {
  @AutoClose private static final AskedAccount account = AskedAccount.ofFewPeople();

  private static List<String> statements() throws IOException {
    InputStream file = TestUnusualSql.class.getResourceAsStream("/statements/unusual.sql");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(Objects.requireNonNull(file), StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    }
  }

  /** The SQLState of a refusal with its message, empty if there are rows. */
  private static String refusal(String sql) {
    try (Statement statement = account.connection().createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        for (int i = 1; i <= columns; i++) {
          result.getObject(i);
          result.getString(i);
        }
      }
      return "";
    } catch (SQLException e) {
      return e.getSQLState() + " " + e.getMessage();
    } catch (RuntimeException | Error e) {
      return "XX " + e;
    }
  }

  @Test
  void isAnsweredOrRefusedForAReason() throws IOException {
    List<String> defects = new ArrayList<>();
    for (String sql : statements()) {
      String refusal = refusal(sql);
      if (refusal.startsWith("XX") || refusal.startsWith("null") || refusal.endsWith(" null")) {
        defects.add(sql + " -> " + refusal);
      }
    }
    assertThat(defects).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT t.z FROM (SELECT 1 AS abc, 2 AS def) AS t | the columns are abc, def",
        "SELECT abd FROM (SELECT 1 AS abc, 2 AS def) AS t | did you mean 'abc'",
        "SELECT b FROM (VALUES (1)) AS t(b) ORDER BY bc2x | the columns are b",
        "SELECT nmae FROM customers | did you mean 'name'",
        "SELECT CAST('a' AS VARCHAR(9223372036854775807)) | 9223372036854775807 is more than",
        "SELECT CAST('maybe' AS BOOLEAN) | booleans are written true and false",
        "SELECT CAST(1e300 AS REAL) | REAL here; DOUBLE is wider",
        "SELECT SUBSTRING('abc' FROM 1 FOR -1) | length of a substring is negative",
        "SELECT CAST('x' AS DATE) | text that is no date or time",
        "SELECT CAST('x' AS TIME) | text that is no date or time",
        "SELECT CAST(CAST('x' AS UUID) AS VARCHAR) | text that is no UUID",
        "SELECT id FROM customers TABLESAMPLE SYSTEM(10) | TABLESAMPLE",
        "SELECT CAST('123e4567-e89b-12d3-a456-426614174000' AS UUID) | of type UUID",
      })
  void saysWhatItIsAbout(String sql, String part) {
    assertThat(refusal(sql)).contains(part);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      value = {
        "SELECT t.id FROM customers ~ 't' in this query (line 1, column 8); there is customers",
        "SELECT c.id FROM customers c JOIN customer_tags g ON t.id = 1 ~ there is c, g",
        "SELECT id FROM customers c WHERE t.id = 1 ~ 't' in this query",
        "SELECT id FROM customers c ORDER BY t.id ~ 't' in this query",
        "SELECT COUNT(*) FROM customers c GROUP BY t.id ~ 't' in this query",
        "SELECT COUNT(*) FROM customers c HAVING MAX(t.id) = 1 ~ 't' in this query",
        "SELECT t.* FROM customers c ~ 't' in this query (line 1, column 8); there is c",
        "SELECT c.id, t.* FROM customers c JOIN customer_tags g ON 1 = 1 ~ there is c, g",
        "SELECT customers.* FROM customers c ~ 'customers' in this query",
        "SELECT t.* FROM (SELECT id FROM customers) AS s ~ there is s",
        "SELECT (SELECT t.id) FROM customers c ~ there is c",
        "SELECT t.id ~ 't' in this query (line 1, column 8), which has no FROM",
      })
  void namesTheTablesThatThereAre(String sql, String part) {
    assertThat(refusal(sql)).startsWith("42P01 there is no table or alias ").contains(part);
  }

  /** Without names that only the library knows. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      value = {
        "SELECT (SELECT 1, 2) ~ a value must have one column, and has more (line 1, column 8)",
        "SELECT id FROM customers WHERE id = (SELECT id, name FROM customers) ~ must have one col",
        "SELECT CAST(id AS foo) FROM customers ~ there is no type 'foo'; there are BOOLEAN, INT",
        "SELECT id::money FROM customers ~ there is no type 'money'",
        "SELECT * FROM (VALUES (1, 2)) AS t(a) ~ there are 2 columns where 1 are named",
        "SELECT * FROM customer_tags AS t(a, b) ~ there are 3 columns where 2 are named",
        "SELECT ROW(1, 2) = 1 ~ of type '<ROW(INTEGER, INTEGER)> = <INTEGER>'",
        "SELECT id FROM customers WHERE (SELECT 5) ~ WHERE clause must be a condition",
        "SELECT 1 FROM customers JOIN (VALUES (1)) AS t(a) ON (SELECT 5) ~ ON clause must be a con",
        "SELECT 1 FROM customers JOIN (VALUES 1) AS t(a) ON (VALUES 1) ~ condition (line 1, column",
      })
  void saysItInPlainWords(String sql, String part) {
    assertThat(refusal(sql)).startsWith("42000 ").contains(part);
  }

  /** The other tables may have a column of that name. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      value = {
        "SELECT t.id FROM customers c, customer_tags t ~ 'id' in 't' (line 1, column 10)",
        "SELECT 1 FROM customers c JOIN customer_tags t ON t.id = c.id ~ the columns are customer",
        "SELECT 1 FROM customers JOIN customer_tags USING (id) ~ not every table that is joined",
        "SELECT s.wxyz FROM (VALUES (1)) AS s(abc), (VALUES (2)) AS t(wxyz) ~ columns are abc",
      })
  void offersTheColumnsOfTheTableThatIsNamed(String sql, String part) {
    assertThat(refusal(sql))
        .startsWith("42703 there is no column ")
        .contains(part)
        .doesNotContain("did you mean 'id'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT foo",
        "SELECT CAST('maybe' AS BOOLEAN)",
        "SELECT SUBSTRING('abc' FROM 1 FOR -1)",
        "SELECT id FROM customers TABLESAMPLE SYSTEM(10)",
      })
  void saysNothingOfWhatIsNotThere(String sql) {
    assertThat(refusal(sql))
        .isNotEmpty()
        .doesNotContain("date")
        .doesNotContain("PERCENTILE")
        .doesNotContain("lastSeen");
  }
}
