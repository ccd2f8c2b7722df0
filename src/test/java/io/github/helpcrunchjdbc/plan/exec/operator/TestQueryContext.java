package io.github.helpcrunchjdbc.plan.exec.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.execution.MemoryBudget;
import io.github.helpcrunchjdbc.execution.RequestBudget;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.junit.jupiter.api.Test;

class TestQueryContext {
  private static QueryContext context(long bytes) {
    return new QueryContext(
        new JavaTypeFactoryImpl(),
        Map.of(),
        List.of(),
        new Execution(
            1, 0, 0, 0, RequestBudget.Bound.NONE, MemoryBudget.of(bytes), System::nanoTime),
        Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
  }

  @Test
  void allIsDoneAtTheEndThoughSomeOfItFails() {
    QueryContext context = context(1000);
    List<String> done = new ArrayList<>();
    QueryContext.atEnd(context, () -> fail("one"));
    QueryContext.atEnd(context, () -> fail("two"));
    QueryContext.atEnd(context, () -> done.add("three"));
    RuntimeException failure =
        catchThrowableOfType(IllegalStateException.class, () -> context.end());
    assertThat(failure).hasMessage("one");
    assertThat(failure.getSuppressed()).singleElement().asString().contains("two");
    assertThat(done).containsExactly("three");
    context.end();
  }

  private static void fail(String message) {
    throw new IllegalStateException(message);
  }

  /** As the inner side of a loop is, once for each row of the other. */
  @Test
  void groupsCountEachTimeThatTheyAreGoneOver() {
    Object[][] rows = {{"a".repeat(200)}, {"b".repeat(200)}};
    Enumerable<Object[]> two =
        KeptRows.groups(context(1500), Linq4j.asEnumerable(rows), new int[] {0}, 1);
    assertThat(two.count()).isEqualTo(2);
    assertThat(two.count()).isEqualTo(2);
    QueryContext context = context(1500);
    Enumerable<Object[]> groups =
        KeptRows.groups(context, Linq4j.asEnumerable(rows), new int[] {0}, 1);
    groups.count();
    try (Enumerator<Object[]> again = groups.enumerator()) {
      again.moveNext();
      again.moveNext();
      assertThatThrownBy(() -> QueryContext.execution(context).memory().keep(1200))
          .isInstanceOf(HelpCrunchException.class);
    }
  }
}
