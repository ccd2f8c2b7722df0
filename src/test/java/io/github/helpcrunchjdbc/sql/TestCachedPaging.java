package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a kept beginning saves whoever pages on, and a kept row whoever asks for it by its id. */
class TestCachedPaging {
  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

  private static List<DemoCustomer> customers(int count) {
    List<DemoCustomer> all = new ArrayList<>();
    for (int id = 1; id <= count; id++) {
      all.add(
          DemoCustomer.of(id)
              .with(CustomerField.NAME, "n" + id)
              .with(CustomerField.COUNTRY_CODE, id % 2 == 0 ? "UA" : "PL")
              .with(CustomerField.FIRST_SEEN, START.minusSeconds(60L * id))
              .with(CustomerField.LAST_SEEN, START.minusSeconds(60L * id)));
    }
    return all;
  }

  private static List<Long> ids(AskedAccount account, String sql, int most) throws SQLException {
    account.account().clear();
    List<Long> ids = new ArrayList<>();
    try (Statement statement = account.connection().createStatement()) {
      statement.setMaxRows(most);
      try (ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          ids.add(rows.getLong(1));
        }
      }
    }
    return ids;
  }

  /**
   * As DBeaver does without scrolling: each page of the grid is the answer from the first row on.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id, name FROM customers",
        "SELECT id, name FROM customers ORDER BY lastSeen DESC"
      })
  void aLargerAnswerReadsOnlyWhatIsNew(String sql) throws Exception {
    try (AskedAccount account = AskedAccount.of(customers(2000), "cacheTtl=60")) {
      int sent = 0;
      for (int most = 200; most <= 2000; most += 200) {
        assertThat(ids(account, sql, most))
            .isEqualTo(LongStream.rangeClosed(1, most).boxed().toList());
        sent += account.requests().size();
      }
      assertThat(sent).isBetween(20, 30);
    }
  }

  @Test
  void theSameAnswerIsNotAskedForAgain() throws Exception {
    try (AskedAccount account = AskedAccount.of(customers(500), "cacheTtl=60")) {
      ids(account, "SELECT id FROM customers", 200);
      ids(account, "SELECT id FROM customers", 400);
      assertThat(account.requests()).hasSize(2);
      assertThat(ids(account, "SELECT id, name FROM customers", 400)).hasSize(400);
      assertThat(account.requests()).isEmpty();
    }
  }

  /** LibreOffice reads the keys, then each row by its key. */
  @Test
  void aRowThatWasReadAnswersForItsId() throws Exception {
    try (AskedAccount account = AskedAccount.of(customers(500), "cacheTtl=60")) {
      assertThat(ids(account, "SELECT id FROM customers", 300)).hasSize(300);
      account.account().clear();
      try (PreparedStatement one =
          account
              .connection()
              .prepareStatement("SELECT id, name, countryCode FROM customers WHERE id = ?")) {
        for (long id = 1; id <= 300; id++) {
          one.setLong(1, id);
          try (ResultSet row = one.executeQuery()) {
            assertThat(row.next()).isTrue();
            assertThat(row.getLong(1)).isEqualTo(id);
            assertThat(row.getString(2)).isEqualTo("n" + id);
            assertThat(row.next()).isFalse();
          }
        }
        assertThat(account.requests()).isEmpty();
        one.setLong(1, 400);
        try (ResultSet row = one.executeQuery()) {
          assertThat(row.next()).isTrue();
        }
        assertThat(account.requests()).hasSize(1);
        one.setLong(1, 9999);
        try (ResultSet row = one.executeQuery()) {
          assertThat(row.next()).isFalse();
        }
        assertThat(account.requests()).hasSize(2);
      }
      account.account().clear();
      assertThat(
              account
                  .ask("SELECT COUNT(*) FROM customers WHERE id = 7 AND countryCode LIKE '%U%'")
                  .column(0))
          .containsExactly(0L);
      assertThat(account.ids("id = 8")).containsExactly(8L);
      assertThat(account.requests()).isEmpty();
    }
  }

  @Test
  void nothingIsRememberedWithoutCacheTtl() throws Exception {
    try (AskedAccount account = AskedAccount.of(customers(100))) {
      ids(account, "SELECT id FROM customers", 100);
      assertThat(account.ids("id = 8")).containsExactly(8L);
      assertThat(account.requests()).hasSize(1);
    }
  }
}
