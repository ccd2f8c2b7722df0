package io.github.helpcrunchjdbc.plan.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Samples are taken once a minute, and kept no longer. */
class TestProbeSamples {
  private final AtomicLong nanos = new AtomicLong();
  private final ProbeSamples samples = new ProbeSamples(nanos::get);
  private final ColumnDef name =
      CustomerColumns.all().stream().filter(one -> one.name().equals("name")).findAny().get();

  private void take(String... names) {
    samples.take(
        List.of(CustomerColumns.ID, name),
        List.of(names).stream().map(one -> new @Nullable Object[] {1L, one}).toList());
  }

  private String value() {
    return samples.of(name).sample().value();
  }

  @Test
  void aFreshPairIsKept() {
    take("Hannah", "Robinson");
    assertThat(samples.isWanted(name)).isFalse();
    String first = value();
    nanos.addAndGet(Duration.ofSeconds(59).toNanos());
    take("Schneider", "Lewandowski");
    assertThat(value()).isEqualTo(first);
    nanos.addAndGet(Duration.ofSeconds(2).toNanos());
    assertThat(samples.of(name)).isNull();
    take("Schneider", "Lewandowski");
    assertThat(value()).isNotEqualTo(first);
  }

  @Test
  void aPairWithoutACompanionIsReplaced() {
    take("Hannah");
    assertThat(samples.isWanted(name)).isTrue();
    take("Schneider", "Lewandowski");
    assertThat(samples.isWanted(name)).isFalse();
    assertThat(value()).isNotEqualTo("Hannah");
    samples.clear();
    assertThat(samples.of(name)).isNull();
  }

  /** Rows without a fit value tell nothing better. */
  @Test
  void aSampleIsKeptUntilThereIsABetterOne() {
    take("Hannah");
    take("+48 1");
    take();
    take("Lewandowski");
    assertThat(value()).isEqualTo("Hannah");
    assertThat(samples.isWanted(name)).isTrue();
  }
}
