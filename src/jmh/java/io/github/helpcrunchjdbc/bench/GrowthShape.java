package io.github.helpcrunchjdbc.bench;

/**
 * A kind of query whose requests are counted in accounts of several sizes.
 *
 * @param least the fewest requests that any client could do with, and why
 * @param readsAll whether all customers are read, so that the number of pages is known
 */
record GrowthShape(String sql, String least, boolean readsAll) {
  static GrowthShape of(String select, String least) {
    return new GrowthShape("SELECT " + select, least, false);
  }

  static GrowthShape reading(String select, String why) {
    return new GrowthShape("SELECT " + select, "all pages: " + why, true);
  }
}
