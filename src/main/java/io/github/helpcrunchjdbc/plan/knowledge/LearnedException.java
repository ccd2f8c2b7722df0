package io.github.helpcrunchjdbc.plan.knowledge;

/** Something was learned of the service that makes the plan under way wrong: plan again. */
public final class LearnedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LearnedException(String learned) {
    super(learned);
  }
}
