package io.github.helpcrunchjdbc.bench;

import io.github.helpcrunchjdbc.demo.DemoAccount;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Twelve questions of one page, one after the other on one connection. */
final class DashboardPart implements Part {
  private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
  private static final String WEEK = "lastSeen >= TIMESTAMP '2026-11-15 00:00:00'";
  private static final String MONTH = "lastSeen >= TIMESTAMP '2026-10-22 00:00:00'";

  /** In words that H2 understands too. */
  static final List<String> TILES =
      List.of(
          "SELECT COUNT(*) FROM customers",
          "SELECT COUNT(*) FROM customers WHERE " + WEEK,
          "SELECT MAX(lastSeen) FROM customers",
          "SELECT id, name, email, lastSeen FROM customers ORDER BY lastSeen DESC LIMIT 20",
          "SELECT id, name, firstSeen FROM customers ORDER BY firstSeen DESC LIMIT 20",
          "SELECT countryCode, COUNT(*) AS n FROM customers WHERE countryCode IN ('UA', 'US', 'PL',"
              + " 'DE') GROUP BY countryCode",
          "SELECT countryCode, COUNT(*) AS n FROM customers WHERE "
              + WEEK
              + " GROUP BY countryCode ORDER BY n DESC",
          "SELECT COUNT(*) FROM customers WHERE HAS_TAG(tags, 'Lead')",
          "SELECT COUNT(*) FROM customers WHERE HAS_TAG(tags, 'Paid')",
          "SELECT id, name, email FROM customers WHERE HAS_TAG(tags, 'vip') AND " + MONTH,
          "SELECT CAST(lastSeen AS DATE) AS d, COUNT(*) AS n FROM customers WHERE "
              + MONTH
              + " GROUP BY CAST(lastSeen AS DATE) ORDER BY d",
          "SELECT createdFrom, COUNT(*) AS n FROM customers WHERE "
              + MONTH
              + " GROUP BY createdFrom");

  private static final String[] HEADING = {"", "Requests", "Time", "Requests again", "Time again"};

  @Override
  public String name() {
    return "dashboard";
  }

  @Override
  public String run() throws Exception {
    // Once for the compiler, so that the first row of the table is not charged with it.
    try (SimulatedAccount account = account("warm-up", Duration.ZERO);
        Connection connection = connect(account, Map.of())) {
      ask(connection);
      try (H2Copy copy = H2Copy.of(connection)) {
        ask(copy.connection());
      }
    }
    MarkdownTable table = new MarkdownTable(HEADING);
    driver(table, "driver", Map.of());
    driver(table, "driver, `cacheTtl=60`", Map.of("cacheTtl", "60"));
    copied(table);
    return "The tiles:\n\n"
        + String.join("", TILES.stream().map(tile -> "- `" + tile + "`\n").toList())
        + "\n"
        + table;
  }

  private static void driver(MarkdownTable table, String what, Map<String, String> properties)
      throws SQLException {
    try (SimulatedAccount account = account(what, Duration.ofMillis(150));
        Connection connection = connect(account, properties)) {
      long start = System.nanoTime();
      ask(connection);
      double first = Figures.secondsSince(start);
      int requests = account.requests().size();
      start = System.nanoTime();
      ask(connection);
      double again = Figures.secondsSince(start);
      row(table, what, requests, first, account.requests().size() - requests, again);
    }
  }

  private static void copied(MarkdownTable table) throws SQLException {
    try (SimulatedAccount account = account("copied", Duration.ofMillis(150));
        Connection connection = connect(account, Map.of())) {
      long start = System.nanoTime();
      try (H2Copy copy = H2Copy.of(connection)) {
        ask(copy.connection());
        double first = Figures.secondsSince(start);
        start = System.nanoTime();
        ask(copy.connection());
        row(
            table,
            "all read into H2 first; again without reading, so as old as the copy",
            account.requests().size(),
            first,
            0,
            Figures.secondsSince(start));
      }
    }
  }

  private static void row(
      MarkdownTable table, String what, int requests, double first, int more, double again) {
    table.row(
        what,
        Integer.toString(requests),
        Figures.seconds(first),
        Integer.toString(more),
        Figures.seconds(again));
  }

  /** Each of another key: what is learned of one account says nothing of another. */
  private static SimulatedAccount account(String who, Duration latency) {
    return SimulatedAccount.builder()
        .customers(DemoAccount.customers(NOW))
        .apiKey("dashboard-" + Integer.toHexString(who.hashCode()))
        .latency(latency)
        .start();
  }

  private static Connection connect(SimulatedAccount account, Map<String, String> properties)
      throws SQLException {
    return Driver.connect(account.baseUrl(), account.apiKey(), properties);
  }

  private static void ask(Connection connection) throws SQLException {
    for (String tile : TILES) {
      Driver.read(connection, tile);
    }
  }
}
