package io.github.helpcrunchjdbc.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import io.github.helpcrunchjdbc.read.request.ReadRequest;
import io.github.helpcrunchjdbc.read.request.RowOrder;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of customers who hold still, an ordered answer has the right values in the right places. */
@Timeout(300)
class TestReadOrder {
  private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
  private static final int SEEDS = Integer.getInteger("read.seeds", 40);
  private static final List<Quirk> QUIRKS =
      List.of(
          Quirk.NULLS_LOW,
          Quirk.NULLS_FIRST,
          Quirk.NULLS_LAST,
          Quirk.TIES_SHUFFLED,
          Quirk.TIES_SHUFFLED,
          Quirk.SORT_IGNORED,
          Quirk.DEFAULT_ORDER_RANDOM,
          Quirk.TOTAL_MISSING,
          Quirk.TOTAL_UNDER_META,
          Quirk.TOTAL_TOO_HIGH,
          Quirk.EMPTY_IS_NOT_FOUND,
          Quirk.FRACTIONS_SHOWN);

  private static Behaviour behaviour(Random random, long seed) {
    Behaviour behaviour = Behaviour.PLAIN.withSeed(seed);
    for (int i = random.nextInt(4); i > 0; i--) {
      behaviour = behaviour.with(QUIRKS.get(random.nextInt(QUIRKS.size())));
    }
    return behaviour;
  }

  /** Many share a time, and many have none. */
  private static List<DemoCustomer> customers(Random random, int values, double nulls) {
    int count = random.nextInt(700);
    List<DemoCustomer> customers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      customers.add(
          DemoCustomer.of(i + 1)
              .with(CustomerField.FIRST_SEEN, time(random, values, nulls))
              .with(CustomerField.LAST_SEEN, time(random, values, nulls)));
    }
    return customers;
  }

  private static @Nullable Instant time(Random random, int values, double nulls) {
    return random.nextDouble() < nulls ? null : NOW.minusSeconds(random.nextInt(values));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 20, 100, 1_000_000})
  void valuesStandWhereTheyShould(int values) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Random random = new Random(seed * 31 + values);
      List<DemoCustomer> customers = customers(random, values, random.nextInt(3) * 0.3);
      Behaviour behaviour = behaviour(random, seed);
      try (SimulatedAccount account =
          SimulatedAccount.builder().customers(customers).behaviour(behaviour).start()) {
        ReadFixture fixture = new ReadFixture(account);
        for (int i = 0; i < 6; i++) {
          ColumnDef column =
              random.nextBoolean() ? CustomerColumns.FIRST_SEEN : CustomerColumns.LAST_SEEN;
          RowOrder order = new RowOrder(column, random.nextBoolean(), random.nextInt(4) == 0);
          long offset = random.nextBoolean() ? 0 : random.nextInt(400);
          long limit = random.nextInt(3) == 0 ? ReadRequest.NO_LIMIT : random.nextInt(300);
          account.clear();
          List<@Nullable Object[]> rows =
              fixture.rows(ReadFixture.request(Search.ALL, order, offset, limit));
          String what =
              "seed %d %s %s offset %d limit %d of %d%n%s"
                  .formatted(
                      seed,
                      behaviour.quirks(),
                      order,
                      offset,
                      limit,
                      customers.size(),
                      fixture.pages());
          assertThat(rows.stream().map(row -> row[0]).toList()).as(what).doesNotHaveDuplicates();
          assertThat(values(rows, column))
              .as(what)
              .isEqualTo(expected(customers, order, offset, limit));
          assertThat(fixture.execution.warnings()).as(what).isEmpty();
        }
      }
    }
  }

  private static List<@Nullable Object> values(List<@Nullable Object[]> rows, ColumnDef column) {
    int index = column.equals(CustomerColumns.FIRST_SEEN) ? 1 : 2;
    List<@Nullable Object> values = new ArrayList<>();
    rows.forEach(row -> values.add(row[index]));
    return values;
  }

  private static List<@Nullable Object> expected(
      List<DemoCustomer> customers, RowOrder order, long offset, long limit) {
    CustomerField field =
        order.column().equals(CustomerColumns.FIRST_SEEN)
            ? CustomerField.FIRST_SEEN
            : CustomerField.LAST_SEEN;
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (DemoCustomer customer : customers) {
      Instant time = (Instant) customer.get(field);
      rows.add(new Object[] {time == null ? null : time.toEpochMilli()});
    }
    rows.sort(order.comparator(0));
    List<@Nullable Object> values = new ArrayList<>();
    rows.stream().skip(offset).limit(limit).forEach(row -> values.addAll(Arrays.asList(row)));
    return values;
  }
}
