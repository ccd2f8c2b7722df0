package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.QueryEngine;
import java.sql.Connection;
import java.sql.SQLException;
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

  private final QueryEngine engine;
  private volatile Health health = Health.WELL;
  private volatile boolean closed;
  private volatile int networkTimeout;

  public MemorySession(QueryEngine engine) {
    this.engine = engine;
  }

  /** A connection of the demo URL that this session serves. */
  public Connection connect() throws SQLException {
    Connection connection =
        new Connector(settings -> this, name -> null)
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
