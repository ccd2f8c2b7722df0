package io.github.helpcrunchjdbc.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A search of a bill is told in parts that are set apart alike, however many there are. */
@Tag("everywhere")
class TestBillNotes {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | 1 | true | true | 1 | 100 | the service counts 5",
        "1 | 2 | true | true | 1 | 141"
            + " | from 1 to 2, depending on what no answer has shown yet; the service counts 5",
        "9 | 4 | false | true | 6 | 600 | the first of 6 pages; from 4 to 9, depending on"
            + " what no answer has shown yet; it is assumed to find 5",
        "3 | 3 | true | false | 3 | 300 | the first of 3 pages; the service counts 5; its values"
            + " come from rows that are read before, and are imagined here"
      })
  void partsAreSetApart(
      long pages, long otherwise, boolean known, boolean sure, long told, long rows, String note) {
    Bill bill = new Bill();
    bill.addSearch(
        new PageRequest(Search.ALL, 0, 100),
        new Bill.Sent(pages, 100 * pages),
        new Bill.Sent(otherwise, 100 * otherwise),
        5,
        known,
        false,
        sure);
    var lines = bill.cursor();
    assertThat(lines.next()).isTrue();
    assertThat(lines.row()[2]).isEqualTo(told);
    assertThat(lines.row()[3]).isEqualTo(rows);
    assertThat(lines.row()[4]).isEqualTo(note);
  }
}
