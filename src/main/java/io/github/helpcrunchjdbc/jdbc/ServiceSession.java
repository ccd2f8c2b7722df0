package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.demo.DemoNetwork;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.http.CustomerClient;
import io.github.helpcrunchjdbc.http.quota.QuotaState;
import io.github.helpcrunchjdbc.http.settings.ClientSettings;
import io.github.helpcrunchjdbc.jdbc.account.Account;
import io.github.helpcrunchjdbc.jdbc.account.AccountId;
import io.github.helpcrunchjdbc.jdbc.account.AccountRegistry;
import io.github.helpcrunchjdbc.jdbc.diagnose.Diagnosis;
import io.github.helpcrunchjdbc.jdbc.observe.DriverTables;
import io.github.helpcrunchjdbc.jdbc.observe.SendRate;
import io.github.helpcrunchjdbc.jdbc.observe.StatementRegistry;
import io.github.helpcrunchjdbc.jdbc.settings.ConnectionSettings;
import io.github.helpcrunchjdbc.plan.CalciteEngine;
import io.github.helpcrunchjdbc.plan.QueryEngine;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanContext;
import io.github.helpcrunchjdbc.plan.knowledge.AccountKnowledge;
import io.github.helpcrunchjdbc.plan.pushdown.WallClock;
import io.github.helpcrunchjdbc.plan.rex.PlanningThread;
import io.github.helpcrunchjdbc.read.AggregateReader;
import io.github.helpcrunchjdbc.read.CustomerReader;
import io.github.helpcrunchjdbc.read.cache.AnswerCache;
import io.github.helpcrunchjdbc.read.request.AccountSample;
import io.github.helpcrunchjdbc.read.source.PageSource;
import io.github.helpcrunchjdbc.read.source.SampleReader;
import io.github.helpcrunchjdbc.search.TableDef;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The client and the planning engine of one connection. Thread-safe. */
final class ServiceSession implements Session {
  /** This many characters of a fingerprint are enough to tell the keys of one JVM apart. */
  private static final int SHOWN_OF_FINGERPRINT = 8;

  private final AccountRegistry accounts;
  private final AccountId accountId;
  private final Account account;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * An execution that lasts until the session is closed. Closing the session cancels it, and with
   * it all work that no statement can end.
   */
  private final Execution sessionExecution = Execution.unbounded();

  private final ClientSettings settings;
  private final ScanContext scans;
  private final QueryEngine engine;
  private final Runnable unregister;
  private final CustomerClient clientWithoutNetworkTimeout;
  private volatile CustomerClient client;

  private final SendRate sendRate =
      new SendRate() {
        @Override
        public QuotaState quota() {
          return client.quota();
        }

        @Override
        public long nanosUntilSent(long requests) {
          return client.nanosUntilSent(requests);
        }
      };

  ServiceSession(
      ConnectionSettings connection,
      @Nullable DemoNetwork standIn,
      AccountRegistry accounts,
      WarmUp warmUp) {
    this.settings = connection.client();
    this.accounts = accounts;
    this.accountId =
        new AccountId(connection.demo(), settings.baseUrl(), settings.apiKey().fingerprint());
    this.account = accounts.open(accountId);
    this.clientWithoutNetworkTimeout = CustomerClient.open(settings, account.access(), standIn);
    this.client = clientWithoutNetworkTimeout;
    PageSource pages = PageSource.of(() -> this.client, account.readFacts());
    CustomerReader rows =
        new CustomerReader(
            pages,
            connection.reading(),
            connection.cacheTtl().isZero()
                ? null
                : new AnswerCache(account.cache(), connection.cacheTtl().toNanos()));
    AccountKnowledge knowledge = knowledge(connection, pages);
    // A diagnosis reports a failure and must send no more requests than it reports.
    Supplier<CustomerClient> withoutRetries = () -> this.client.withoutRetries();
    AccountKnowledge diagnosed =
        knowledge(connection, PageSource.of(withoutRetries, account.readFacts()));
    this.scans =
        new ScanContext(
            rows,
            new AggregateReader(rows),
            knowledge,
            new AccountTables(connection.customFields(), this::sample),
            new DriverTables(
                accounts.statementRegistry(),
                accountId,
                sendRate,
                account.learned(),
                account::forgetService,
                this::refreshSample,
                new Diagnosis(settings, connection.demo(), withoutRetries, diagnosed)::report));
    InstantSource clock = accounts.statementRegistry().heartbeat()::now;
    QueryEngine calcite = new CalciteEngine(scans, clock.withZone(connection.timeZone()));
    this.engine =
        (sql, execution) -> {
          warmUp.stop();
          return untilClosed(execution, () -> calcite.prepare(sql, execution));
        };
    this.unregister =
        connection.jmx()
            ? accounts
                .statementRegistry()
                .beans()
                .register(
                    accountId,
                    connection.demo() ? "demo" : settings.baseUrl().getHost(),
                    accountId.keyFingerprint().substring(0, SHOWN_OF_FINGERPRINT),
                    sendRate)
            : () -> {};
    if (connection.warmUp()) {
      warmUp.start();
    }
  }

