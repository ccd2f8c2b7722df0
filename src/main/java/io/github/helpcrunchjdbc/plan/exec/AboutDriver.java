package io.github.helpcrunchjdbc.plan.exec;

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
      };

  /** Tables of the schema {@code helpcrunch_meta}. */
  List<DriverTable> tables();

  /** Forgets what was learned of the account's service, for all connections to it. */
  void forget();
}
