package io.github.helpcrunchjdbc.read.source;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.rows.PageDecoder;
import io.github.helpcrunchjdbc.rows.Undecodable;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks for one row, which tells how many customers a search finds, and the time at an offset. */
public final class OneRow {
  private OneRow() {}

  public static void ask(PageSource source, PageRequest request, Execution execution) {
    SortOrder sort = request.search().sort();
    List<ColumnDef> columns = sort == null ? List.of() : List.of(sort.column());
    PageDecoder decoder = new PageDecoder(columns, columns.size(), Undecodable.NULL);
    Page page = source.search(request, decoder, execution);
    if (page.total() != Page.UNKNOWN_TOTAL) {
      source.facts().learnTotal(request.search(), page.total());
    }
    List<@Nullable Long> times =
        sort == null ? List.of() : page.rows().stream().map(row -> (Long) row[0]).toList();
    source.facts().points().learn(request.search(), request.offset(), times);
  }
}
