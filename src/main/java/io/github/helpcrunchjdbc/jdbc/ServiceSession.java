package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.demo.DemoNetwork;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.http.ClientSettings;
import io.github.helpcrunchjdbc.http.CustomerClient;
import io.github.helpcrunchjdbc.jdbc.settings.ConnectionSettings;
import io.github.helpcrunchjdbc.plan.CalciteEngine;
import io.github.helpcrunchjdbc.plan.QueryEngine;
import io.github.helpcrunchjdbc.plan.ScanContext;
import io.github.helpcrunchjdbc.plan.pushdown.StringMatching;
import io.github.helpcrunchjdbc.read.AggregateReader;
import io.github.helpcrunchjdbc.read.CustomerReader;
import io.github.helpcrunchjdbc.read.PageSource;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One connection's client, and the engine that plans for it. Thread-safe. */
final class ServiceSession implements Session {
  private final ClientSettings settings;
  private final @Nullable DemoNetwork standIn;
  private final QueryEngine engine;
  private volatile CustomerClient client;

  ServiceSession(
      ClientSettings settings, @Nullable DemoNetwork standIn, ConnectionSettings connection) {
    this.settings = settings;
    this.standIn = standIn;
    this.client = CustomerClient.open(settings, standIn);
    CustomerReader rows =
        new CustomerReader(PageSource.of(() -> this.client), connection.pageSize());
    StringMatching matching =
        switch (connection.stringMatching()) {
          case STRICT -> StringMatching.STRICT;
          case SERVER -> StringMatching.SERVER;
        };
    this.engine =
        new CalciteEngine(
            new ScanContext(rows, new AggregateReader(rows), column -> matching),
            Clock.systemUTC());
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
