package io.github.helpcrunchjdbc.plan.exec.scan;

import io.github.helpcrunchjdbc.execution.Execution;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What statements can ask of the driver itself. Thread-safe. */
public interface AboutDriver {
  /** Returns the tables of the schema {@code helpcrunch_meta}. */
  List<DriverTable> tables();

  /**
   * Checks the account's service with at most ten requests.
   *
   * @return lines of a report without personal data: a check, its verdict, the detail, and a
   *     connection property or null
   */
  List<List<@Nullable Object>> diagnose(Execution execution);

  /** Forgets what was learned of the account's service, for all connections to the account. */
  void forget();

  /**
   * Reads the newest customers again, with one request. Connections that are opened later have
   * columns for the attributes of these customers; open connections keep their columns.
   *
   * @return how many customers were read
   */
  int refreshCustomFields(Execution execution);
}
