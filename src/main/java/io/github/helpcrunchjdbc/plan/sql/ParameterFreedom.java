package io.github.helpcrunchjdbc.plan.sql;

/** Which values of a parameter may be of another type than its place has. */
public enum ParameterFreedom {
  /** None: every value is converted. */
  NONE,
  /** A number that the place's type can't hold, such as 5.5 beside a BIGINT. */
  NUMBERS,
  /** Every value: the place says nothing of the type, or takes several. */
  ANY
}
