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
 * The engine of one connection. Calcite plans; the scans of customers take in what the service can
 * do. A statement is not planned again if the engine still has the plan of the same text.
 * Thread-safe.
 */
public final class CalciteEngine implements QueryEngine {
  /** How many statements are kept; the least recently used one goes first. */
  private static final int MOST_KEPT = 64;

  /** A longer text, such as an IN list of a thousand values, is hardly sent twice. */
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
   * @param clock gives CURRENT_TIMESTAMP, in the time zone in which times are shown
   */
  public CalciteEngine(ScanContext scans, Clock clock) {
    this.frontEnd = new SqlFrontEnd(scans, clock.getZone());
    this.scans = scans;
    this.clock = clock;
  }

  /** Only valid statements are kept. A wrong statement is validated again each time. */
  @Override
  public PreparedQuery prepare(String sql, Execution execution) {
    PreparedQuery known = queries.getIfPresent(sql);
    if (known != null) {
      return known;
    }
    // Two threads may plan the same statement: a caller could not cancel waiting for another.
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
    ParsedQuery explained = ExplainedQuery.explained(parsed);
    return new ExplainedQuery(
        scans, clock, explained, new CalciteQuery(frontEnd, explained, scans, clock, execution));
  }
}
