package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.DemoAccount;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Counts where the user says how the service compares text, instead of having it found out. */
class TestDeclaredMatching {
  private static final List<DemoCustomer> CUSTOMERS =
      DemoAccount.customers(Instant.parse("2026-11-22T15:00:00Z"), 600);

  private static final String NOT_IN = "SELECT COUNT(*) FROM customers WHERE countryCode NOT IN ";

  /** No country is two countries. */
  @Test
  void whatComparesExactlyIsCountedByTotals() throws Exception {
    try (AskedAccount account =
        AskedAccount.of(CUSTOMERS, "pageSize=10", "stringMatching=countryCode:exact")) {
      account.assertJudged(
          "SELECT COUNT(*) FILTER (WHERE countryCode NOT IN ('UA', 'PL', 'DE', 'FR', 'US', 'XX'))"
              + " FROM customers");
      assertThat(account.requests()).hasSizeLessThanOrEqualTo(10);
    }
  }

  /** A service that says what is equal may take two texts for the same. */
  @Test
  void whatTheServiceMeansMayBeTwoTextsAtOnce() throws Exception {
    try (AskedAccount account =
        AskedAccount.of(
            CUSTOMERS,
            Behaviour.of(Quirk.EQUALS_FOLDS_CASE),
            "pageSize=10",
            "stringMatching=server")) {
      account.assertJudged(NOT_IN + "('UA', 'ua')");
    }
  }
}
