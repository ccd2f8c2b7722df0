package io.github.helpcrunchjdbc.jdbc.observe;

import io.github.helpcrunchjdbc.execution.DaemonTimer;
import io.github.helpcrunchjdbc.execution.MemoryPool;
import io.github.helpcrunchjdbc.execution.Time;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What is seen of all statements that share a registry of accounts, and the memory that they share.
 * Thread-safe.
 */
public final class Observatory {
  private final AtomicLong numbers = new AtomicLong();
  private final StatementLog statements = new StatementLog();
  private final AccountBeans beans = new AccountBeans();
  private final MemoryPool memory = MemoryPool.usual();
  private final Time heartbeat;
  private final boolean users;

  /** The same by the JVM's own time. */
  public Observatory(boolean users) {
    this(new DaemonTimer("helpcrunch-progress"), users);
  }

  /**
   * An observatory that has seen nothing yet.
   *
   * @param heartbeat by which it takes time
   * @param users whether users begin its statements: others have numbers below zero
   */
  public Observatory(Time heartbeat, boolean users) {
    this.heartbeat = heartbeat;
    this.users = users;
  }

  /** A number for a statement that begins, from 1 or -1 on. */
  public long nextNumber() {
    return numbers.addAndGet(users ? 1 : -1);
  }

  /** By which it takes time. */
  public Time heartbeat() {
    return heartbeat;
  }

  /** What its statements may keep together. */
  public MemoryPool memory() {
    return memory;
  }

  /** The figures that JMX shows. */
  public AccountBeans beans() {
    return beans;
  }

  /** The last statements. */
  public StatementLog statements() {
    return statements;
  }
}
