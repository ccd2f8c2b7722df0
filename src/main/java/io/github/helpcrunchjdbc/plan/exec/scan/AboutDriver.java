package io.github.helpcrunchjdbc.plan.exec.scan;

import io.github.helpcrunchjdbc.execution.Execution;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What statements can ask the driver about itself, and have it do. Thread-safe. */
public interface AboutDriver {
  /** Tables of the schema {@code helpcrunch_meta}. */
  List<DriverTable> tables();

  /**
   * Checks the account's service by at most ten requests.
   *
   * @return lines of a report without personal data: a check, its verdict, the detail, and a
   *     connection property or null
   */
  List<List<@Nullable Object>> diagnose(Execution execution);

  /** Forgets what was learned of the account's service, for all connections to it. */
  void forget();

  /**
   * Looks at the newest customers again, by one request. Connections that are opened from then on
   * have columns for the attributes that these show; those that are open keep theirs.
   *
   * @return how many customers were looked at
   */
  int refreshCustomFields(Execution execution);
}
