package io.github.helpcrunchjdbc.plan;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanContext;
import io.github.helpcrunchjdbc.plan.rex.PlanningThread;
import io.github.helpcrunchjdbc.plan.sql.ParsedQuery;
import io.github.helpcrunchjdbc.plan.sql.SqlFrontEnd;
import io.github.helpcrunchjdbc.plan.sql.dialect.DriverCommand;
import io.github.helpcrunchjdbc.plan.sql.dialect.ExplainMode;
import io.github.helpcrunchjdbc.plan.sql.dialect.SessionCommand;
import java.time.Clock;
import org.apache.calcite.sql.SqlExplain;

/**
 * The engine of one connection: Calcite plans, the customers' scans take in what the service can
 * do. A statement whose text it was given before is not planned again. Thread-safe.
 */
public final class CalciteEngine implements QueryEngine {
  /** How many statements are kept, those asked for last. */
  private static final int MOST_KEPT = 64;

  /** A longer text, such as an IN list of a thousand values, hardly comes twice. */
  private static final int LONGEST_KEPT = 20_000;

  private final Cache<String, PreparedQuery> queries =
      CacheBuilder.newBuilder().concurrencyLevel(1).maximumSize(MOST_KEPT).build();

  private final SqlFrontEnd frontEnd;
  private final ScanContext scans;
  private final Clock clock;

  /**
   * Creates an engine.
   *
   * @param scans how the account is read
   * @param clock gives CURRENT_TIMESTAMP, in the zone in which times are shown
   */
  public CalciteEngine(ScanContext scans, Clock clock) {
    this.frontEnd = new SqlFrontEnd(scans, clock.getZone());
    this.scans = scans;
    this.clock = clock;
  }

  /** What is wrong is told anew each time: only statements that can be executed are kept. */
  @Override
  public PreparedQuery prepare(String sql, Execution execution) {
    PreparedQuery known = queries.getIfPresent(sql);
    if (known != null) {
      return known;
    }
    // Two threads may prepare the same one: waiting for the other could not be cancelled.
    PreparedQuery query = PlanningThread.run(execution, () -> plan(sql, execution));
    if (sql.length() <= LONGEST_KEPT) {
      queries.put(sql, query);
    }
    return query;
  }

  private PreparedQuery plan(String sql, Execution execution) {
    DriverCommand command = DriverCommand.of(sql);
    if (command != null) {
      return CommandQuery.of(command, scans.about());
    }
    if (SessionCommand.isOne(sql)) {
      return CommandQuery.OF_SESSION;
    }
    ParsedQuery parsed = frontEnd.parse(sql);
    if (parsed.text().mode() == ExplainMode.TREE || !(parsed.node() instanceof SqlExplain)) {
      return new CalciteQuery(frontEnd, parsed, scans, clock, execution);
    }
    ParsedQuery explained = BilledQuery.explained(parsed);
    return new BilledQuery(
        scans, clock, explained, new CalciteQuery(frontEnd, explained, scans, clock, execution));
  }
}
