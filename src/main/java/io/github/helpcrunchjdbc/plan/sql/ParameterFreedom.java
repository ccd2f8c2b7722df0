package io.github.helpcrunchjdbc.plan.sql;

/** Which values of a parameter may have another type than the parameter's place. */
public enum ParameterFreedom {
  /** No values: every value is converted to the type of the place. */
  NONE,
  /** Numbers that the type of the place can't hold, such as 5.5 beside a BIGINT. */
  NUMBERS,
  /** All values: the place says nothing of the type, or accepts several types. */
  ANY
}
