package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.DemoAccount;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import io.github.helpcrunchjdbc.testing.Failure;
import io.github.helpcrunchjdbc.testing.H2Judge;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Customer objects of every generation, through SQL. */
@Tag("everywhere")
@Tag("zones")
class TestDecoding {
  private static final List<DemoCustomer> VARIED =
      new ArrayList<>(DemoAccount.customers(People.START, 150));

  static {
    VARIED.addAll(
        People.few().stream()
            .filter(c -> VARIED.stream().noneMatch(v -> v.id() == c.id()))
            .toList());
  }

  @ParameterizedTest
  @EnumSource(
      value = Quirk.class,
      names = {
        "GENERATION_OLD",
        "GENERATION_MIDDLE",
        "NULLS_LEFT_OUT",
        "EXTRA_KEYS",
        "EMPTY_DATA_AS_LIST",
        "NEVER_SEEN_AS_BLANK",
        "FRACTIONS_SHOWN",
        "FRACTIONS_HIDDEN",
        "TOTAL_UNDER_META",
        "TOTAL_MISSING"
      })
  void everyColumnOfEveryCustomer(Quirk quirk) throws SQLException {
    for (Behaviour behaviour :
        List.of(Behaviour.of(quirk), Behaviour.of(quirk, Quirk.NULLS_LEFT_OUT, Quirk.EXTRA_KEYS))) {
      try (AskedAccount account = AskedAccount.of(VARIED, behaviour)) {
        account.assertJudged("SELECT " + H2Judge.shownColumns() + " FROM customers");
      }
    }
  }

  private static List<List<Object>> rows(String customer, String columns) throws SQLException {
    try (AskedAccount account = AskedAccount.of(List.of())) {
      account.account().clear();
      account
          .account()
          .failNext(9, Failure.answer(200, "{\"data\":[" + customer + "],\"total\":1}"));
      try (var statement = account.connection().createStatement();
          var result = statement.executeQuery("SELECT " + columns + " FROM customers")) {
        List<List<Object>> rows = new ArrayList<>();
        for (var row : io.github.helpcrunchjdbc.testing.ResultRows.read(result).rows()) {
          rows.add(new ArrayList<>(row));
        }
        return rows;
      }
    }
  }

  @Test
  void objectsThatLackNearlyEverything() throws SQLException {
    assertThat(rows("{\"id\":7}", "id, name, city, deviceId, firstSeen, tags, customData"))
        .containsExactly(Arrays.asList(7L, null, null, null, null, null, null));
    assertThat(
            rows(
                "{\"id\":7,\"location\":null,\"device\":null,\"tags\":null,\"customData\":null}",
                "id, city, deviceId, tags, customData"))
        .containsExactly(Arrays.asList(7L, null, null, null, null));
    assertThat(
            rows(
                "{\"id\":7,\"location\":{\"city\":\"Kyiv\"},\"device\":{\"ip\":null},\"tags\":[]}",
                "city, countryCode, deviceIp, tags"))
        .containsExactly(Arrays.asList("Kyiv", null, null, "[]"));
  }

  @Test
  void timesInEveryForm() throws SQLException {
    LocalDateTime time = LocalDateTime.parse("2020-10-28T11:49:06");
    assertThat(
            rows(
                "{\"id\":7,\"firstSeen\":\"1603885746\",\"lastSeen\":1603885746}",
                "firstSeen, lastSeen"))
        .containsExactly(List.of(time, time));
    assertThat(
            rows(
                "{\"id\":7,\"firstSeen\":\"1603885746.913\",\"lastSeen\":\"\"}",
                "firstSeen, lastSeen"))
        .containsExactly(Arrays.asList(time.plusNanos(913_000_000), null));
  }

  @Test
  void customDataOfTheOldGeneration() throws SQLException {
    assertThat(
            rows(
                "{\"id\":7,\"customData\":[{\"property\":\"plan\",\"value\":\"paid\"},"
                    + "{\"property\":\"n p\",\"value\":15}]}",
                "customData, JSON_VALUE(customData, '$.plan')"))
        .containsExactly(List.of("{\"plan\":\"paid\",\"n p\":15}", "paid"));
  }

  @Test
  void whatCannotBeDecodedIsNamedWithoutItsValue() {
    assertThatThrownBy(() -> rows("{\"id\":7,\"lastSeen\":\"secret\"}", "lastSeen"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("lastSeen")
        .hasMessageContaining("7")
        .hasMessageNotContaining("secret");
    // What the query does not use, it does not stumble over.
    assertThat(catchRows("{\"id\":7,\"lastSeen\":\"secret\"}", "id")).containsExactly(List.of(7L));
  }

  private static List<List<Object>> catchRows(String customer, String columns) {
    try {
      return rows(customer, columns);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
