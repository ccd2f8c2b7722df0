package io.github.helpcrunchjdbc.read.source;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.http.CustomerClient;
import io.github.helpcrunchjdbc.http.Freshness;
import io.github.helpcrunchjdbc.http.PageFetch;
import io.github.helpcrunchjdbc.read.request.AccountSample;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.rows.PageDecoder;
import io.github.helpcrunchjdbc.rows.Undecodable;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SortOrder;
import io.github.helpcrunchjdbc.search.TagColumns;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the newest customers, which show what attributes they have. */
public final class SampleReader {
  private static final Search NEWEST = Search.ALL.withSort(SortOrder.STABLE);

  /** Gets a page. */
  @FunctionalInterface
  private interface Asking {
    Page ask(PageRequest page, PageDecoder decoder, Execution execution);
  }

  private SampleReader() {}

  /**
   * Asks for the newest customers when somebody connects, which shows whether the key is right.
   *
   * @return null if the service has taken the key, or does not say, but gives no such page
   * @throws HelpCrunchException if the key is refused or the service can't be reached
   */
  public static @Nullable AccountSample check(CustomerClient client, Execution execution) {
    try {
      return read(client::check, execution);
    } catch (HelpCrunchException e) {
      if (e.code() == ErrorCode.RATE_LIMITED) {
        return null;
      }
      throw e;
    }
  }

  /**
   * Asks for the newest customers for a statement: after a 429 it waits and asks again, as others.
   *
   * @return null if the service gives no such page
   * @throws HelpCrunchException as {@link CustomerClient#search} does
   */
  public static @Nullable AccountSample read(CustomerClient client, Execution execution) {
    return read(
        (page, decoder, asked) ->
            CustomerClient.await(
                client.searchAsync(PageFetch.now(page, decoder, asked, Freshness.RECENT)), asked),
        execution);
  }

  private static @Nullable AccountSample read(Asking asking, Execution execution) {
    // With the tags as customer_tags reads them, so that estimates for it have something to go by.
    List<ColumnDef> columns =
        Stream.concat(
                CustomerColumns.all().stream().filter(column -> !column.isSearchOnly()),
                Stream.of(TagColumns.LIST))
            .toList();
    // What a column can't hold is for the statement to tell of that reads it.
    PageDecoder decoder = new PageDecoder(columns, columns.size(), Undecodable.NULL);
    try {
      Page page = asking.ask(new PageRequest(NEWEST, 0, PageRequest.MAX_LIMIT), decoder, execution);
      return new AccountSample(columns, page.rows(), page.total(), page.askedAt());
    } catch (HelpCrunchException e) {
      return switch (e.code()) {
        case BAD_REQUEST, SEARCH_REFUSED, UNDECODABLE -> null;
        default -> throw e;
      };
    }
  }
}
