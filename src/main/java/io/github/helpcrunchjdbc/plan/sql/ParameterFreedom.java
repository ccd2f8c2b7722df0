package io.github.helpcrunchjdbc.plan.sql;

/** Which values of a parameter may have another type than the parameter's place. */
public enum ParameterFreedom {
  /** No values: every value is converted to the type of the place. */
  NONE,
  /** Values that the type of the place can't hold: 5.5 beside a BIGINT, a time beside a DATE. */
  TOO_LARGE,
  /** All values: the place says nothing of the type, or accepts several types. */
  ANY
}
