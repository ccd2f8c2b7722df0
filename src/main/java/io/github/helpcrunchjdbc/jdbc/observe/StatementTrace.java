package io.github.helpcrunchjdbc.jdbc.observe;

import io.github.helpcrunchjdbc.Receipt;
import io.github.helpcrunchjdbc.execution.Statistics;
import io.github.helpcrunchjdbc.execution.Statistics.Counter;
import io.github.helpcrunchjdbc.execution.Time;
import io.github.helpcrunchjdbc.execution.WaitClock.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What is remembered of one execution of a statement: text, end and cost. Thread-safe. */
public final class StatementTrace implements Receipt {
  /** How the execution ended. */
  private record Outcome(long nanos, @Nullable String sqlState) {}

  private final long number;
  private final StatementText text;
  private final Instant startedAt;
  private final long startNanos;
  private final Time heartbeat;
  private final Statistics statistics;
  private final AtomicReference<@Nullable Outcome> end = new AtomicReference<>();

  StatementTrace(long number, StatementText text, Time heartbeat, Statistics statistics) {
    this.number = number;
    this.text = text;
    this.startedAt = heartbeat.now();
    this.startNanos = heartbeat.nanoTime();
    this.heartbeat = heartbeat;
    this.statistics = statistics;
  }

  /**
   * Notes that the execution has ended.
   *
   * @param sqlState the SQLState of its failure; null if it did not fail
   * @return whether the end was not noted before
   */
  boolean ended(@Nullable String sqlState) {
    return end.compareAndSet(null, new Outcome(heartbeat.nanoTime(), sqlState));
  }

  /** Returns the SQL of the statement. */
  public StatementText text() {
    return text;
  }

  /** Returns {@code running}, {@code ended} or {@code failed}. */
  public String state() {
    Outcome known = end.get();
    return known == null ? "running" : known.sqlState() == null ? "ended" : "failed";
  }

  /** Returns the SQLState of the failure; null if the execution did not fail. */
  public @Nullable String sqlState() {
    Outcome known = end.get();
    return known == null ? null : known.sqlState();
  }

  Statistics statistics() {
    return statistics;
  }

  @Override
  public long statement() {
    return number;
  }

  @Override
  public Instant startedAt() {
    return startedAt;
  }

  @Override
  public Duration elapsed() {
    Outcome known = end.get();
    return Duration.ofNanos((known == null ? heartbeat.nanoTime() : known.nanos()) - startNanos);
  }

  @Override
  public long requests() {
    return statistics.requests();
  }

  @Override
  public long retries() {
    return statistics.of(Counter.RETRIES);
  }

  @Override
  public long rateLimited() {
    return statistics.of(Counter.RATE_LIMITED);
  }

  @Override
  public long sharedRequests() {
    return statistics.of(Counter.SHARED_REQUESTS);
  }

  @Override
  public long pages() {
    return statistics.of(Counter.FETCHED_PAGES);
  }

  @Override
  public long cachedPages() {
    return statistics.of(Counter.CACHED_PAGES);
  }

  @Override
  public long rowsFetched() {
    return statistics.of(Counter.FETCHED_ROWS);
  }

  @Override
  public long rowsReturned() {
    return statistics.of(Counter.ROWS_RETURNED);
  }

  @Override
  public long bytes() {
    return statistics.of(Counter.BYTES);
  }

  @Override
  public Duration quotaTime() {
    return waited(Phase.QUOTA);
  }

  @Override
  public Duration networkTime() {
    return waited(Phase.NETWORK);
  }

  @Override
  public Duration retryTime() {
    return waited(Phase.SERVICE);
  }

  @Override
  public Duration driverTime() {
    return Duration.ofNanos(statistics.driverNanos());
  }

  @Override
  public List<String> learned() {
    return statistics.learned();
  }

  /** Returns how long the caller has waited for the execution. */
  Duration waited() {
    return Duration.ofNanos(statistics.driverNanos() + statistics.waits().nanos());
  }

  private Duration waited(Phase phase) {
    return Duration.ofNanos(statistics.waits().nanos(phase));
  }

  /** Returns the cost in one line, for logs. */
  @Override
  public String toString() {
    return ("requests=%s retries=%s rateLimited=%s sharedRequests=%s cachedPages=%s "
            + "rowsFetched=%s rowsReturned=%s elapsedMillis=%s quotaMillis=%s "
            + "networkMillis=%s retryMillis=%s driverMillis=%s")
        .formatted(
            requests(),
            retries(),
            rateLimited(),
            sharedRequests(),
            cachedPages(),
            rowsFetched(),
            rowsReturned(),
            elapsed().toMillis(),
            quotaTime().toMillis(),
            networkTime().toMillis(),
            retryTime().toMillis(),
            driverTime().toMillis());
  }
}
