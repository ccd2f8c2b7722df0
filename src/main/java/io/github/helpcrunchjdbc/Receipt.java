package io.github.helpcrunchjdbc;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What one execution of a statement has cost so far. {@code Statement.unwrap(Receipt.class)} gives
 * that of the statement's last execution, {@code ResultSet.unwrap(Receipt.class)} that of the
 * execution whose rows these are. The figures grow while rows are read, and stay readable after the
 * statement was closed. Thread-safe.
 */
public interface Receipt {
  /** Which statement of this JVM it is, from 1, as log lines and error messages name it. */
  long statement();

  /** When it began. */
  Instant startedAt();

  /**
   * From the beginning to the end, or until now if it still runs; the caller's own time included.
   */
  Duration elapsed();

  /** HTTP requests that were sent for it, repeated ones included. */
  long requests();

  /** Requests among {@link #requests} that were sent again because they had failed. */
  long retries();

  /** Answers 429 (too many requests) among those to its requests. */
  long rateLimited();

  /** Requests of other statements whose answers this one got too, in place of its own. */
  long sharedRequests();

  /**
   * Pages of customers that the service gave, to requests of other statements too. A 404 that says
   * that nobody matches is an empty page.
   */
  long pages();

  /** Pages that were had from memory, in place of requests. */
  long cachedPages();

  /** Customers on these pages, those that were read in vain too. */
  long rowsFetched();

  /** Rows that the caller was given. */
  long rowsReturned();

  /** Bytes of the service's answers, after unpacking. */
  long bytes();

  /** How long it has waited for the quota, pauses that the service asked for by 429 included. */
  Duration quotaTime();

  /** How long it has waited for answers under way. */
  Duration networkTime();

  /** How long it has waited before requests that had failed were sent again. */
  Duration retryTime();

  /** How long the driver itself has worked: planning, decoding, evaluating. */
  Duration driverTime();

  /** What it has taught the driver about the service, in words; no customers' data. */
  List<String> learned();
}
