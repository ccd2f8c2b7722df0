package io.github.helpcrunchjdbc.jdbc.observe;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.http.quota.QuotaState;
import io.github.helpcrunchjdbc.learned.LearnedFact;
import io.github.helpcrunchjdbc.learned.LearnedFacts;
import io.github.helpcrunchjdbc.plan.exec.scan.AboutDriver;
import io.github.helpcrunchjdbc.plan.exec.scan.DriverTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The tables {@code statements}, {@code quota} and {@code service} of {@code helpcrunch_meta}, for
 * connections to one account. Thread-safe.
 *
 * @param account tells the account from others
 * @param learned what was learned of its service
 * @param forgetting forgets what was learned
 * @param refresh reads the newest customers again, and returns how many there are
 * @param diagnosis checks the service
 */
public record DriverTables(
    StatementRegistry statementRegistry,
    Object account,
    SendRate sendRate,
    LearnedFacts learned,
    Runnable forgetting,
    ToIntFunction<Execution> refresh,
    Function<Execution, List<List<@Nullable Object>>> diagnosis)
    implements AboutDriver {
  @Override
  public void forget() {
    forgetting.run();
  }

  @Override
  public int refreshCustomFields(Execution execution) {
    return refresh.applyAsInt(execution);
  }

  @Override
  public List<List<@Nullable Object>> diagnose(Execution execution) {
    return diagnosis.apply(execution);
  }

  @Override
  public List<DriverTable> tables() {
    return List.of(
        new DriverTable(
            "statements",
            "statement:BIGINT state sqlState sql startedAt:TIMESTAMP"
                + " elapsedMillis:BIGINT requests:BIGINT retries:BIGINT rateLimited:BIGINT"
                + " sharedRequests:BIGINT pages:BIGINT cachedPages:BIGINT rowsFetched:BIGINT"
                + " rowsReturned:BIGINT bytes:BIGINT quotaMillis:BIGINT networkMillis:BIGINT"
                + " retryMillis:BIGINT driverMillis:BIGINT learned",
            this::statements),
        new DriverTable(
            "quota",
            "requestsPerMinute:BIGINT usedInLastMinute:BIGINT freeNow:BIGINT"
                + " nextFreeAt:TIMESTAMP pausedUntil:TIMESTAMP",
            this::quota),
        new DriverTable(
            "service",
            "about fact evidence sightings:BIGINT believed:BOOLEAN firstSeen:TIMESTAMP"
                + " lastSeen:TIMESTAMP ageSeconds:BIGINT expires:TIMESTAMP",
            this::service));
  }

  private List<List<@Nullable Object>> statements() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (StatementTrace trace : statementRegistry.statements()) {
      rows.add(
          Arrays.asList(
              trace.statement(),
              trace.state(),
              trace.sqlState(),
              trace.text().shownTo(account),
              trace.startedAt(),
              trace.elapsed().toMillis(),
              trace.requests(),
              trace.retries(),
              trace.rateLimited(),
              trace.sharedRequests(),
              trace.pages(),
              trace.cachedPages(),
              trace.rowsFetched(),
              trace.rowsReturned(),
              trace.bytes(),
              trace.quotaTime().toMillis(),
              trace.networkTime().toMillis(),
              trace.retryTime().toMillis(),
              trace.driverTime().toMillis(),
              trace.learned().isEmpty() ? null : String.join("; ", trace.learned())));
    }
    return rows;
  }

  private List<List<@Nullable Object>> quota() {
    QuotaState state = sendRate.quota();
    boolean limited = state.limit() > 0;
    Instant now = statementRegistry.heartbeat().now();
    return List.of(
        Arrays.asList(
            limited ? (Long) (long) state.limit() : null,
            (long) state.used(),
            limited ? (Long) (long) state.free() : null,
            now.plusNanos(state.nanosUntilNext()),
            state.pausedNanos() > 0 ? now.plusNanos(state.pausedNanos()) : null));
  }

  private List<List<@Nullable Object>> service() {
    Instant now = statementRegistry.heartbeat().now();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    List<LearnedFact> facts = new ArrayList<>(learned.list());
    facts.addAll(learned.notes());
    for (LearnedFact fact : facts) {
      rows.add(
          Arrays.asList(
              fact.about(),
              fact.meaning(),
              fact.evidence(),
              (long) fact.sightings(),
              fact.believed(),
              fact.firstSeen(),
              fact.lastSeen(),
              age(fact.lastSeen(), now),
              fact.expires()));
    }
    return rows;
  }

  private static Long age(Instant seen, Instant now) {
    return Math.max(0, Duration.between(seen, now).toSeconds());
  }
}
