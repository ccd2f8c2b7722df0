package io.github.helpcrunchjdbc.plan.exec.scan;

import io.github.helpcrunchjdbc.plan.knowledge.AccountKnowledge;
import io.github.helpcrunchjdbc.read.AggregateReader;
import io.github.helpcrunchjdbc.read.CustomerReader;
import io.github.helpcrunchjdbc.read.source.PageSource;
import io.github.helpcrunchjdbc.search.TableDef;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the scans of one connection share.
 *
 * @param rows reads the account's customers
 * @param aggregates reads numbers of them
 * @param knowledge what is known of the service
 * @param tables the tables of the account, which never change once they have been asked for
 * @param about what statements can ask the driver about itself
 */
public record ScanContext(
    CustomerReader rows,
    AggregateReader aggregates,
    AccountKnowledge knowledge,
    Supplier<List<TableDef>> tables,
    AboutDriver about) {

  /**
   * The same with pages of a rehearsal.
   *
   * @param learning the same pages, of which it is learned how the service compares
   */
  public ScanContext rehearsing(PageSource pages, PageSource learning) {
    CustomerReader reader = rows.reading(pages);
    return new ScanContext(
        reader, new AggregateReader(reader), knowledge.rehearsing(learning), tables, about);
  }
}
