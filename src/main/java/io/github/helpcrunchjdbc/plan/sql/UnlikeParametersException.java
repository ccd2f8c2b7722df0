package io.github.helpcrunchjdbc.plan.sql;

/** Parameters that must be alike have values whose types are not. */
final class UnlikeParametersException extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
