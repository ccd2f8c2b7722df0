package io.github.helpcrunchjdbc.plan.knowledge;

/** Says that the current plan is wrong by what was just learned: the statement is planned again. */
public final class LearnedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LearnedException(String learned) {
    super(learned);
  }
}
