package io.github.helpcrunchjdbc.http;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.http.failure.Failure;
import io.github.helpcrunchjdbc.http.failure.FailureKind;
import io.github.helpcrunchjdbc.http.quota.ConnectionLimit;
import io.github.helpcrunchjdbc.http.quota.HostQuota;
import io.github.helpcrunchjdbc.http.quota.Permit;
import io.github.helpcrunchjdbc.http.quota.Priority;
import io.github.helpcrunchjdbc.http.quota.Quota;
import io.github.helpcrunchjdbc.testing.RateLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;

/**
 * Several programs that use one key and know nothing of each other, each with a quota of its own,
 * before a service that counts all their requests. Time is simulated.
 */
final class SharedKeyRun {
  private static final long WAY_NANOS = Duration.ofMillis(4).toNanos();

  private final Random dice = new Random(1);
  private final VirtualTime time;
  private final RateLimit service;
  private final LongFunction<Duration> retryAfter;
  private final Duration latency;
  private final List<Duration> took = new ArrayList<>();
  private int answered;
  private int refused;

  /**
   * A run with no program yet.
   *
   * @param service by the clock of {@code time}
   * @param retryAfter what a refusal says, by the whole seconds until there is room; null for
   *     nothing
   */
  SharedKeyRun(
      VirtualTime time, RateLimit service, LongFunction<Duration> retryAfter, Duration latency) {
    this.time = time;
    this.service = service;
    this.retryAfter = retryAfter;
    this.latency = latency;
  }

  /** Adds a program that begins at some time and then sends so many requests, four at once. */
  void program(Duration start, int requests, long seed) {
    Random random = new Random(seed);
    Quota quota = new Quota(time, random::nextDouble, HostQuota.NONE);
    ConnectionLimit limit = new ConnectionLimit(120, 4, false, 120_000_000_000L);
    int[] left = {requests};
    Runnable unused =
        time.schedule(
            () -> {
              long began = time.elapsed();
              for (int i = 0; i < requests; i++) {
                send(
                    quota,
                    limit,
                    quota.nextPlace(),
                    () -> {
                      if (--left[0] == 0) {
                        took.add(Duration.ofNanos(time.elapsed() - began));
                      }
                    });
              }
            },
            start.toNanos());
  }

  private void send(Quota quota, ConnectionLimit limit, long place, Runnable done) {
    quota
        .acquire(limit, Priority.NOW, place, Execution.unbounded()::remainingNanos)
        .thenAccept(
            permit ->
                time.schedule(
                    () -> {
                      long refusedFor = service.refusedFor();
                      // What is refused is refused at once; a search takes its time.
                      long takes = refusedFor == RateLimit.ACCEPTED ? latency() : 0;
                      time.schedule(
                          () -> answer(quota, limit, place, done, permit, refusedFor),
                          takes + WAY_NANOS);
                    },
                    WAY_NANOS));
  }

  private long latency() {
    return (long) (latency.toNanos() * (0.5 + dice.nextDouble()));
  }

  private void answer(
      Quota quota,
      ConnectionLimit limit,
      long place,
      Runnable done,
      Permit permit,
      long refusedFor) {
    if (refusedFor == RateLimit.ACCEPTED) {
      answered++;
      quota.succeeded(permit);
      permit.end();
      done.run();
      return;
    }
    refused++;
    Duration wait = retryAfter.apply(refusedFor);
    permit.end(new Failure(FailureKind.RATE_LIMITED, 429, List.of(), wait, null));
    send(quota, limit, place, done);
  }

  /** Has the programs run to their end. */
  SharedKeyRun run() {
    boolean due = true;
    while (due) {
      due = time.step();
    }
    return this;
  }

  /** How long each program took, in the order of their ends. */
  List<Duration> took() {
    return List.copyOf(took);
  }

  Duration fastest() {
    return took.stream().min(Duration::compareTo).orElseThrow();
  }

  Duration slowest() {
    return took.stream().max(Duration::compareTo).orElseThrow();
  }

  int answered() {
    return answered;
  }

  /** How many requests were answered with 429. */
  int refused() {
    return refused;
  }

  @Override
  public String toString() {
    return answered + " answered, " + refused + " refused, took " + took;
  }
}
