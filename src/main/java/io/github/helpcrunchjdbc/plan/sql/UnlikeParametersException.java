package io.github.helpcrunchjdbc.plan.sql;

/** Says that parameters that must have one type have values of different types. */
final class UnlikeParametersException extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
