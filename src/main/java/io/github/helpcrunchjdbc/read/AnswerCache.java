package io.github.helpcrunchjdbc.read;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.rows.PageDecoder;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What of an account's cache one connection takes.
 *
 * @param cache the account's, shared with other connections
 * @param ttlNanos how old an answer may be
 * @param keeps whether what is read is kept there too
 */
public record AnswerCache(PageCache cache, long ttlNanos, boolean keeps) {
  /** What a connection takes that also keeps what it reads. */
  public AnswerCache(PageCache cache, long ttlNanos) {
    this(cache, ttlNanos, true);
  }

  /** The same for a rehearsal, which keeps nothing. */
  AnswerCache readOnly() {
    return new AnswerCache(cache, ttlNanos, false);
  }

  /** All customers of the account, null if they are not kept or are too old. */
  @Nullable CachedAnswer everybody() {
    return cache.whole(Search.ALL, ttlNanos);
  }

  /** What each search of a request finds; null if not all of them are kept. */
  @Nullable List<CachedAnswer> answers(ReadRequest request) {
    List<CachedAnswer> answers = new ArrayList<>();
    for (SearchPart part : request.parts()) {
      CachedAnswer answer = cache.whole(part.search(), ttlNanos);
      Long id = idAskedFor(part.search());
      if (answer == null && id != null) {
        answer = cache.customer(id, ttlNanos);
      }
      if (answer == null) {
        return null;
      }
      answers.add(answer);
    }
    return answers;
  }

  /** The one customer that a search asks for by id, null if it asks for something else. */
  private static @Nullable Long idAskedFor(Search search) {
    if (search.filters().size() != 1) {
      return null;
    }
    SearchFilter filter = search.filters().get(0);
    boolean asksForId = filter.column().isId() && filter.operator() == Operator.EQ;
    return asksForId && filter.value() instanceof Long id ? id : null;
  }

  /** The pages of the service, but for the first ones that are kept. */
  PageSource after(PageSource service) {
    return new PrefixPages(service, cache, ttlNanos);
  }

  CacheRecorder recording() {
    return keeps ? new PageRecorder(cache, ttlNanos) : CacheRecorder.NONE;
  }

  ReplayedPages replay() {
    return new ReplayedPages(cache, ttlNanos);
  }

  /**
   * The rows of a request, found among customers who are kept.
   *
   * @param answers what the searches of its parts find, at least
   */
  static RowSource rows(
      List<CachedAnswer> answers,
      ReadRequest request,
      RowLayout layout,
      PageDecoder decoder,
      Execution execution) {
    IdSet seen = new IdSet();
    List<Supplier<RowSource>> parts = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      CachedAnswer answer = answers.get(i);
      SearchPart part = request.parts().get(i);
      @Nullable Predicate<@Nullable Object[]> check = part.residual();
      Long id = idAskedFor(part.search());
      // The page that shows the customer may show others too.
      @Nullable Predicate<@Nullable Object[]> residual =
          id == null ? check : row -> layout.id(row) == id && (check == null || check.test(row));
      parts.add(
          () ->
              new DistinctRows(new CachedRows(answer, decoder, execution), layout, seen, residual));
    }
    RowSource found = new ConcatenatedRows(parts);
    RowOrder order = request.order();
    RowSource rows =
        order == null
            ? found
            : new SortedRows(
                () -> SortedRows.gather(found), order.comparator(layout.index(order.column())));
    return new LimitedRows(rows, request.offset(), request.limit());
  }
}
