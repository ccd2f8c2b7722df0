package io.github.helpcrunchjdbc.bench;

import io.github.helpcrunchjdbc.http.quota.QuotaRun;
import java.time.Duration;

/** Three minutes' worth of requests, in simulated time. */
final class QuotaPart implements Part {
  private static final int REQUESTS = 360;

  @Override
  public String name() {
    return "quota";
  }

  @Override
  public String run() {
    MarkdownTable table =
        new MarkdownTable("In flight", "Latency", "Took", "Least", "Ratio", "429s");
    run(table, 4, 150);
    run(table, 4, 0);
    run(table, 1, 150);
    run(table, 1, 480);
    run(table, 8, 450);
    run(table, 120, 1000);
    return table.toString();
  }

  private static void run(MarkdownTable table, int inFlight, long latencyMillis) {
    QuotaRun run = QuotaRun.of(REQUESTS, inFlight, Duration.ofMillis(latencyMillis));
    if (run.accepted() + run.refused() != REQUESTS) {
      throw new IllegalStateException(run.toString());
    }
    table.row(
        Integer.toString(inFlight),
        latencyMillis + " ms",
        Figures.seconds(run.nanos() / 1e9),
        Figures.seconds(run.leastNanos() / 1e9),
        String.format(java.util.Locale.ROOT, "%.3f", (double) run.nanos() / run.leastNanos()),
        Integer.toString(run.refused()));
  }
}
