package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.http.CustomerClient;
import io.github.helpcrunchjdbc.http.ServiceAccess;
import io.github.helpcrunchjdbc.jdbc.observe.SendRate;
import io.github.helpcrunchjdbc.jdbc.observe.StatementRegistry;
import io.github.helpcrunchjdbc.jdbc.settings.ConnectionSettings;
import io.github.helpcrunchjdbc.jdbc.settings.SettingsReader;
import io.github.helpcrunchjdbc.plan.CalciteEngine;
import io.github.helpcrunchjdbc.plan.QueryEngine;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanContext;
import io.github.helpcrunchjdbc.plan.knowledge.AccountFacts;
import io.github.helpcrunchjdbc.plan.knowledge.AccountKnowledge;
import io.github.helpcrunchjdbc.plan.pushdown.StringMatching;
import io.github.helpcrunchjdbc.plan.pushdown.WallClock;
import io.github.helpcrunchjdbc.read.AggregateReader;
import io.github.helpcrunchjdbc.read.CustomerReader;
import io.github.helpcrunchjdbc.read.facts.ReadFacts;
import io.github.helpcrunchjdbc.read.source.PageSource;
import io.github.helpcrunchjdbc.search.TableDef;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import okhttp3.Interceptor;

/** A connection whose requests go no further than OkHttp: all of the driver, but no socket. */
public final class StandInConnection {
  private static final String URL =
      "jdbc:helpcrunch:baseUrl=http://127.0.0.1:1/v1;apiKey=canned;requestsPerMinute=0;warmUp=false";

  private StandInConnection() {}

  /** Connects to what {@code standIn} answers. */
  public static Connection to(Interceptor standIn) throws SQLException {
    ConnectionSettings settings = SettingsReader.read(URL, null, name -> null);
    CustomerClient client = CustomerClient.open(settings.client(), ServiceAccess.create(), standIn);
    PageSource pages = PageSource.of(() -> client, new ReadFacts());
    CustomerReader rows = new CustomerReader(pages, settings.reading(), null);
    AccountKnowledge knowledge =
        new AccountKnowledge(
            new AccountFacts(),
            pages,
            column -> StringMatching.STRICT,
            settings.maxFilters(),
            WallClock.UTC,
            settings.reading().pageSize());
    QueryEngine engine =
        new CalciteEngine(
            new ScanContext(
                rows,
                new AggregateReader(rows),
                knowledge,
                StandInConnection::tables,
                new SilentDriver()),
            Clock.systemUTC());
    return new HelpCrunchConnection(
            new ClientSession(client, engine, StatementRegistry.ofUsers()), settings)
        .proxy();
  }

  private static List<TableDef> tables() {
    return List.of(TableDef.CUSTOMERS);
  }

  private record ClientSession(
      CustomerClient client, QueryEngine engine, StatementRegistry statementRegistry)
      implements Session {
    @Override
    public Object account() {
      return this;
    }

    @Override
    public SendRate sendRate() {
      return MemorySession.UNLIMITED;
    }

    @Override
    public List<TableDef> tables() {
      return StandInConnection.tables();
    }

    @Override
    public void ping(Execution execution) {
      client.ping(execution);
    }

    @Override
    public void setNetworkTimeout(int millis) {
      throw new UnsupportedOperationException("there is no network");
    }

    @Override
    public void close() {
      // There is nothing to give back.
    }
  }
}
