package io.github.helpcrunchjdbc.read.rehearsal;

import java.util.List;

/**
 * How an estimate imagines the customers that nobody has seen. Where two ways to imagine them lead
 * to different requests, the estimate is uncertain.
 */
public enum Imagination {
  /** As is likeliest: customers came evenly, and others are like those that were seen. */
  LIKELY,
  /** Customers came in bursts, and others differ from those that were seen. */
  UNEVEN,
  /** The first customers came long before those that were seen. */
  OLD,
  /** Most came and were seen of late, and many have the texts that are asked for. */
  MOST,
  /** Most came and were seen long ago, and few have the texts that are asked for. */
  LEAST,
  /** Most have no time; where nobody was seen, all lack texts too. */
  WITHOUT_TIMES,
  /** A small account, where nobody has counted the customers; most came of late. */
  SMALL,
  /** As is likeliest in a large account, where nobody has counted the customers. */
  LARGE;

  private static final int SMALLER = 20;
  private static final int LARGER = 5;
  private static final int OTHER_STEP = 7;
  private static final long FEW_IDS = 10;

  /** The share that is taken to have no time, if nobody has seen how many have none. */
  private static final double MANY = 0.6;

  private static final double SOME = 0.1;

  private static final double FEW = 0.02;

  /** By this factor more, or fewer, are found than is assumed. */
  private static final double FACTOR = 10;

  private static final double UNEVEN_FACTOR = 1.7;

  /** Whether it makes a difference only where nobody has counted all customers. */
  public boolean isOfSize() {
    return this == SMALL || this == LARGE;
  }

  /** How many customers an account is taken to have that is assumed to have so many. */
  long customers(long assumed) {
    return switch (this) {
      case SMALL -> Math.max(1, assumed / SMALLER);
      case LARGE -> assumed * LARGER;
      default -> assumed;
    };
  }

  /** Which of the customers seen the next one is like: so many behind the one before. */
  int step() {
    return this == UNEVEN ? OTHER_STEP : 1;
  }

  /** The least and the greatest id, where no customer was seen. */
  List<Long> ids(long customers) {
    return switch (this) {
      case UNEVEN -> List.of(1L, Math.max(1, 2 * customers));
      case LEAST -> List.of(FEW_IDS * customers + 1, FEW_IDS * customers + Math.max(1, customers));
      default -> List.of(1L, Math.max(1, customers));
    };
  }

  /** The share that is found where such a one is assumed; it may be above 1. */
  double assumed(double share) {
    return switch (this) {
      case UNEVEN -> UNEVEN_FACTOR * share;
      case MOST -> FACTOR * share;
      case LEAST -> share / FACTOR;
      default -> share;
    };
  }

  /**
   * The share of all, 0 to 1, that a sample speaks for: within what chance makes of one of this
   * size.
   */
  double sampled(double share, double sampled) {
    double off = 2 * Math.sqrt(share / sampled) + 1.0 / sampled;
    return switch (this) {
      case MOST -> Math.min(1, share + off);
      case LEAST -> Math.max(0, share - off);
      default -> share;
    };
  }

  /** The share without a time, 0 to 1, where customers that were seen suggest this one. */
  double without(double share) {
    return switch (this) {
      case UNEVEN -> share > 0 ? 0 : SOME;
      case MOST, SMALL -> Math.max(share, FEW);
      case WITHOUT_TIMES -> Math.max(share, MANY);
      default -> share;
    };
  }
}
