package io.github.helpcrunchjdbc.read.rehearsal;

import java.util.List;

/**
 * How an estimate imagines the customers that were not seen. If two ways lead to different
 * requests, the estimate is uncertain.
 */
public enum Assumption {
  /** The likeliest way: customers came evenly, and the others are like those seen. */
  LIKELY,
  /** Customers came in bursts, and the others differ from those seen. */
  UNEVEN,
  /** The first customers came long before those seen. */
  OLD,
  /** Most customers came and were seen recently, and many have the texts that are asked for. */
  MOST,
  /** Most customers came and were seen long ago, and few have the texts that are asked for. */
  LEAST,
  /** Most customers have no time; if no customer was seen, all lack texts too. */
  WITHOUT_TIMES,
  /** The account is small, if its customers were not counted; most came recently. */
  SMALL,
  /** Like {@link #LIKELY}, but in a large account, if its customers were not counted. */
  LARGE;

  private static final int SMALLER = 20;
  private static final int LARGER = 5;
  private static final int OTHER_STEP = 7;
  private static final long FEW_IDS = 10;

  /** The share of customers assumed to have no time if it is not known how many have none. */
  private static final double MANY = 0.6;

  private static final double SOME = 0.1;

  private static final double FEW = 0.02;

  /** This many times more, or fewer, customers are found than is assumed. */
  private static final double FACTOR = 10;

  private static final double UNEVEN_FACTOR = 1.7;

  /** Whether this way differs from others only if the customers were not counted. */
  public boolean isOfSize() {
    return this == SMALL || this == LARGE;
  }

  /** Returns how many customers the account has if {@code assumed} are assumed. */
  long customers(long assumed) {
    return switch (this) {
      case SMALL -> Math.max(1, assumed / SMALLER);
      case LARGE -> assumed * LARGER;
      default -> assumed;
    };
  }

  /** Returns by how many seen customers to go on for each imagined one, which resembles one. */
  int step() {
    // With no step all are like the newest, so that a join sends one key.
    return this == UNEVEN ? OTHER_STEP : this == LEAST ? 0 : 1;
  }

  /** Returns the least and the greatest id if no customer was seen. */
  List<Long> ids(long customers) {
    return switch (this) {
      case UNEVEN -> List.of(1L, Math.max(1, 2 * customers));
      case LEAST -> List.of(FEW_IDS * customers + 1, FEW_IDS * customers + Math.max(1, customers));
      default -> List.of(1L, Math.max(1, customers));
    };
  }

  /** Returns the share that is found if {@code share} is assumed; it may be above 1. */
  double assumed(double share) {
    return switch (this) {
      case UNEVEN -> UNEVEN_FACTOR * share;
      case MOST -> FACTOR * share;
      case LEAST -> share / FACTOR;
      default -> share;
    };
  }

  /**
   * Returns the share of all customers, 0 to 1, that a share of a sample stands for. It stays
   * within the random deviation of a sample of this size.
   */
  double sampled(double share, double sampled) {
    double off = 2 * Math.sqrt(share / sampled) + 1.0 / sampled;
    return switch (this) {
      case MOST -> Math.min(1, share + off);
      case LEAST -> Math.max(0, share - off);
      default -> share;
    };
  }

  /** Returns the share of customers without a time, 0 to 1, if those seen suggest {@code share}. */
  double without(double share) {
    return switch (this) {
      case UNEVEN -> share > 0 ? 0 : SOME;
      case MOST, SMALL -> Math.max(share, FEW);
      case WITHOUT_TIMES -> Math.max(share, MANY);
      default -> share;
    };
  }
}
