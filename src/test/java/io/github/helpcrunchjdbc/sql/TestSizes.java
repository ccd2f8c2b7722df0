package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Statements as long and as deep as programs write them. */
class TestSizes {
  private static AskedAccount account;

  @BeforeAll
  static void connect() throws SQLException {
    account = AskedAccount.of(People.few());
  }

  @AfterAll
  static void close() throws SQLException {
    account.close();
  }

  private static String list(int count, String separator, IntFunction<String> part) {
    return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining(separator));
  }

  private static List<Object> row(String sql) throws SQLException {
    return account.ask(sql).rows().get(0);
  }

  @Test
  void aThousandNumbersOfAnInOfASelectList() throws SQLException {
    String numbers = list(1000, ", ", i -> Integer.toString(i + 5));
    assertThat(
            row(
                "SELECT COUNT(CASE WHEN id IN ("
                    + numbers
                    + ") THEN 1 END), COUNT(CASE WHEN id NOT IN ("
                    + numbers
                    + ") THEN 1 END) FROM customers"))
        .containsExactly(4L, 4L);
  }

  @Test
  void aThousandTextsOfAnInOfASelectList() throws SQLException {
    String names = "'ann', '', 'O''Brien', 'Ірина 🦔', " + list(1000, ", ", i -> "'1:n" + i + "'");
    assertThat(
            row(
                "SELECT COUNT(CASE WHEN name IN ("
                    + names
                    + ") THEN 1 END), COUNT(CASE WHEN name NOT IN ("
                    + names
                    + ") THEN 1 END) FROM customers"))
        .containsExactly(3L, 3L);
  }

  @Test
  void aThousandValuesAndNull() throws SQLException {
    String numbers = list(1000, ", ", Integer::toString);
    assertThat(
            row(
                "SELECT MIN(CASE WHEN x IN ("
                    + numbers
                    + ") THEN 1 END), MIN(CASE WHEN y IN ("
                    + numbers
                    + ") THEN 1 ELSE 0 END), COUNT(*) FROM (VALUES (5, CAST(NULL AS INTEGER)))"
                    + " AS t(x, y)"))
        .isEqualTo(Arrays.asList(1L, 0L, 1L));
  }

  @Test
  void fiftyParenthesesAndSubQueries() throws SQLException {
    assertThat(row("SELECT " + "(".repeat(50) + "1" + ")".repeat(50))).containsExactly(1L);
    assertThat(row("SELECT " + "(1 + ".repeat(50) + "1" + ")".repeat(50))).containsExactly(51L);
    assertThat(row("SELECT " + "(SELECT ".repeat(50) + "1" + ")".repeat(50))).containsExactly(1L);
    assertThat(
            row(
                "SELECT COUNT(*) FROM "
                    + "(SELECT * FROM ".repeat(50)
                    + "customers"
                    + list(50, "", i -> ") AS t" + i)))
        .containsExactly(8L);
  }
}
