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
 * @param aggregates reads counts and extremes of customers
 * @param knowledge what is known of the service
 * @param tables the tables of the account; they never change after the first call
 * @param about what statements can ask of the driver itself
 */
public record ScanContext(
    CustomerReader rows,
    AggregateReader aggregates,
    AccountKnowledge knowledge,
    Supplier<List<TableDef>> tables,
    AboutDriver about) {

  /**
   * Returns a context for a rehearsal.
   *
   * @param pages imagined pages, which send nothing
   * @param learning the same pages, for questions about how the service compares text
   */
  public ScanContext rehearsing(PageSource pages, PageSource learning) {
    CustomerReader reader = rows.reading(pages);
    return new ScanContext(
        reader, new AggregateReader(reader), knowledge.rehearsing(learning), tables, about);
  }
}