  private AccountKnowledge knowledge(ConnectionSettings connection, PageSource pages) {
    return new AccountKnowledge(
        account.facts(),
        pages,
        connection.stringMatching()::of,
        connection.maxFilters(),
        new WallClock(connection.timeZone()),
        connection.reading().pageSize());
  }

  /**
   * Makes sure that the service takes the key. Sends one search, or none if the service has
   * answered the account within the last minute, or if no request may be sent now.
   *
   * @param loginTimeout for how many seconds this may wait; 0 for no limit but that of each request
   * @throws io.github.helpcrunchjdbc.error.HelpCrunchException if the service does not take the
   *     key; the session is then closed
   */
  void checkKey(int loginTimeout) {
    if (client.needsNoCheck()) {
      return;
    }
    Execution execution = Execution.of(0, 0, TimeUnit.SECONDS.toNanos(loginTimeout));
    Runnable unwatch = StatementTimer.watch(execution);
    try {
      take(SampleReader.check(client, execution));
    } catch (Throwable thrown) {
      close();
      throw thrown;
    } finally {
      unwatch.run();
    }
  }

  /**
   * Returns the newest customers, and reads them if they were not read before. The statement that
   * is planned now pays for reading them.
   */
  private @Nullable AccountSample sample() {
    AccountSample known = account.facts().sample();
    if (known != null) {
      return known;
    }
    // An interrupt cancels the execution, so it must not be the one of the whole session.
    Execution own = PlanningThread.executionOr(Execution.unbounded());
    return untilClosed(own, () -> take(SampleReader.read(client, own)));
  }

  /**
   * Does the work of an execution, and cancels the execution if the session is closed meanwhile.
   */
  private <T extends @Nullable Object> T untilClosed(Execution execution, Supplier<T> work) {
    Runnable forget = sessionExecution.onAbort(execution::cancel);
    try {
      return work.get();
    } finally {
      forget.run();
    }
  }

  private @Nullable AccountSample take(@Nullable AccountSample read) {
    if (read != null) {
      account.take(read);
    }
    return read;
  }

  private int refreshSample(Execution execution) {
    AccountSample read = take(SampleReader.read(client, execution));
    return read == null ? 0 : read.rows().size();
  }

  /** Returns what scans of the account need. */
  ScanContext scans() {
    return scans;
  }

  @Override
  public QueryEngine engine() {
    return engine;
  }

  @Override
  public List<TableDef> tables() {
    return scans.tables().get();
  }

  @Override
  public StatementRegistry statementRegistry() {
    return accounts.statementRegistry();
  }

  @Override
  public Object account() {
    return accountId;
  }

  @Override
  public SendRate sendRate() {
    return sendRate;
  }

  @Override
  public void ping(Execution execution) {
    client.ping(execution);
  }

  @Override
  public void setNetworkTimeout(int millis) {
    Duration asked = Duration.ofMillis(millis);
    boolean shorter = millis > 0 && asked.compareTo(settings.requestTimeout()) < 0;
    client =
        shorter
            ? clientWithoutNetworkTimeout.withNetworkTimeout(asked)
            : clientWithoutNetworkTimeout;
  }

  /**
   * Tells the account that this session is closed. Sockets and threads stay, because they belong to
   * the JVM.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      sessionExecution.cancel();
      unregister.run();
      accounts.close(accountId);
    }
  }
}
