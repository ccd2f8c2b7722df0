package io.github.helpcrunchjdbc.jdbc.settings;

/** The values of a property that is on or off. */
enum Switch {
  TRUE,
  FALSE
}
