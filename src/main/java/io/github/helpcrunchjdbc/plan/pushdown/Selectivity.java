package io.github.helpcrunchjdbc.plan.pushdown;

import io.github.helpcrunchjdbc.search.Column;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import java.util.List;

/** Guesses which part of all customers a search finds. Decides speed, never the answer. */
public final class Selectivity {
  /** How many customers an account is taken to have while nothing is known of it. */
  public static final double CUSTOMERS = 20_000;

  /** Sums of guesses that should be whole are not. */
  private static final double ROUNDING = 1e-6;

  private static final List<Column> SHARED =
      List.of(CustomerColumns.COUNTRY_CODE, CustomerColumns.REGION_CODE, CustomerColumns.CITY);

  private Selectivity() {}

  /** Whether many customers have the same value in a column. */
  public static boolean isShared(Column column) {
    return SHARED.contains(column);
  }

  /** The part of all customers, 0 to 1, that a branch finds. */
  public static double of(Branch branch) {
    double all = 1;
    double any = 0;
    for (Leaf leaf : branch.leaves()) {
      all *= of(leaf);
      any += of(leaf);
    }
    return switch (branch.comparison()) {
      case AND -> all;
      case OR -> Math.min(1, any);
    };
  }

  static double of(Leaf leaf) {
    return switch (leaf.operator()) {
      case EQ ->
          switch (leaf.encoding()) {
            case INTEGER, DATE -> 1 / CUSTOMERS;
            case TAG -> 0.1;
            default -> isShared(leaf.column()) ? 0.05 : 0.005;
          };
      case NE, NOT_CONTAINS -> 0.9;
      case LT, GT, LE, GE -> 0.3;
      case CONTAINS -> 0.05;
    };
  }

  /** Requests of 100 rows that a branch is taken to need. */
  public static double requests(Branch branch) {
    return Math.max(1, Math.ceil(of(branch) * CUSTOMERS / 100 - ROUNDING));
  }
}
