package io.github.helpcrunchjdbc.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.CustomerStore;
import io.github.helpcrunchjdbc.demo.DemoAccount;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestChurn {
  private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
  private static final List<DemoCustomer> CUSTOMERS = DemoAccount.customers(NOW, 100);

  private static CustomerStore churned(Churn churn) {
    CustomerStore store = new CustomerStore(CUSTOMERS);
    for (int i = 0; i < 20; i++) {
      churn.accept(store);
    }
    return store;
  }

  @Test
  void insertsBehindTheGreatestId() {
    CustomerStore store = churned(new Churn(1, NOW, 2, 0, 0));
    List<DemoCustomer> all = store.all();
    assertThat(all.subList(0, 100)).isEqualTo(CUSTOMERS);
    assertThat(all.size()).isGreaterThan(100);
    assertThat(all.get(100).get(CustomerField.LAST_SEEN)).isEqualTo(NOW.plusSeconds(1));
  }

  @Test
  void deletes() {
    CustomerStore store = churned(new Churn(1, NOW, 0, 2, 0));
    assertThat(store.all().size()).isLessThan(100);
    assertThat(CUSTOMERS).containsAll(store.all());
  }

  @Test
  void touches() {
    CustomerStore store = churned(new Churn(1, NOW, 0, 0, 2));
    assertThat(store.all()).hasSize(100).isNotEqualTo(CUSTOMERS);
  }

  @Test
  void leavesTheOthersAlone() {
    Churn churn = new Churn(1, NOW, 2, 2, 2);
    CustomerStore store = churned(churn);
    List<DemoCustomer> settled =
        CUSTOMERS.stream().filter(c -> !churn.changedIds().contains(c.id())).toList();
    assertThat(settled).isNotEmpty();
    assertThat(store.all()).containsAll(settled);
  }

  @Test
  void sameSeedSameChurn() {
    Churn first = new Churn(9, NOW, 2, 2, 2);
    Churn second = new Churn(9, NOW, 2, 2, 2);
    assertThat(churned(first).all().size()).isEqualTo(churned(second).all().size());
    assertThat(first.changedIds()).isEqualTo(second.changedIds());
  }
}
