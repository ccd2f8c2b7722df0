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

/** Reads the newest customers. They show which attributes the account has. */
public final class SampleReader {
  private static final Search NEWEST = Search.ALL.withSort(SortOrder.STABLE);

  /** Gets a page. */
  @FunctionalInterface
  private interface Asking {
    Page ask(PageRequest page, PageDecoder decoder, Execution execution);
  }

  private SampleReader() {}

  /**
   * Asks for the newest customers when a connection is made, which shows whether the API key is
   * right.
   *
   * @return null if the service has accepted the key, or does not say, but gives no such page
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
   * Asks for the newest customers for a statement. After a 429 it waits and asks again, as other
   * requests do.
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
    // The list of tags is read as customer_tags reads it, for estimates of that table.
    List<ColumnDef> columns =
        Stream.concat(
                CustomerColumns.all().stream().filter(column -> !column.isSearchOnly()),
                Stream.of(TagColumns.LIST))
            .toList();
    // A statement that reads a value its column can't hold reports it itself.
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
