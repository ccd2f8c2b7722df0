package io.github.helpcrunchjdbc.read.cache;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.execution.MemoryShare;
import io.github.helpcrunchjdbc.execution.Statistics.Counter;
import io.github.helpcrunchjdbc.read.request.ReadRequest;
import io.github.helpcrunchjdbc.read.request.RowOrder;
import io.github.helpcrunchjdbc.read.request.SearchPart;
import io.github.helpcrunchjdbc.read.source.PageSource;
import io.github.helpcrunchjdbc.read.source.ReadProgress;
import io.github.helpcrunchjdbc.read.stream.IdSet;
import io.github.helpcrunchjdbc.read.stream.RowLayout;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.rows.PageDecoder;
import io.github.helpcrunchjdbc.search.Comparison;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A connection's view of its account's cache.
 *
 * @param cache the account's cache, shared with other connections
 * @param ttlNanos how old an answer may be
 * @param keeps whether pages that this connection reads are kept in the cache
 */
public record AnswerCache(PageCache cache, long ttlNanos, boolean keeps) {
  /** Creates the view of a connection that also keeps the pages it reads. */
  public AnswerCache(PageCache cache, long ttlNanos) {
    this(cache, ttlNanos, true);
  }

  /** Returns a view for a rehearsal, which keeps nothing. */
  public AnswerCache readOnly() {
    return new AnswerCache(cache, ttlNanos, false);
  }

  /** Returns all customers of the account, null if they are not kept or are too old. */
  public @Nullable CachedAnswer allCustomers() {
    return cache.whole(Search.ALL, ttlNanos);
  }

  /** Returns what each search of a request finds, null if not all of the answers are kept. */
  public @Nullable List<CachedAnswer> answers(ReadRequest request) {
    List<CachedAnswer> answers = new ArrayList<>();
    for (SearchPart part : request.parts()) {
      CachedAnswer answer = cache.whole(part.search(), ttlNanos);
      if (answer == null) {
        answer = customers(idsAskedFor(part.search()));
      }
      if (answer == null) {
        return null;
      }
      answers.add(answer);
    }
    return answers;
  }

  /** Returns pages with these customers, newest page first; null if not all customers are kept. */
  private @Nullable CachedAnswer customers(Set<Long> ids) {
    List<CachedAnswer> answers = new ArrayList<>();
    for (Long id : ids) {
      CachedAnswer answer = cache.customer(id, ttlNanos);
      if (answer == null) {
        return null;
      }
      answers.add(answer);
    }
    if (answers.isEmpty()) {
      return null;
    }
    answers.sort((one, other) -> Long.signum(other.askedAt() - one.askedAt()));
    List<CachedPage> pages =
        answers.stream().flatMap(answer -> answer.pages().stream()).distinct().toList();
    return new CachedAnswer(pages, answers.get(answers.size() - 1).askedAt());
  }

  /** Returns the ids for which a search asks, none if it asks for anything else. */
  private static Set<Long> idsAskedFor(Search search) {
    Set<Long> ids = new LinkedHashSet<>();
    for (SearchFilter filter : search.filters()) {
      boolean asksForId = filter.column().isId() && filter.operator() == Operator.EQ;
      if (!asksForId || !(filter.value() instanceof Long id)) {
        return Set.of();
      }
      ids.add(id);
    }
    return search.comparison() == Comparison.OR || ids.size() == 1 ? ids : Set.of();
  }

  /** Returns the service's pages, but the first pages of a search from the cache if it has them. */
  public PageSource after(PageSource service) {
    return new CachedPrefix(service, cache, ttlNanos);
  }

  public CacheRecorder recording() {
    return keeps ? new PageRecorder(cache, ttlNanos) : CacheRecorder.NONE;
  }

  public ReplayedPages replay() {
    return new ReplayedPages(cache, ttlNanos);
  }

  /**
   * Returns the rows of a request, found among kept customers.
   *
   * @param answers for each part of the request, customers among which are all that its search
   *     finds
   */
  public static RowSource rows(
      List<CachedAnswer> answers,
      ReadRequest request,
      RowLayout layout,
      PageDecoder decoder,
      Execution execution) {
    MemoryShare share = new MemoryShare(execution.memory());
    IdSet seen = new IdSet(share);
    List<Supplier<RowSource>> parts = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      CachedAnswer answer = answers.get(i);
      SearchPart part = request.parts().get(i);
      parts.add(
          () ->
              rows(answer, decoder, execution)
                  .filter(residual(part, layout))
                  .filter(row -> seen.add(layout.id(row))));
    }
    RowSource found = RowSource.concat(parts);
    RowOrder order = request.order();
    RowSource rows =
        order == null
            ? found
            : RowSource.sorted(
                found.counted(share)::toList, order.comparator(layout.index(order.column())));
    return rows.onClose(share::clear).limited(request.offset(), request.limit());
  }

  /** Decodes the rows of a kept answer, page by page. A customer may come several times. */
  private static RowSource rows(CachedAnswer answer, PageDecoder decoder, Execution execution) {
    List<Supplier<RowSource>> pages = new ArrayList<>();
    for (CachedPage page : answer.pages()) {
      pages.add(
          () -> {
            execution.checkActive();
            execution.statistics().count(Counter.CACHED_PAGES);
            Page decoded = page.decode(decoder);
            ReadProgress.noteUndecoded(decoded, execution);
            return RowSource.of(decoded.rows());
          });
    }
    return RowSource.concat(pages);
  }

  /**
   * Returns the predicate for a part's rows. Pages that were kept for certain ids may show other
   * customers as well, and an older page may show an earlier state of a customer: the newest page
   * comes first.
   */
  private static Predicate<@Nullable Object[]> residual(SearchPart part, RowLayout layout) {
    Set<Long> ids = idsAskedFor(part.search());
    @Nullable Predicate<@Nullable Object[]> check = part.residual();
    if (ids.isEmpty()) {
      return check == null ? row -> true : check;
    }
    IdSet met = new IdSet();
    return row -> {
      long id = layout.id(row);
      return ids.contains(id) && met.add(id) && (check == null || check.test(row));
    };
  }
}
