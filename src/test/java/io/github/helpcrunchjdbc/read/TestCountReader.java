package io.github.helpcrunchjdbc.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.read.request.CountTerm;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TestCountReader {
  /** Once it is known what the service does with those who lack a value. */
  @Test
  void whatATermCostsIsWhatIsSent() {
    List<DemoCustomer> customers =
        LongStream.rangeClosed(1, 60)
            .mapToObj(
                id ->
                    DemoCustomer.of(id)
                        .with(CustomerField.COMPANY, id % 3 == 0 ? null : "Firm")
                        .with(CustomerField.COUNTRY_CODE, id % 4 == 0 ? null : "UA"))
            .toList();
    Search few = Search.ALL.and(new SearchFilter(CustomerColumns.ID, Operator.GT, 5L));
    try (SimulatedAccount account = SimulatedAccount.of(customers)) {
      CountReader reader = new CountReader(new ReadFixture(account).reader);
      reader.seeTags(Collections.nCopies(100, new Object[] {"[]"}), 0);
      for (CountTerm term :
          List.of(
              new CountTerm(Search.ALL, null, List.of()),
              new CountTerm(Search.ALL, null, List.of(CustomerColumns.TAGS_COLUMN)),
              new CountTerm(Search.ALL, null, List.of(CustomerColumns.COMPANY)),
              new CountTerm(
                  Search.ALL, null, List.of(CustomerColumns.COMPANY, CustomerColumns.TAGS_COLUMN)),
              new CountTerm(few, null, List.of(CustomerColumns.COMPANY)),
              new CountTerm(
                  few, null, List.of(CustomerColumns.COMPANY, CustomerColumns.COUNTRY_CODE)),
              new CountTerm(
                  few, null, List.of(CustomerColumns.COMPANY, CustomerColumns.TAGS_COLUMN)))) {
        reader.counting(Execution.unbounded(), all -> all.of(term));
        account.clear();
        Long count = reader.counting(Execution.unbounded(), all -> all.of(term));
        assertThat(count).isNotNull();
        assertThat(reader.cost(term)).as(term.toString()).isEqualTo(account.requests().size());
      }
    }
  }
}
