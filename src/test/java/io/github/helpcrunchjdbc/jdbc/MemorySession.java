package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.http.CustomerClient;
import io.github.helpcrunchjdbc.http.PlainSettings;
import io.github.helpcrunchjdbc.http.ServiceAccess;
import io.github.helpcrunchjdbc.http.quota.QuotaState;
import io.github.helpcrunchjdbc.http.settings.ApiKey;
import io.github.helpcrunchjdbc.jdbc.observe.SendRate;
import io.github.helpcrunchjdbc.jdbc.observe.StatementRegistry;
import io.github.helpcrunchjdbc.plan.CalciteEngine;
import io.github.helpcrunchjdbc.plan.QueryEngine;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanContext;
import io.github.helpcrunchjdbc.plan.knowledge.AccountFacts;
import io.github.helpcrunchjdbc.plan.knowledge.AccountKnowledge;
import io.github.helpcrunchjdbc.plan.pushdown.StringMatching;
import io.github.helpcrunchjdbc.plan.pushdown.WallClock;
import io.github.helpcrunchjdbc.read.AggregateReader;
import io.github.helpcrunchjdbc.read.CustomerReader;
import io.github.helpcrunchjdbc.read.ReadFixture;
import io.github.helpcrunchjdbc.read.facts.ReadFacts;
import io.github.helpcrunchjdbc.read.request.Consistency;
import io.github.helpcrunchjdbc.read.source.PageSource;
import io.github.helpcrunchjdbc.search.TableDef;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A session over an engine in memory, whose service can be let down. */
public final class MemorySession implements Session {
  /** How the service answers a ping. */
  public enum Health {
    WELL,
    DOWN,
    SILENT
  }

  /** No limit at all. */
  static final SendRate UNLIMITED =
      new SendRate() {
        @Override
        public QuotaState quota() {
          return new QuotaState(0, 0, Integer.MAX_VALUE, 0, 0, false);
        }

        @Override
        public long nanosUntilSent(long requests) {
          return 0;
        }
      };

  private final QueryEngine engine;
  private final List<TableDef> tables;
  private final StatementRegistry statementRegistry = StatementRegistry.ofUsers();
  private volatile Health health = Health.WELL;
  private volatile boolean closed;
  private volatile int networkTimeout;

  public MemorySession(QueryEngine engine) {
    this(engine, List.of(TableDef.CUSTOMERS));
  }

  private MemorySession(QueryEngine engine, List<TableDef> tables) {
    this.engine = engine;
    this.tables = tables;
  }

  /** A session of an account with other tables than the driver's own. */
  public static MemorySession over(SimulatedAccount account, List<TableDef> tables) {
    CustomerClient client =
        CustomerClient.open(
            PlainSettings.of(
                URI.create(account.baseUrl()),
                new ApiKey(account.apiKey()),
                0,
                4,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                0),
            ServiceAccess.create(),
            null);
    PageSource pages = PageSource.of(() -> client, new ReadFacts());
    CustomerReader rows =
        new CustomerReader(pages, ReadFixture.settings(100, Consistency.WARN), null);
    AccountKnowledge knowledge =
        new AccountKnowledge(
            new AccountFacts(), pages, column -> StringMatching.STRICT, 100, WallClock.UTC, 100);
    ScanContext scans =
        new ScanContext(
            rows, new AggregateReader(rows), knowledge, () -> tables, new SilentDriver());
    return new MemorySession(new CalciteEngine(scans, Clock.systemUTC()), tables);
  }

  @Override
  public List<TableDef> tables() {
    return tables;
  }

  /** A connection of the demo URL that this session serves. */
  public Connection connect() throws SQLException {
    Connection connection =
        new ConnectionOpener((settings, loginTimeout) -> this, name -> null)
            .connect("jdbc:helpcrunch:demo", new Properties());
    return Objects.requireNonNull(connection);
  }

  public void setHealth(Health newHealth) {
    health = newHealth;
  }

  public boolean isClosed() {
    return closed;
  }

  public int networkTimeout() {
    return networkTimeout;
  }

  @Override
  public QueryEngine engine() {
    return engine;
  }

  @Override
  public StatementRegistry statementRegistry() {
    return statementRegistry;
  }

  @Override
  public Object account() {
    return this;
  }

  @Override
  public SendRate sendRate() {
    return UNLIMITED;
  }

  @Override
  public void ping(Execution execution) {
    if (health == Health.DOWN) {
      throw new HelpCrunchException(ErrorCode.CONNECTION_FAILED, "down");
    }
    if (health == Health.SILENT) {
      CountDownLatch ended = new CountDownLatch(1);
      execution.onAbort(ended::countDown);
      try {
        ended.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      execution.checkActive();
    }
  }

  @Override
  public void setNetworkTimeout(int millis) {
    networkTimeout = millis;
  }

  @Override
  public void close() {
    closed = true;
  }

  /** A connection over an engine, for tests that need nothing else of the session. */
  public static Connection connect(@Nullable QueryEngine engine) throws SQLException {
    return new MemorySession(engine == null ? new MemoryEngine() : engine).connect();
  }
}
