package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code !=} does with customers without a text, learned while somebody goes. */
class TestTextPresence {
  private static final String CITIES = "SELECT COUNT(city) FROM customers";
  private static final long GOES = 3;

  /** Every seventh of 2,100 has no city, nobody of the first page. */
  private static DemoCustomer customer(long id) {
    return DemoCustomer.of(id).with(CustomerField.CITY, id % 7 == 0 && id > 200 ? null : "Kyiv");
  }

  /** Where it finds them: one customer fewer than before is not one without a city. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void isNotLearnedFromWhoeverGoes(int request) throws Exception {
    List<DemoCustomer> customers =
        LongStream.rangeClosed(1, 2_100).mapToObj(TestTextPresence::customer).toList();
    long before = customers.stream().filter(one -> one.get(CustomerField.CITY) != null).count();
    try (AskedAccount account =
        AskedAccount.changedAt(
            request,
            store -> store.delete(GOES),
            customers,
            Behaviour.of(Quirk.NEGATIVES_KEEP_NULLS))) {
      assertThat(account.ask(CITIES).rows().get(0).get(0)).isIn(before, before - 1);
      account.ask(CITIES);
      assertThat(account.ask(CITIES).rows().get(0).get(0)).isEqualTo(before - 1);
    }
  }
}
