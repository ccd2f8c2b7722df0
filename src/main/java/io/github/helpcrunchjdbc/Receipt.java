package io.github.helpcrunchjdbc;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What one execution of a statement has cost so far. {@code Statement.unwrap(Receipt.class)} gives
 * the receipt of the statement's last execution, {@code ResultSet.unwrap(Receipt.class)} the
 * receipt of the execution that gives the rows of that result set. The figures grow while rows are
 * read, and stay readable after the statement was closed. Thread-safe.
 */
public interface Receipt {
  /**
   * The number of the statement in this JVM, from 1; log lines and error messages show the same
   * number.
   */
  long statement();

  /** When the execution began. */
  Instant startedAt();

  /**
   * The time from the beginning to the end, or until now if the execution still runs; the caller's
   * own time between two rows is included.
   */
  Duration elapsed();

  /** How many HTTP requests were sent for this execution, repeated ones included. */
  long requests();

  /** Requests among {@link #requests} that were sent again because they had failed. */
  long retries();

  /** How many of its requests the service answered by 429 (too many requests). */
  long rateLimited();

  /**
   * How often this execution used the answer to another statement's request, in place of a request
   * of its own.
   */
  long sharedRequests();

  /**
   * How many pages of customers the service gave, including answers to requests of other
   * statements. A 404 that says that nobody matches counts as an empty page.
   */
  long pages();

  /** How many pages came from memory, in place of requests. */
  long cachedPages();

  /**
   * How many customers stood on these pages, including customers that the statement did not need.
   */
  long rowsFetched();

  /** How many rows the caller was given. */
  long rowsReturned();

  /** How many bytes the service's answers had, after unpacking. */
  long bytes();

  /**
   * How long the execution has waited for the quota, including the pauses that the service asked
   * for by 429.
   */
  Duration quotaTime();

  /** How long the execution has waited for the answers to requests. */
  Duration networkTime();

  /** How long the execution has waited before it sent failed requests again. */
  Duration retryTime();

  /** How long the driver itself has worked for this execution: planning, decoding, evaluating. */
  Duration driverTime();

  /**
   * What the driver has learned about the service from this execution, in words; holds no
   * customers' data.
   */
  List<String> learned();
}
