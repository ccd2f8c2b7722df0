package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.demo.DemoNetwork;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.http.ClientSettings;
import io.github.helpcrunchjdbc.http.CustomerClient;
import io.github.helpcrunchjdbc.jdbc.settings.ConnectionSettings;
import io.github.helpcrunchjdbc.plan.CalciteEngine;
import io.github.helpcrunchjdbc.plan.QueryEngine;
import io.github.helpcrunchjdbc.plan.exec.ScanContext;
import io.github.helpcrunchjdbc.plan.knowledge.AccountFacts;
import io.github.helpcrunchjdbc.plan.knowledge.AccountKnowledge;
import io.github.helpcrunchjdbc.plan.pushdown.StringMatching;
import io.github.helpcrunchjdbc.plan.pushdown.WallClock;
import io.github.helpcrunchjdbc.read.AggregateReader;
import io.github.helpcrunchjdbc.read.CustomerReader;
import io.github.helpcrunchjdbc.read.Memory;
import io.github.helpcrunchjdbc.read.PageCache;
import io.github.helpcrunchjdbc.read.PageSource;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One connection's client, and the engine that plans for it. Thread-safe. */
final class ServiceSession implements Session {
  private final ClientSettings settings;
  private final @Nullable DemoNetwork standIn;
  private final ScanContext scans;
  private final QueryEngine engine;
  private volatile CustomerClient client;

  ServiceSession(
      ClientSettings settings, @Nullable DemoNetwork standIn, ConnectionSettings connection) {
    this.settings = settings;
    this.standIn = standIn;
    this.client = CustomerClient.open(settings, standIn);
    PageSource pages = PageSource.of(() -> this.client);
    CustomerReader rows =
        new CustomerReader(
            pages,
            connection.pageSize(),
            connection.consistency(),
            connection.undecodable(),
            connection.cacheTtl().isZero()
                ? null
                : new Memory(
                    client.account().facts(PageCache.class, PageCache::new),
                    connection.cacheTtl().toNanos()));
    StringMatching given =
        switch (connection.stringMatching()) {
          case AUTO -> null;
          case STRICT -> StringMatching.STRICT;
          case SERVER -> StringMatching.SERVER;
        };
    AccountKnowledge knowledge =
        new AccountKnowledge(
            client.account().facts(AccountFacts.class, AccountFacts::new),
            pages,
            given,
            new WallClock(connection.timeZone()),
            connection.pageSize());
    this.scans = new ScanContext(rows, new AggregateReader(rows), knowledge);
    QueryEngine calcite = new CalciteEngine(scans, Clock.system(connection.timeZone()));
    this.engine =
        sql -> {
          WarmUp.stop();
          return calcite.prepare(sql);
        };
    if (connection.warmUp()) {
      WarmUp.start();
    }
  }

  /** How the account is read. */
  ScanContext scans() {
    return scans;
  }

  @Override
  public QueryEngine engine() {
    return engine;
  }

  @Override
  public void ping(Execution execution) {
    client.ping(execution);
  }

  @Override
  public void setNetworkTimeout(int millis) {
    Duration asked = Duration.ofMillis(millis);
    boolean shorter = millis > 0 && asked.compareTo(settings.readTimeout()) < 0;
    client = CustomerClient.open(shorter ? settings.withReadTimeout(asked) : settings, standIn);
  }

  @Override
  public void close() {
    // Sockets and threads are the JVM's, so there is nothing to give back.
  }
}
