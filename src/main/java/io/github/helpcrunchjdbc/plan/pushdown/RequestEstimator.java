package io.github.helpcrunchjdbc.plan.pushdown;

import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Estimates how many rows a search finds and how many requests it takes to read them, from the
 * known number of customers and from assumptions. An estimate decides about speed, never about an
 * answer. Thread-safe.
 */
public final class RequestEstimator {
  /** The number of customers that an account is assumed to have while its number is unknown. */
  public static final long ASSUMED_CUSTOMERS = 20_000;

  /** Allows for rounding: sums of estimates that should be whole may not be. */
  private static final double ROUNDING = 1e-6;

  /** The share of the rows that is assumed to satisfy a predicate of the driver. */
  private static final double RESIDUAL_SHARE = 0.5;

  private static final List<ColumnDef> SHARED =
      List.of(CustomerColumns.COUNTRY_CODE, CustomerColumns.REGION_CODE, CustomerColumns.CITY);

  private final LongSupplier seenCustomers;
  private final int pageSize;

  /**
   * The estimated cost of a reading.
   *
   * @param requests how many pages are read, at least one for each search
   * @param rows how many rows the pages hold
   */
  public record Estimate(long requests, double rows) {
    Estimate plus(Estimate other) {
      return new Estimate(requests + other.requests, rows + other.rows);
    }
  }

  /**
   * Creates an estimator.
   *
   * @param seenCustomers the number of customers when last seen, {@link Page#UNKNOWN_TOTAL} if it
   *     was never seen
   * @param pageSize rows a request
   */
  public RequestEstimator(LongSupplier seenCustomers, int pageSize) {
    this.seenCustomers = seenCustomers;
    this.pageSize = pageSize;
  }

  /** Returns the number of customers of the account: as last seen, else as assumed. */
  public long customers() {
    long seen = seenCustomers.getAsLong();
    return seen == Page.UNKNOWN_TOTAL ? ASSUMED_CUSTOMERS : seen;
  }

  /**
   * Returns the number of customers for the choice of a plan, never a small one. A plan for a large
   * account wastes a few requests in a small one; a plan for a small account wastes hundreds in a
   * large one. And a plan outlives the numbers that it was made with.
   */
  private long plannedCustomers() {
    return Math.max(customers(), ASSUMED_CUSTOMERS);
  }

  /** Returns how many rows a request asks for. */
  public int pageSize() {
    return pageSize;
  }

  /** Returns how many requests this many rows take, at least one. */
  public long pages(double rows) {
    return (long) Math.max(1, Math.ceil(rows / pageSize - ROUNDING));
  }

  /** Estimates the cost of reading all searches of a cover. */
  public Estimate of(Cover cover) {
    return cover.branches().stream().map(this::of).reduce(new Estimate(0, 0), Estimate::plus);
  }

  /** Estimates the cost of reading one search. */
  public Estimate of(Branch branch) {
    double rows = share(branch) * plannedCustomers();
    return new Estimate(pages(rows), rows);
  }

  /** Estimates how many rows an answer has once the driver has checked the rows of the searches. */
  public double answerRows(Cover cover) {
    double found = of(cover).rows() * Math.pow(RESIDUAL_SHARE, cover.residual().size());
    for (Branch branch : cover.branches()) {
      found = Math.min(found, (double) plannedCustomers() * Math.max(1, branch.leaves().size()));
    }
    return Math.max(1, Math.min(found, (double) plannedCustomers()));
  }

  /** Estimates the share of all customers, 0 to 1, that a search finds. */
  double share(Branch branch) {
    double all = 1;
    double any = 0;
    for (Leaf leaf : branch.leaves()) {
      double share = share(leaf);
      all *= share;
      any += share;
    }
    return switch (branch.comparison()) {
      case AND -> all;
      case OR -> Math.min(1, any);
    };
  }

  /** Estimates the share of all customers, 0 to 1, that a predicate lets through. */
  public double share(Leaf leaf) {
    return switch (leaf.operator()) {
      case EQ ->
          switch (leaf.encoding()) {
            case INTEGER, DATE -> 1.0 / (double) Math.max(1, plannedCustomers());
            case TAG -> 0.1;
            default -> isShared(leaf.column()) ? 0.05 : 0.005;
          };
      case NE, NOT_CONTAINS -> 0.9;
      case LT, GT, LE, GE -> 0.3;
      case CONTAINS -> 0.05;
    };
  }

  /** Whether many customers are assumed to share a value of a column. */
  public static boolean isShared(ColumnDef column) {
    return SHARED.contains(column);
  }
}
