package io.github.helpcrunchjdbc.read;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.execution.MemoryShare;
import io.github.helpcrunchjdbc.http.CustomerClient;
import io.github.helpcrunchjdbc.http.PageFetch;
import io.github.helpcrunchjdbc.http.PlainSettings;
import io.github.helpcrunchjdbc.http.ServiceAccess;
import io.github.helpcrunchjdbc.http.settings.ApiKey;
import io.github.helpcrunchjdbc.read.cache.CacheRecorder;
import io.github.helpcrunchjdbc.read.facts.ReadFacts;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.read.page.StatementEnds;
import io.github.helpcrunchjdbc.read.request.Consistency;
import io.github.helpcrunchjdbc.read.request.NullsSorted;
import io.github.helpcrunchjdbc.read.request.ReadRequest;
import io.github.helpcrunchjdbc.read.request.ReadSettings;
import io.github.helpcrunchjdbc.read.request.RowOrder;
import io.github.helpcrunchjdbc.read.request.SearchPart;
import io.github.helpcrunchjdbc.read.source.PageSource;
import io.github.helpcrunchjdbc.read.source.ReadProgress;
import io.github.helpcrunchjdbc.read.stream.RowLayout;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.rows.Undecodable;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchJson;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A reader of a simulated account, over the real client. Close the account, not this. */
public final class ReadFixture {
  private static final Pattern PAGE = Pattern.compile("\"offset\":(\\d+),\"limit\":(\\d+)");

  public final SimulatedAccount account;
  public final CustomerReader reader;
  public final @Nullable CustomerClient client;
  public final ReadFacts facts = new ReadFacts();
  public Execution execution = Execution.unbounded();

  public ReadFixture(SimulatedAccount account) {
    this(account, 4, 100, Consistency.WARN);
  }

  public ReadFixture(
      SimulatedAccount account, int concurrency, int pageSize, Consistency consistency) {
    this.account = account;
    this.client =
        CustomerClient.open(
            PlainSettings.of(
                URI.create(account.baseUrl()),
                new ApiKey(account.apiKey()),
                0,
                concurrency,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                2),
            ServiceAccess.create(),
            null);
    this.reader =
        new CustomerReader(
            PageSource.of(() -> client, facts), settings(pageSize, consistency), null);
  }

  /** What a reading of ids knows before its first page. */
  public ReadContext reading() {
    RowLayout layout = new RowLayout(List.of(CustomerColumns.ID), null);
    return new ReadContext(
        PageSource.of(() -> client, facts),
        CacheRecorder.NONE,
        new ReadProgress(layout.sorted()),
        facts,
        new StatementEnds(() -> 0),
        settings(100, Consistency.WARN),
        layout.decoder(Undecodable.ERROR),
        layout,
        execution,
        new MemoryShare(execution.memory()),
        false,
        null);
  }

  /** Settings of a user who gives no others. */
  public static ReadSettings settings(int pageSize, Consistency consistency) {
    return new ReadSettings(pageSize, consistency, Undecodable.ERROR, NullsSorted.AUTO);
  }

  /** The same without a socket, one page at a time: for questions by the hundred. */
  private ReadFixture(SimulatedAccount account, int pageSize, Consistency consistency) {
    this.account = account;
    this.client = null;
    PageSource pages =
        new PageSource() {
          @Override
          public CompletableFuture<Page> searchAsync(PageFetch page) {
            String body = new String(SearchJson.write(page.request()), StandardCharsets.UTF_8);
            byte[] answer = account.search(body).getBytes(StandardCharsets.UTF_8);
            try {
              return CompletableFuture.completedFuture(
                  page.decoder().decode(new ByteArrayInputStream(answer)));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }

          @Override
          public ReadFacts facts() {
            return facts;
          }
        };
    this.reader = new CustomerReader(pages, settings(pageSize, consistency), null);
  }

  /** A reader of pages of ten rows, without a socket. */
  public static ReadFixture direct(SimulatedAccount account, Consistency consistency) {
    return new ReadFixture(account, 10, consistency);
  }

  public static ReadRequest request(
      Search search, @Nullable RowOrder order, long offset, long limit) {
    List<ColumnDef> columns =
        List.of(CustomerColumns.ID, CustomerColumns.FIRST_SEEN, CustomerColumns.LAST_SEEN);
    return new ReadRequest(List.of(new SearchPart(search, null)), columns, order, offset, limit);
  }

  public List<@Nullable Object[]> rows(ReadRequest request) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    execution = Execution.unbounded();
    try (RowSource source = reader.open(request, execution)) {
      for (@Nullable Object[] row = source.next(); row != null; row = source.next()) {
        rows.add(row);
      }
    }
    return rows;
  }

  public List<Long> ids(ReadRequest request) {
    return rows(request).stream().map(row -> (Long) row[0]).toList();
  }

  /** "offset+limit" of each request, in the order of arrival. */
  public List<String> pages() {
    return account.bodies().stream().map(ReadFixture::page).toList();
  }

  private static String page(String body) {
    Matcher matcher = PAGE.matcher(body);
    return matcher.find() ? matcher.group(1) + "+" + matcher.group(2) : body;
  }
}
