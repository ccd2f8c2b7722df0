package io.github.helpcrunchjdbc.read;

import io.github.helpcrunchjdbc.demo.DemoAccount;
import io.github.helpcrunchjdbc.read.request.Consistency;
import io.github.helpcrunchjdbc.read.request.ReadRequest;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * Measures full scans: {@code ScanTimes [customers] [latency in ms]}. No test, for a test must not
 * hang on the time that something takes.
 */
public final class ScanTimes {
  private ScanTimes() {}

  /** Prints, for several numbers of requests in flight, the time beside the least possible. */
  public static void main(String[] arguments) {
    int customers = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20_000;
    long latency = arguments.length > 1 ? Long.parseLong(arguments[1]) : 150;
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    try (SimulatedAccount account =
        SimulatedAccount.builder()
            .customers(DemoAccount.customers(Instant.now(), customers))
            .latency(Duration.ofMillis(latency))
            .start()) {
      for (int inFlight : new int[] {1, 4, 1, 2, 4, 8}) {
        account.clear();
        ReadFixture fixture = new ReadFixture(account, inFlight, 100, Consistency.WARN);
        long start = System.nanoTime();
        int rows =
            fixture.ids(ReadFixture.request(Search.ALL, null, 0, ReadRequest.NO_LIMIT)).size();
        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        int pages = (customers + 99) / 100;
        long ideal = (pages + inFlight - 1) / inFlight * latency;
        out.printf(
            "%d in flight: %d rows, %d requests, %d ms, %.2f of the ideal %d ms%n",
            inFlight, rows, account.requests().size(), millis, (double) millis / ideal, ideal);
      }
    }
  }
}
