package io.github.helpcrunchjdbc.bench;

import io.github.helpcrunchjdbc.demo.DemoAccount;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How many requests queries take in accounts of several sizes, each the first that is asked. */
final class GrowthPart implements Part {
  private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
  private static final int[] SIZES = {2_000, 20_000, 200_000};
  private static final int PAGE = 100;

  @Override
  public String name() {
    return "growth";
  }

  @Override
  public String page() {
    return "growth.md";
  }

  @Override
  public String run() throws Exception {
    List<GrowthShape> shapes = GrowthShapes.all();
    long[][] requests = new long[shapes.size()][SIZES.length];
    int accounts = 0;
    for (int size = 0; size < SIZES.length; size++) {
      List<DemoCustomer> customers = DemoAccount.customers(NOW, SIZES[size]);
      for (int i = 0; i < shapes.size(); i++) {
        boolean isKnown = shapes.get(i).readsAll() && size > 0;
        requests[i][size] =
            isKnown
                ? SIZES[size] / PAGE
                : requests(shapes.get(i), customers, "growth-" + accounts++);
      }
    }
    MarkdownTable table =
        new MarkdownTable("Query", "of 2,000", "of 20,000", "of 200,000", "20,000 before", "Least");
    long[] sums = new long[SIZES.length];
    long before = 0;
    for (int i = 0; i < shapes.size(); i++) {
      List<String> cells = new ArrayList<>();
      cells.add("`" + shapes.get(i).sql() + "`");
      for (int size = 0; size < SIZES.length; size++) {
        cells.add(Long.toString(requests[i][size]));
        sums[size] += shapes.get(i).readsAll() ? 0 : requests[i][size];
      }
      cells.add(Integer.toString(shapes.get(i).before()));
      before += shapes.get(i).readsAll() ? 0 : shapes.get(i).before();
      cells.add(shapes.get(i).least());
      table.row(cells.toArray(String[]::new));
    }
    return shapes.size()
        + " kinds of queries. Those that need not read all customers take "
        + sums[0]
        + ", "
        + sums[1]
        + " and "
        + sums[2]
        + " requests together; of 20,000 customers they took "
        + before
        + " before ranges, totals and offsets answered any.\n\n"
        + table;
  }

  private static long requests(GrowthShape shape, List<DemoCustomer> customers, String key)
      throws Exception {
    try (SimulatedAccount account =
            SimulatedAccount.builder().customers(customers).apiKey(key).start();
        Connection connection = Driver.connect(account.baseUrl(), key, Map.of())) {
      Driver.read(connection, shape.sql());
      return account.requests().size();
    }
  }
}
