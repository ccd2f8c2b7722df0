package io.github.helpcrunchjdbc.read.paging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.read.ReadFixture;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TestRangeParts {
  /** Of 100 customers the lower ids have 40: the rest is 60, however often those are read. */
  @Test
  void aPartThatIsReadAgainLeavesTheOthersNumber() {
    try (SimulatedAccount account = SimulatedAccount.of(List.of(DemoCustomer.of(1)))) {
      RangeCuts cuts = new RangeCuts(new ReadFixture(account).reading(), new long[0], 1_000);
      RangeParts parts = new RangeParts(Search.ALL, 100);
      parts.split(parts.pop(), new RangeCuts.Cut(50, false, Set.of()));
      RangePart lower = parts.pop();
      parts.learn(lower, 40, cuts);
      parts.push(lower.withTotal(Page.UNKNOWN_TOTAL));
      parts.learn(parts.pop(), 40, cuts);
      assertThat(parts.pop().total()).isEqualTo(60);
    }
  }
}
