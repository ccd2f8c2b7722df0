package io.github.helpcrunchjdbc.read.rehearsal;

/**
 * How an estimate imagines the customers that nobody has seen. Where two ways to imagine them lead
 * to different requests, the estimate is uncertain.
 */
public enum Imagination {
  /** As is likeliest: customers came evenly, and others are like those that were seen. */
  LIKELY(1),
  /** Customers came in bursts, and others differ from those that were seen. */
  UNEVEN(7),
  /** The first customers came long before those that were seen. */
  OLD(1);

  private final int step;

  Imagination(int step) {
    this.step = step;
  }

  /** Which of the customers seen the next one is like: so many behind the one before. */
  int step() {
    return step;
  }
}
