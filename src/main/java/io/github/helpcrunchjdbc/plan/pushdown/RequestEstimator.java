package io.github.helpcrunchjdbc.plan.pushdown;

import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Comparison;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.Search;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Estimates how many rows a search finds and how many requests it takes to read them: from totals
 * that were seen, and from assumptions where none was. An estimate decides speed, never an answer.
 * Thread-safe.
 */
public final class RequestEstimator {
  /** How many customers an account is taken to have while nothing is known of it. */
  public static final long ASSUMED_CUSTOMERS = 20_000;

  /** Sums of estimates that should be whole are not. */
  private static final double ROUNDING = 1e-6;

  /** The share of the rows that a predicate of the driver is assumed to let through. */
  private static final double RESIDUAL_SHARE = 0.5;

  private static final List<ColumnDef> SHARED =
      List.of(CustomerColumns.COUNTRY_CODE, CustomerColumns.REGION_CODE, CustomerColumns.CITY);

  private final SeenTotals totals;
  private final int pageSize;
  private final WallClock clock;
  private final long fewestCustomers;

  /** How sure an estimate is. */
  public enum Sureness {
    /** The totals of all searches were seen, if some time ago. */
    SEEN,
    /** The number of customers was seen, the share that a predicate lets through is assumed. */
    SHARE_ASSUMED,
    /** Nothing was seen. */
    ASSUMED;

    Sureness or(Sureness other) {
      return compareTo(other) >= 0 ? this : other;
    }
  }

  /**
   * What reading is taken to cost.
   *
   * @param requests pages to be read, at least one for each search
   * @param rows rows that the pages hold
   */
  public record Estimate(long requests, double rows, Sureness sureness) {
    static final Estimate NOTHING = new Estimate(0, 0, Sureness.SEEN);

    Estimate plus(Estimate other) {
      return new Estimate(
          requests + other.requests, rows + other.rows, sureness.or(other.sureness));
    }
  }

  /**
   * Creates an estimator.
   *
   * @param pageSize rows a request
   * @param clock on whose face the times of predicates are
   */
  public RequestEstimator(SeenTotals totals, int pageSize, WallClock clock) {
    this(totals, pageSize, clock, 0);
  }

  private RequestEstimator(SeenTotals totals, int pageSize, WallClock clock, long fewestCustomers) {
    this.totals = totals;
    this.pageSize = pageSize;
    this.clock = clock;
    this.fewestCustomers = fewestCustomers;
  }

  /**
   * An estimator for choices of a plan, which takes no account for a small one: what is good for a
   * large account wastes a few requests in a small one, the contrary wastes hundreds, and a plan
   * outlives the figures it was made with.
   */
  public RequestEstimator cautious() {
    return new RequestEstimator(totals, pageSize, clock, ASSUMED_CUSTOMERS);
  }

  /** How many customers the account has: as seen, else as assumed. */
  public long customers() {
    long seen = totals.customers();
    return seen == Page.UNKNOWN_TOTAL ? ASSUMED_CUSTOMERS : Math.max(seen, fewestCustomers);
  }

  /** Rows a request. */
  public int pageSize() {
    return pageSize;
  }

  /** Requests that so many rows take, at least one. */
  public long pages(double rows) {
    return (long) Math.max(1, Math.ceil(rows / pageSize - ROUNDING));
  }

  /** What reading all searches of a cover costs. */
  public Estimate of(Cover cover) {
    return cover.branches().stream().map(this::of).reduce(Estimate.NOTHING, Estimate::plus);
  }

  /** What reading one search costs. */
  public Estimate of(Branch branch) {
    long seen = fewestCustomers == 0 ? seen(branch) : Page.UNKNOWN_TOTAL;
    if (seen != Page.UNKNOWN_TOTAL) {
      return new Estimate(pages((double) seen), (double) seen, Sureness.SEEN);
    }
    double rows = share(branch) * customers();
    boolean isSized = totals.customers() != Page.UNKNOWN_TOTAL;
    return new Estimate(pages(rows), rows, isSized ? Sureness.SHARE_ASSUMED : Sureness.ASSUMED);
  }

  /** How many rows an answer has once the driver has checked what the searches find. */
  public double answerRows(Cover cover) {
    double found = of(cover).rows() * Math.pow(RESIDUAL_SHARE, cover.residual().size());
    for (Branch branch : cover.branches()) {
      found = Math.min(found, (double) customers() * Math.max(1, branch.leaves().size()));
    }
    return Math.max(1, Math.min(found, (double) customers()));
  }

  /** The share of all customers, 0 to 1, that a search finds. */
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

  /** The share of all customers, 0 to 1, that a predicate lets through. */
  public double share(Leaf leaf) {
    long customers = totals.customers();
    long seen =
        customers > 0 && fewestCustomers == 0
            ? seen(new Branch(Comparison.AND, List.of(leaf), List.of()))
            : Page.UNKNOWN_TOTAL;
    return seen == Page.UNKNOWN_TOTAL ? assumedShare(leaf) : Math.min(1, (double) seen / customers);
  }

  private double assumedShare(Leaf leaf) {
    return switch (leaf.operator()) {
      case EQ ->
          switch (leaf.encoding()) {
            case INTEGER, DATE -> 1.0 / (double) Math.max(1, customers());
            case TAG -> 0.1;
            default -> isShared(leaf.column()) ? 0.05 : 0.005;
          };
      case NE, NOT_CONTAINS -> 0.9;
      case LT, GT, LE, GE -> 0.3;
      case CONTAINS -> 0.05;
    };
  }

  /** Whether many customers are taken to have the same value in a column. */
  public static boolean isShared(ColumnDef column) {
    return SHARED.contains(column);
  }

  /** The total of a search as last seen, {@link Page#UNKNOWN_TOTAL} if it is not. */
  private long seen(Branch branch) {
    List<@Nullable Object> values = new ArrayList<>();
    for (Leaf leaf : branch.leaves()) {
      Object value = literal(leaf.operand());
      if (value == null) {
        return Page.UNKNOWN_TOTAL;
      }
      values.add(value);
    }
    Search search = BranchBinder.bind(branch, values, clock);
    return search == null ? 0 : totals.of(search);
  }

  /** The value of a literal as filters take it, null if it is known only at execution. */
  private static @Nullable Object literal(RexNode node) {
    if (!(node instanceof RexLiteral literal) || literal.isNull()) {
      return null;
    }
    if (SqlTypeUtil.isCharacter(literal.getType())) {
      return literal.getValueAs(String.class);
    }
    return SqlTypeUtil.isTimestamp(literal.getType())
        ? (Object) literal.getValueAs(Long.class)
        : SqlTypeUtil.isExactNumeric(literal.getType())
            ? literal.getValueAs(BigDecimal.class)
            : null;
  }
}
