package io.github.helpcrunchjdbc.jdbc.observe;

import java.util.concurrent.atomic.LongAdder;

/** Counts what the statements of one account have cost. Thread-safe. */
final class AccountFigures implements AccountMXBean {
  private final Pace pace;
  private final LongAdder statements = new LongAdder();
  private final LongAdder requests = new LongAdder();
  private final LongAdder rateLimited = new LongAdder();
  private final LongAdder sharedRequests = new LongAdder();
  private final LongAdder cachedPages = new LongAdder();

  AccountFigures(Pace pace) {
    this.pace = pace;
  }

  void add(StatementTrace ended) {
    statements.increment();
    requests.add(ended.requests());
    rateLimited.add(ended.rateLimited());
    sharedRequests.add(ended.sharedRequests());
    cachedPages.add(ended.cachedPages());
  }

  @Override
  public long getStatements() {
    return statements.sum();
  }

  @Override
  public long getRequests() {
    return requests.sum();
  }

  @Override
  public long getRateLimited() {
    return rateLimited.sum();
  }

  @Override
  public long getSharedRequests() {
    return sharedRequests.sum();
  }

  @Override
  public long getCachedPages() {
    return cachedPages.sum();
  }

  @Override
  public int getRequestsPerMinute() {
    return pace.quota().limit();
  }

  @Override
  public int getUsedInLastMinute() {
    return pace.quota().used();
  }

  @Override
  public int getFreeNow() {
    return pace.quota().free();
  }
}
