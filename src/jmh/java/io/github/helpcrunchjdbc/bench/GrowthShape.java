package io.github.helpcrunchjdbc.bench;

/**
 * A kind of query whose requests are counted in accounts of several sizes.
 *
 * @param before what it took in an account of 20,000 before ranges, totals and offsets answered
 *     any: measured with the driver as of 2026-11-22
 * @param least the fewest requests that any client could do with, and why
 * @param readsAll whether all customers are read, so that the number of pages is known
 */
record GrowthShape(int before, String sql, String least, boolean readsAll) {
  static GrowthShape of(int before, String select, String least) {
    return new GrowthShape(before, "SELECT " + select, least, false);
  }

  static GrowthShape reading(int before, String select, String why) {
    return new GrowthShape(before, "SELECT " + select, "all pages: " + why, true);
  }
}
