package io.github.helpcrunchjdbc.plan.exec;

import io.github.helpcrunchjdbc.execution.Execution;
import java.util.List;

/** What statements can ask the driver about itself, and have it do. Thread-safe. */
public interface AboutDriver {
  /** Nothing at all. */
  AboutDriver NOTHING =
      new AboutDriver() {
        @Override
        public List<DriverTable> tables() {
          return List.of();
        }

        @Override
        public void forget() {
          // Nothing is remembered.
        }

        @Override
        public int refreshCustomFields(Execution execution) {
          return 0;
        }
      };

  /** Tables of the schema {@code helpcrunch_meta}. */
  List<DriverTable> tables();

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
