package io.github.helpcrunchjdbc.jdbc.observe;

import io.github.helpcrunchjdbc.execution.DaemonTimer;
import io.github.helpcrunchjdbc.execution.MemoryPool;
import io.github.helpcrunchjdbc.execution.Time;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A record of all statements that share a registry of accounts, and the memory that these
 * statements share. Thread-safe.
 */
public final class StatementRegistry {
  /** How many of the last statements are remembered. */
  private static final int MOST_KEPT = 1_000;

  private final AtomicLong numbers = new AtomicLong();
  private final Deque<StatementTrace> statements = new ArrayDeque<>();
  private final AccountBeans beans = new AccountBeans();
  private final MemoryPool memory = MemoryPool.usual();
  private final Time heartbeat;
  private final int step;

  private StatementRegistry(Time heartbeat, int step) {
    this.heartbeat = heartbeat;
    this.step = step;
  }

  /** Returns a registry for statements of users, with the JVM's own time. */
  public static StatementRegistry ofUsers() {
    return ofUsers(new DaemonTimer("helpcrunch-progress"));
  }

  /**
   * Returns a registry for statements of users.
   *
   * @param heartbeat the clock that it uses
   */
  public static StatementRegistry ofUsers(Time heartbeat) {
    return new StatementRegistry(heartbeat, 1);
  }

  /** Returns a registry for the statements of the warm-up, which have numbers below zero. */
  public static StatementRegistry ofWarmUp() {
    return new StatementRegistry(new DaemonTimer("helpcrunch-progress"), -1);
  }

  /**
   * Returns the number for a statement that begins: 1, 2, .. for users, -1, -2, .. for the warm-up.
   */
  public long nextNumber() {
    return numbers.addAndGet(step);
  }

  /** Returns the clock that this registry uses. */
  public Time heartbeat() {
    return heartbeat;
  }

  /** Returns the memory that its statements share. */
  public MemoryPool memory() {
    return memory;
  }

  /** Returns the figures that JMX shows. */
  public AccountBeans beans() {
    return beans;
  }

  void add(StatementTrace statement) {
    synchronized (statements) {
      statements.addLast(statement);
      if (statements.size() > MOST_KEPT) {
        statements.removeFirst();
      }
    }
  }

  /**
   * Returns the last thousand statements in the order in which they began, including those that
   * run.
   */
  List<StatementTrace> statements() {
    synchronized (statements) {
      return List.copyOf(statements);
    }
  }
}
