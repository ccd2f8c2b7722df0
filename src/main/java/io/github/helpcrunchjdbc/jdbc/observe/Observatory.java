package io.github.helpcrunchjdbc.jdbc.observe;

import io.github.helpcrunchjdbc.execution.DaemonTimer;
import io.github.helpcrunchjdbc.execution.MemoryPool;
import io.github.helpcrunchjdbc.execution.Time;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What is seen of all statements that share a registry of accounts, and the memory that they share.
 * Thread-safe.
 */
public final class Observatory {
  /** How many of the last statements are remembered. */
  private static final int MOST_KEPT = 1_000;

  private final AtomicLong numbers = new AtomicLong();
  private final Deque<StatementTrace> statements = new ArrayDeque<>();
  private final AccountBeans beans = new AccountBeans();
  private final MemoryPool memory = MemoryPool.usual();
  private final Time heartbeat;
  private final int step;

  private Observatory(Time heartbeat, int step) {
    this.heartbeat = heartbeat;
    this.step = step;
  }

  /** An observatory of statements that users begin, by the JVM's own time. */
  public static Observatory ofUsers() {
    return ofUsers(new DaemonTimer("helpcrunch-progress"));
  }

  /**
   * An observatory of statements that users begin.
   *
   * @param heartbeat by which it takes time
   */
  public static Observatory ofUsers(Time heartbeat) {
    return new Observatory(heartbeat, 1);
  }

  /** An observatory of the statements of the warm-up, which have numbers below zero. */
  public static Observatory ofWarmUp() {
    return new Observatory(new DaemonTimer("helpcrunch-progress"), -1);
  }

  /** A number for a statement that begins, from 1 on, or from -1 downwards. */
  public long nextNumber() {
    return numbers.addAndGet(step);
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

  void add(StatementTrace statement) {
    synchronized (statements) {
      statements.addLast(statement);
      if (statements.size() > MOST_KEPT) {
        statements.removeFirst();
      }
    }
  }

  /** The last thousand statements in the order in which they began, those that run among them. */
  List<StatementTrace> statements() {
    synchronized (statements) {
      return List.copyOf(statements);
    }
  }
}
