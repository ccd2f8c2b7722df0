package io.github.helpcrunchjdbc.demo;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The customers of the demo account: invented people, the same ones every day, as varied as real
 * ones. Only their times move: they are relative to the start of the current day in UTC, so that
 * some customers always were seen last week.
 */
public final class DemoAccount {
  /** How many customers the account has by default. */
  public static final int SIZE = 4_000;

  private DemoAccount() {}

  /** Returns the whole account, ascending by id. */
  public static List<DemoCustomer> customers(Instant now) {
    return customers(now, SIZE);
  }

  /**
   * Returns an account of another size, ascending by id.
   *
   * @param now any time of the day that the customers' times are relative to
   */
  public static List<DemoCustomer> customers(Instant now, int count) {
    CustomerMaker maker = new CustomerMaker(now.truncatedTo(ChronoUnit.DAYS), count);
    List<DemoCustomer> customers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      customers.add(maker.next());
    }
    return customers;
  }
}
