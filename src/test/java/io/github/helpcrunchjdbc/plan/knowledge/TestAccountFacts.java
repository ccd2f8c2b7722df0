package io.github.helpcrunchjdbc.plan.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.plan.pushdown.StringMatching;
import io.github.helpcrunchjdbc.read.request.AccountSample;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TestAccountFacts {
  private static final ColumnDef NAME =
      CustomerColumns.all().stream().filter(one -> one.name().equals("name")).findAny().get();

  private final AccountFacts facts = new AccountFacts();

  @Test
  void whatIsForgottenLeavesNothing() {
    facts.take(new AccountSample(List.of(CustomerColumns.ID), List.of(), 0, 0));
    facts.savings(Set.of(NAME), 500);
    facts.forget();
    assertThat(facts.savings(Set.of(NAME), 1)).isEqualTo(1);
    assertThat(facts.sample()).isNull();
  }

  @Test
  void whatIsLearnedSavesNoMore() {
    facts.savings(Set.of(NAME), 500);
    facts.learn(NAME, StringMatching.DOUBTFUL);
    assertThat(facts.savings(Set.of(NAME), 1)).isEqualTo(1);
  }
}
