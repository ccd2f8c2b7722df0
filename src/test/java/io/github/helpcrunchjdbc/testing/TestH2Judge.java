package io.github.helpcrunchjdbc.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoAccount;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("everywhere")
class TestH2Judge {
  private static final Map<String, Object> DATA = new LinkedHashMap<>();

  static {
    DATA.put("b c", new BigDecimal("15.99"));
    DATA.put("a", true);
    DATA.put("day", Instant.parse("2020-09-01T00:40:00Z"));
  }

  private static final DemoCustomer FULL =
      DemoCustomer.of(5_000_000_000L)
          .with(CustomerField.NAME, "Їжак 🦔 ")
          .with(CustomerField.LAST_SEEN, Instant.parse("2026-03-29T02:30:00.700Z"))
          .with(CustomerField.UNSUBSCRIBED, true)
          .with(CustomerField.CREATED_FROM, "telegram")
          .with(CustomerField.TELEGRAM_ID, "42")
          .with(CustomerField.CUSTOM_DATA, DATA)
          .withTags("Lead", "needs \"care\"");
  private static final DemoCustomer EMPTY = DemoCustomer.of(1).withTags();
  private static final DemoCustomer EARLIER =
      DemoCustomer.of(2)
          .with(CustomerField.NAME, "a")
          .with(CustomerField.LAST_SEEN, Instant.parse("2020-01-01T00:00:00Z"));

  private final Locale locale = Locale.getDefault();
  private final TimeZone zone = TimeZone.getDefault();

  @AfterEach
  void restoreDefaults() {
    Locale.setDefault(locale);
    TimeZone.setDefault(zone);
  }

  private static List<List<Object>> ask(Behaviour behaviour, String sql) throws SQLException {
    try (H2Judge judge = H2Judge.over(List.of(FULL, EMPTY, EARLIER), behaviour)) {
      List<List<Object>> rows = new ArrayList<>();
      judge.query(sql).rows().forEach(row -> rows.add(new ArrayList<>(row)));
      return rows;
    }
  }

  private static List<List<Object>> ask(String sql) throws SQLException {
    return ask(Behaviour.PLAIN, sql);
  }

  @Test
  void showsWhatAnswersShow() throws SQLException {
    assertThat(
            ask(
                "SELECT id, name, lastSeen, unsubscribed, tags, customData, telegramId, createdFrom"
                    + " FROM helpcrunch.customers ORDER BY id"))
        .containsExactly(
            Arrays.asList(1L, null, null, null, "[]", null, null, null),
            Arrays.asList(
                2L, "a", LocalDateTime.parse("2020-01-01T00:00:00"), null, null, null, null, null),
            Arrays.asList(
                5_000_000_000L,
                "Їжак 🦔 ",
                LocalDateTime.parse("2026-03-29T02:30:00"),
                true,
                "[\"Lead\",\"needs \\\"care\\\"\"]",
                "{\"b c\":15.99,\"a\":true,\"day\":1598920800}",
                "42",
                "telegram"));
  }

  @Test
  void showsOtherGenerationsAndFractions() throws SQLException {
    String sql = "SELECT lastSeen, customData, createdFrom FROM customers WHERE id > 2";
    assertThat(ask(Behaviour.of(Quirk.FRACTIONS_SHOWN, Quirk.GENERATION_MIDDLE), sql))
        .containsExactly(
            Arrays.asList(
                LocalDateTime.parse("2026-03-29T02:30:00.700"),
                "{\"b c\":15.99,\"a\":true,\"day\":\"2020-09-01 00:40:00\"}",
                null));
    assertThat(ask(Behaviour.of(Quirk.FRACTIONS_HIDDEN), sql).get(0).get(0))
        .isEqualTo(LocalDateTime.parse("2026-03-29T02:30:00"));
  }

  @Test
  void namesMatchInAnyCaseAndBothPaths() throws SQLException {
    assertThat(ask("select ID, LASTSEEN from Customers where \"userid\" is null and id = 1"))
        .hasSize(1);
    assertThat(ask("SELECT c.\"lastSeen\" FROM helpcrunch.\"Customers\" c")).hasSize(3);
  }

  @Test
  void nullsComeLastBothWays() throws SQLException {
    assertThat(ask("SELECT id FROM customers ORDER BY lastSeen"))
        .containsExactly(List.of(2L), List.of(5_000_000_000L), List.of(1L));
    assertThat(ask("SELECT id FROM customers ORDER BY lastSeen DESC"))
        .containsExactly(List.of(5_000_000_000L), List.of(2L), List.of(1L));
  }

