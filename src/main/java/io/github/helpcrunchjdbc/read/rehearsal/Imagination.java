package io.github.helpcrunchjdbc.read.rehearsal;

/** How that of an account is imagined which nobody has seen. What hangs on it can't be told. */
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
