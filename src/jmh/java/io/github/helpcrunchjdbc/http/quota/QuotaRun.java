package io.github.helpcrunchjdbc.http.quota;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.http.StrictServer;
import io.github.helpcrunchjdbc.http.VirtualTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Requests through the quota to a server that enforces it both per fixed and per sliding minute, in
 * simulated time.
 *
 * @param accepted requests that the server took
 * @param refused requests that it answered with 429
 * @param nanos simulated time from the first request to the last answer
 * @param leastNanos the least time that the server's limit and the latency allow
 */
public record QuotaRun(int accepted, int refused, long nanos, long leastNanos) {
  private static final int QUOTA = 120;
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  /** Sends so many requests, as fast as the quota lets them. */
  public static QuotaRun of(int requests, int inFlight, Duration latency) {
    VirtualTime time = new VirtualTime();
    Quota quota = new Quota(time, () -> 0.5, HostQuota.NONE);
    StrictServer server = new StrictServer(time, QUOTA);
    ConnectionLimit limit = new ConnectionLimit(QUOTA, inFlight, false, Long.MAX_VALUE);
    long there = latency.toNanos() / 3;
    long back = latency.toNanos() - there;
    long[] end = {0};
    for (int i = 0; i < requests; i++) {
      CompletableFuture<Void> unused =
          quota
              .acquire(
                  limit, Priority.NOW, quota.nextPlace(), Execution.unbounded()::remainingNanos)
              .thenAccept(
                  permit ->
                      time.schedule(
                          () -> {
                            server.request();
                            time.schedule(
                                () -> {
                                  end[0] = time.elapsed();
                                  permit.end();
                                },
                                back);
                          },
                          there));
    }
    boolean due = true;
    while (due) {
      due = time.step();
    }
    return new QuotaRun(
        server.accepted(), server.refused(), end[0], least(requests, inFlight, latency));
  }

  /** Either the latency paces the requests, or full minutes pass and the last batch is paced. */
  private static long least(int requests, int inFlight, Duration latency) {
    long fullMinutes = (requests - 1) / QUOTA;
    long last = requests - fullMinutes * QUOTA;
    return Math.max(
        rounds(requests, inFlight) * latency.toNanos(),
        fullMinutes * MINUTE + rounds(last, inFlight) * latency.toNanos());
  }

  private static long rounds(long requests, int inFlight) {
    return (requests + inFlight - 1) / inFlight;
  }
}