  @Test
  void knowsHasTag() throws SQLException {
    assertThat(ask("SELECT id FROM customers WHERE HAS_TAG(tags, 'needs \"care\"')"))
        .containsExactly(List.of(5_000_000_000L));
    assertThat(ask("SELECT HAS_TAG(tags, 'lead') FROM customers ORDER BY id"))
        .containsExactly(List.of(false), Arrays.asList((Object) null), List.of(false));
  }

  @Test
  void comparesStringsExactly() throws SQLException {
    assertThat(ask("SELECT id FROM customers WHERE name IN ('A', 'a ', 'Їжак 🦔')")).isEmpty();
    assertThat(ask("SELECT id FROM customers WHERE name LIKE '%🦔 '")).hasSize(1);
  }

  @Test
  void isTheSameInAnyZoneAndLocale() throws SQLException {
    TimeZone.setDefault(TimeZone.getTimeZone("Europe/Kyiv"));
    Locale.setDefault(Locale.forLanguageTag("tr-TR"));
    String sql =
        "SELECT lastSeen, ID, CAST(lastSeen AS DATE) FROM CUSTOMERS"
            + " WHERE LASTSEEN >= TIMESTAMP '2026-03-29 02:30:00'";
    assertThat(ask(sql))
        .containsExactly(
            List.of(
                LocalDateTime.parse("2026-03-29T02:30:00"),
                5_000_000_000L,
                LocalDate.parse("2026-03-29")));
    assertThat(ask("SELECT EXTRACT(TIMEZONE_HOUR FROM CURRENT_TIMESTAMP)"))
        .containsExactly(List.of(0L));
  }

  @Test
  void takesParametersAndReplaces() throws SQLException {
    try (H2Judge judge = H2Judge.over(List.of(FULL))) {
      String sql = "SELECT id FROM customers WHERE name = ?";
      assertThat(judge.query(sql, "a").rows()).isEmpty();
      judge.replace(List.of(EARLIER), Behaviour.PLAIN);
      assertThat(judge.query(sql, "a").rows()).hasSize(1);
    }
  }

  @Test
  void takesTheWholeDemoAccount() throws SQLException {
    List<DemoCustomer> account = DemoAccount.customers(Instant.parse("2026-11-22T15:00:00Z"));
    try (H2Judge judge = H2Judge.over(account)) {
      ResultRows rows = judge.query("SELECT " + H2Judge.shownColumns() + " FROM customers");
      assertThat(rows.size()).isEqualTo(account.size());
      assertThat(rows.columns()).hasSize(27).startsWith("id", "name").endsWith("customData");
    }
  }

  @Test
  void normalisesNumbers() throws SQLException {
    assertThat(ask("SELECT 1.50, CAST(2 AS DECIMAL(9, 3)), 0.1e0 + 0.2e0, CAST(3 AS SMALLINT)"))
        .containsExactly(List.of(new BigDecimal("1.5"), 2L, new BigDecimal("0.3"), 3L));
  }

  @Test
  void comparesResults() {
    ResultRows expected = rows(row(1L, "a"), row(1L, "b"), row(2L, null));
    expected.assertSameBagAs(rows(row(2L, null), row(1L, "b"), row(1L, "a")));
    expected.assertSameOrderAs(rows(row(1L, "b"), row(1L, "a"), row(2L, null)), 0);
    rows(row(1L, "b")).assertCutOf(expected, 0, 1, 0);
    rows(row(1L, "a"), row(2L, null)).assertCutOf(expected, 1, 5, 0);
    assertFails(() -> rows(row(1L, "a")).assertSameBagAs(expected));
    assertFails(() -> expected.assertSameBagAs(rows(row(1L, "a"))));
    assertFails(() -> rows(row(1L, "a"), row(1L, "a"), row(2L, null)).assertSameBagAs(expected));
    assertFails(
        () -> rows(row(2L, null), row(1L, "a"), row(1L, "b")).assertSameOrderAs(expected, 0));
    assertFails(() -> rows(row(2L, null)).assertCutOf(expected, 0, 1, 0));
    assertFails(() -> rows(row(1L, "c")).assertCutOf(expected, 0, 1, 0));
    assertFails(() -> rows(row(1L, "a")).assertCutOf(expected, 0, 2, 0));
    assertFails(() -> rows(row(1L, "a"), row(1L, "a")).assertCutOf(expected, 0, 2, 0));
  }

  private static void assertFails(Runnable assertion) {
    assertThatThrownBy(assertion::run).isInstanceOf(AssertionError.class);
  }

  private static List<Object> row(Object... values) {
    return new ArrayList<>(Arrays.asList(values));
  }

  @SafeVarargs
  private static ResultRows rows(List<Object>... rows) {
    return new ResultRows(List.of("id", "name"), new ArrayList<>(Arrays.asList(rows)));
  }
}
