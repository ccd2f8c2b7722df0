package io.github.helpcrunchjdbc.plan.exec.scan;

import io.github.helpcrunchjdbc.plan.exec.operator.PassedRows;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the rows of the first complete iteration, so that a loop of another Calcite does not read
 * them again for each row of its other side. Too many rows are not kept. Belongs to one execution.
 * Not thread-safe.
 */
final class RepeatableRows<T> extends AbstractEnumerable<T> {
  /** So many rows take some ten megabytes. */
  private static final int MOST = 20_000;

  private final Enumerable<T> source;
  private @Nullable List<T> kept;

  RepeatableRows(Enumerable<T> source) {
    this.source = source;
  }

  @Override
  public Enumerator<T> enumerator() {
    return kept == null ? new Keeping(source.enumerator()) : Linq4j.enumerator(kept);
  }

  /** Iterates over the rows and keeps them. */
  private final class Keeping extends PassedRows<T> {
    private final List<T> seen = new ArrayList<>();
    private boolean many;

    Keeping(Enumerator<T> rows) {
      super(rows);
    }

    @Override
    public boolean moveNext() {
      if (!super.moveNext()) {
        kept = many ? null : seen;
        return false;
      }
      if (!many) {
        seen.add(current());
        many = seen.size() > MOST;
        if (many) {
          seen.clear();
        }
      }
      return true;
    }
  }
}
