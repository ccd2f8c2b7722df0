package io.github.helpcrunchjdbc.search;

/** How the filters of one search combine: the API has one for the whole flat list. */
public enum Comparison {
  AND,
  OR
}
