package io.github.helpcrunchjdbc.bench;

import io.github.helpcrunchjdbc.demo.DemoAccount;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reading all of a large account that answers slowly. */
final class ScanPart implements Part {
  private static final int CUSTOMERS = 20_000;
  private static final Duration LATENCY = Duration.ofMillis(150);
  private static final int PAGES = CUSTOMERS / 100;
  private static final List<Integer> IN_FLIGHT = List.of(1, 2, 4, 8);

  @Override
  public String name() {
    return "scan";
  }

  @Override
  public String run() throws Exception {
    warmUp();
    try (SimulatedAccount account = account(CUSTOMERS, LATENCY)) {
      long start = System.nanoTime();
      check(new PlainReader(account.baseUrl(), account.apiKey()).readAll());
      double plain = Figures.secondsSince(start);
      List<Double> measured = new ArrayList<>();
      List<Double> ideals = new ArrayList<>();
      MarkdownTable table =
          new MarkdownTable(
              "In flight", "Driver", "Ideal", "Driver / ideal", "Plain reader", "Times as fast");
      for (int inFlight : IN_FLIGHT) {
        double ideal = Math.ceil((double) PAGES / inFlight) * LATENCY.toMillis() / 1000;
        double driver = scan(account, inFlight);
        measured.add(driver);
        ideals.add(ideal);
        table.row(
            Integer.toString(inFlight),
            Figures.seconds(driver),
            Figures.seconds(ideal),
            Figures.ratio(driver / ideal),
            Figures.seconds(plain),
            Figures.ratio(plain / driver));
      }
      Files.writeString(
          Path.of("docs", "benchmarks-scan.svg"), ScanPlot.svg(IN_FLIGHT, measured, ideals, plain));
      return table + "\n![Wall time of the scan by requests in flight](benchmarks-scan.svg)\n";
    }
  }

  private static void warmUp() throws Exception {
    try (SimulatedAccount account = account(5_000, Duration.ZERO)) {
      scan(account, 4);
      new PlainReader(account.baseUrl(), account.apiKey()).readAll();
    }
  }

  private static SimulatedAccount account(int customers, Duration latency) {
    return SimulatedAccount.builder()
        .customers(DemoAccount.customers(Instant.now(), customers))
        .latency(latency)
        .start();
  }

  private static double scan(SimulatedAccount account, int inFlight) throws Exception {
    Map<String, String> properties =
        Map.of("maxConcurrentRequests", Integer.toString(inFlight), "warmUp", "false");
    try (Connection connection = Driver.connect(account.baseUrl(), account.apiKey(), properties)) {
      // Planned beforehand, as by the tool that asks again and again.
      Driver.read(connection, "SELECT * FROM customers LIMIT 1");
      long start = System.nanoTime();
      long rows = Driver.read(connection, "SELECT * FROM customers");
      double seconds = Figures.secondsSince(start);
      if (rows != account.customers().all().size()) {
        throw new IllegalStateException(rows + " rows");
      }
      return seconds;
    }
  }

  private static void check(long rows) {
    if (rows != CUSTOMERS) {
      throw new IllegalStateException(rows + " rows");
    }
  }
}
