package io.github.helpcrunchjdbc.bench;

import io.github.helpcrunchjdbc.demo.DemoAccount;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.testing.H2Judge;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import java.sql.Connection;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Requests sent for each kind of query, beside the fewest that can be. */
final class RequestsPart implements Part {
  private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
  private static final int CUSTOMERS = 2_000;

  @Override
  public String name() {
    return "requests";
  }

  @Override
  public String run() throws Exception {
    List<DemoCustomer> customers = DemoAccount.customers(NOW, CUSTOMERS);
    Map<Map<String, String>, Connection> connections = new HashMap<>();
    MarkdownTable table =
        new MarkdownTable("Query", "Sent", "Least", "Ratio", "Why not fewer", "Why not the least");
    int least = 0;
    List<Shape> shapes = Shapes.all();
    try (SimulatedAccount account = SimulatedAccount.of(customers);
        H2Judge judge = H2Judge.over(customers)) {
      Census census = new Census(judge);
      for (Shape shape : shapes) {
        Connection connection = connections.get(shape.properties());
        if (connection == null) {
          connection = Driver.connect(account.baseUrl(), account.apiKey(), shape.properties());
          connections.put(shape.properties(), connection);
        }
        account.clear();
        Driver.read(connection, shape.sql(), shape.parameters());
        long sent = account.requests().size();
        long possible = shape.least().requests(census);
        if (sent == possible) {
          least++;
        }
        table.row(
            code(shape),
            Long.toString(sent),
            Long.toString(possible),
            possible == 0 ? (sent == 0 ? "1.00" : "∞") : Figures.ratio((double) sent / possible),
            shape.because(),
            shape.more());
      }
      for (Connection connection : connections.values()) {
        connection.close();
      }
    }
    return shapes.size() + " kinds of queries, " + least + " at the least possible.\n\n" + table;
  }

  private static String code(Shape shape) {
    String values = shape.parameters().isEmpty() ? "" : " with " + shape.parameters();
    String properties = shape.properties().isEmpty() ? "" : " and " + shape.properties();
    return "`" + shape.sql() + "`" + values + properties;
  }
}
