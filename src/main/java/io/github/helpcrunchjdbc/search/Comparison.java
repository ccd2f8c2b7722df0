package io.github.helpcrunchjdbc.search;

/** How the filters of one search combine. The API has one comparison for the whole flat list. */
public enum Comparison {
  AND,
  OR
}
