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
  public AnswerCache readOnly() {
    return new AnswerCache(cache, ttlNanos, false);
  }

  /** All customers of the account, null if they are not kept or are too old. */
  public @Nullable CachedAnswer allCustomers() {
    return cache.whole(Search.ALL, ttlNanos);
  }

  /** What each search of a request finds; null if not all of them are kept. */
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

  /** Pages that show these customers, the newest first; null if not all of them are kept. */
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

  /** The customers that a search asks for by id alone, none if it asks for something else. */
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

  /** The pages of the service, but for the first ones that are kept. */
  public PageSource after(PageSource service) {
    return new PrefixPages(service, cache, ttlNanos);
  }

  public CacheRecorder recording() {
    return keeps ? new PageRecorder(cache, ttlNanos) : CacheRecorder.NONE;
  }

  public ReplayedPages replay() {
    return new ReplayedPages(cache, ttlNanos);
  }

  /**
   * The rows of a request, found among customers who are kept.
   *
   * @param answers what the searches of its parts find, at least
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

  /** The rows of an answer that is kept, decoded page by page; customers may come again. */
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
   * What a part's rows must meet. The pages that show customers asked for by id may show others
   * too, and the older of them may show how a customer was before: the newest comes first.
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
