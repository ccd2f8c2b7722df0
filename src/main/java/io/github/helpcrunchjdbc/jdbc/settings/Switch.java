package io.github.helpcrunchjdbc.jdbc.settings;

/** The two values of a property that turns something on or off. */
enum Switch {
  TRUE,
  FALSE
}
