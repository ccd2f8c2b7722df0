package io.github.helpcrunchjdbc.bench;

import java.util.List;
import java.util.Map;

/**
 * A kind of query, and the fewest requests that can answer it.
 *
 * @param properties of the connection it is asked on
 * @param least the fewest requests that any client could do with, knowing what the service offers
 * @param because why fewer can't be
 * @param more why the driver sends more all the same; empty if it does not
 */
record Shape(
    String sql,
    List<Object> parameters,
    Map<String, String> properties,
    Least least,
    String because,
    String more) {

  /** Reckoned from the account's customers, by an engine that knows nothing of the driver. */
  interface Least {
    long requests(Census census) throws Exception;
  }

  static Shape of(String sql, Least least, String because) {
    return new Shape(sql, List.of(), Map.of(), least, because, "");
  }

  Shape with(Object... values) {
    return new Shape(sql, List.of(values), properties, least, because, more);
  }

  Shape on(Map<String, String> connectionProperties) {
    return new Shape(sql, parameters, connectionProperties, least, because, more);
  }

  Shape butMore(String reason) {
    return new Shape(sql, parameters, properties, least, because, reason);
  }
}
