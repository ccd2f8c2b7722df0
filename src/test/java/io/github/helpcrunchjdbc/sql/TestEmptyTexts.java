package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The service refuses an empty text, so none is sent, whatever it comes from. */
class TestEmptyTexts {
  private static final String FORMS =
      """
      name = ''
      name = ' '
      name <> '' AND id < 4
      name IN ('', 'John')
      name NOT IN ('', 'John') AND id < 9
      name LIKE ''
      name LIKE '% %'
      name NOT LIKE '' AND id < 4
      name = LOWER('')
      name = SUBSTRING(CAST(CURRENT_TIMESTAMP AS VARCHAR), 1, 0)
      name <> SUBSTRING(CAST(CURRENT_TIMESTAMP AS VARCHAR), 1, 0) AND id < 4
      HAS_TAG(tags, '')
      HAS_TAG(tags, SUBSTRING(CAST(CURRENT_TIMESTAMP AS VARCHAR), 1, 0))
      name IN (SELECT v FROM (VALUES (''), ('John')) AS t(v))
      """;

  /** Customer 1 has an empty name, 2 one space, 3 is John; all others have names of their own. */
  private static List<DemoCustomer> customers() {
    return IntStream.rangeClosed(1, 150)
        .mapToObj(
            id ->
                DemoCustomer.of(id)
                    .with(
                        CustomerField.NAME,
                        id == 1 ? "" : id == 2 ? " " : id == 3 ? "John" : "Name" + id))
        .toList();
  }

  private static AskedAccount account(String mode) throws SQLException {
    AskedAccount account = AskedAccount.of(customers(), "timeZone=UTC", "stringMatching=" + mode);
    // From now on auto knows that the service compares exactly.
    account.ask("SELECT COUNT(*) FROM customers WHERE name = 'John'");
    return account;
  }

  @ParameterizedTest
  @CsvSource({"strict", "server", "auto"})
  void literalsAndExpressionsGiveTheRowsWithoutIt(String mode) throws Exception {
    try (AskedAccount account = account(mode)) {
      List<List<Long>> answers = FORMS.lines().map(form -> ids(account, form)).toList();
      assertThat(answers)
          .containsExactly(
              List.of(1L),
              List.of(2L),
              List.of(2L, 3L),
              List.of(1L, 3L),
              List.of(2L, 4L, 5L, 6L, 7L, 8L),
              List.of(1L),
              List.of(2L),
              List.of(2L, 3L),
              List.of(1L),
              List.of(1L),
              List.of(2L, 3L),
              List.of(),
              List.of(),
              List.of(1L, 3L));
    }
  }

  private static List<Long> ids(AskedAccount account, String form, Object... values) {
    try {
      List<Long> ids = account.ids(form, values);
      assertThat(account.account().bodies()).as(form).noneMatch(body -> body.contains(":\"\""));
      assertThat(account.account().bodies()).as(form).noneMatch(body -> body.contains(":\" \""));
      return ids;
    } catch (SQLException e) {
      throw new AssertionError(form, e);
    }
  }

  @ParameterizedTest
  @CsvSource({"strict", "server", "auto"})
  void parametersGiveTheRowsWithoutIt(String mode) throws Exception {
    try (AskedAccount account = account(mode)) {
      assertThat(ids(account, "name = ?", "John")).containsExactly(3L);
      assertThat(ids(account, "name = ?", "")).containsExactly(1L);
      assertThat(ids(account, "name = ?", " ")).containsExactly(2L);
      assertThat(ids(account, "name <> ? AND id < 4", "")).containsExactly(2L, 3L);
      assertThat(ids(account, "name IN (?, 'John')", "")).containsExactly(1L, 3L);
      assertThat(ids(account, "name LIKE ?", "")).containsExactly(1L);
      assertThat(ids(account, "name LIKE '%' || ? || '%' AND id < 4", ""))
          .containsExactly(1L, 2L, 3L);
      assertThat(ids(account, "HAS_TAG(tags, ?)", "")).isEmpty();
      assertThat(ids(account, "name = ?", "John")).containsExactly(3L);
      assertThat(account.account().bodies()).hasSize(1);
    }
  }
}
