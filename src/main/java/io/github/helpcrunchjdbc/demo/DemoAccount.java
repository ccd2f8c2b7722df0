package io.github.helpcrunchjdbc.demo;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The customers of the demo account: invented people, the same ones every day, as varied as real
 * ones are. Only their times move: they are relative to the start of the current day in UTC, so
 * that there are always some who were here last week.
 */
public final class DemoAccount {
  /** How many customers the account has unless said otherwise. */
  public static final int SIZE = 4_000;

  private DemoAccount() {}

  /** The whole account, ascending by id. */
  public static List<DemoCustomer> customers(Instant now) {
    return customers(now, SIZE);
  }

  /**
   * An account of another size, ascending by id.
   *
   * @param now any time of the day that their times are relative to
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
