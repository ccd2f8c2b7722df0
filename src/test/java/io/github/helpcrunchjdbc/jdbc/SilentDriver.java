package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.exec.scan.AboutDriver;
import io.github.helpcrunchjdbc.plan.exec.scan.DriverTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells nothing about itself. */
final class SilentDriver implements AboutDriver {
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

  @Override
  public List<List<@Nullable Object>> diagnose(Execution execution) {
    return List.of();
  }
}
