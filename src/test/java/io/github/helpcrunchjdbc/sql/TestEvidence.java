package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.testing.Failure;
import io.github.helpcrunchjdbc.testing.H2Judge;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That one odd answer does not make later statements dear. */
class TestEvidence {
  private static final String COUNT = "SELECT COUNT(*) FROM customers";

  private AskedAccount account;

  @BeforeEach
  void open() throws SQLException {
    account = AskedAccount.of(People.many(150), "maxConcurrentRequests=1");
  }

  @AfterEach
  void close() throws SQLException {
    account.close();
  }

  /** Reads two rows of an answer that says it has one. */
  private void readWithAShortTotal() throws SQLException {
    account.account().clear();
    account
        .account()
        .failNext(1, Failure.answer(200, "{\"data\":[{\"id\":1},{\"id\":2}],\"total\":1}"));
    H2Judge.query(account.connection(), "SELECT id FROM customers WHERE id IN (1, 2)");
  }

  private int requestsOfCount() throws SQLException {
    assertThat(account.ask(COUNT).rows().get(0).get(0)).isEqualTo(150L);
    return account.account().requests().size();
  }

  @Test
  void oneTotalThatIsOneShortLeavesCountAtOneRequest() throws SQLException {
    readWithAShortTotal();
    assertThat(requestsOfCount()).isEqualTo(1);
  }

  @Test
  void twoMakeItReadTheCustomers() throws SQLException {
    readWithAShortTotal();
    readWithAShortTotal();
    assertThat(requestsOfCount()).isGreaterThan(1);
  }

  @Test
  void twoRowsSwappedOnceLeaveALimitAtOneRequest() throws SQLException {
    account
        .account()
        .failNext(
            1,
            Failure.answer(
                200,
                "{\"data\":[{\"id\":1,\"lastSeen\":100},{\"id\":2,\"lastSeen\":200}],\"total\":2}"));
    String sql = "SELECT id, lastSeen FROM customers ORDER BY lastSeen DESC LIMIT 10";
    H2Judge.query(account.connection(), sql);
    account.ask(sql);
    assertThat(account.account().requests()).hasSize(1);
  }
}
