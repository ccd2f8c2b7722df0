package io.github.helpcrunchjdbc.plan;

import io.github.helpcrunchjdbc.plan.knowledge.AccountKnowledge;
import java.time.Clock;

/**
 * The engine of one connection: Calcite plans, the customers' scans take in what the service can
 * do. Thread-safe.
 */
public final class CalciteEngine implements QueryEngine {
  private final SqlFrontEnd frontEnd;
  private final AccountKnowledge knowledge;
  private final Clock clock;

  /**
   * Creates an engine.
   *
   * @param scans how the account is read
   * @param clock gives CURRENT_TIMESTAMP, in the zone in which times are shown
   */
  public CalciteEngine(ScanContext scans, Clock clock) {
    this.frontEnd = new SqlFrontEnd(HelpCrunchSchema.root(scans), clock.getZone());
    this.knowledge = scans.knowledge();
    this.clock = clock;
  }

  @Override
  public PreparedQuery prepare(String sql) {
    return new CalciteQuery(frontEnd, frontEnd.parse(sql), knowledge, clock);
  }
}
