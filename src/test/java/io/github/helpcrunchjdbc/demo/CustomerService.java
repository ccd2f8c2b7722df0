package io.github.helpcrunchjdbc.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The customers part of the service over a store in memory: {@code POST /v1/customers/search} and
 * {@code GET /v1/customers}, with the documented checks and errors. Thread-safe.
 *
 * <p>Source: the vendor's pages "Search for customers" and "Get the list of customers".
 */
public final class CustomerService implements Api {
  private final CustomerStore store;
  private final Behaviour behaviour;
  private final @Nullable String apiKey;
  private final RequestReader reader;
  private final CustomerOrder order;
  private final AnswerWriter writer;
  private volatile @Nullable Found lastFound;

  /**
   * What the last search found, for its next page.
   *
   * @param from the store's list it was found in: another list means another state
   */
  private record Found(
      CustomerSearch search, List<DemoCustomer> from, List<DemoCustomer> customers) {}

  /**
   * A service over {@code store}.
   *
   * @param apiKey the key that requests must carry, null if any will do
   */
  public CustomerService(CustomerStore store, Behaviour behaviour, @Nullable String apiKey) {
    this.store = store;
    this.behaviour = behaviour;
    this.apiKey = apiKey;
    this.reader = new RequestReader(behaviour);
    this.order = new CustomerOrder(behaviour);
    this.writer = new AnswerWriter(behaviour);
  }

  @Override
  public ApiAnswer answer(ApiRequest request) {
    try {
      checkKey(request);
      return answer(
          switch (request.method() + " " + request.path()) {
            case "POST /v1/customers/search" -> reader.search(request);
            case "GET /v1/customers" -> reader.list(request);
            default -> throw ApiError.notFound();
          });
    } catch (ApiError error) {
      return error.answer(behaviour);
    }
  }

  private void checkKey(ApiRequest request) {
    String header = request.header("authorization");
    boolean accepted =
        apiKey == null
            ? header != null && header.matches("Bearer \\S+")
            : ("Bearer " + apiKey).equals(header);
    if (!accepted) {
      throw ApiError.unauthorized();
    }
  }

  private ApiAnswer answer(CustomerSearch search) {
    List<DemoCustomer> found = find(search.withoutPage());
    List<DemoCustomer> page = page(search, found);
    if (page.isEmpty() && behaviour.has(Quirk.EMPTY_IS_NOT_FOUND)) {
      throw ApiError.notFound();
    }
    return new ApiAnswer(200, writer.write(page, found.size()));
  }

  private List<DemoCustomer> page(CustomerSearch search, List<DemoCustomer> found) {
    long from = search.offset();
    int reach = Math.min(behaviour.reach(), found.size());
    boolean isDeep = from >= behaviour.reach();
    if (isDeep && behaviour.has(Quirk.DEEP_OFFSET_REFUSED)) {
      throw ApiError.badRequest("offset", "This value should be less than " + behaviour.reach());
    } else if (isDeep && behaviour.has(Quirk.DEEP_OFFSET_NOT_FOUND)) {
      throw ApiError.notFound();
    } else if (isDeep && behaviour.has(Quirk.DEEP_OFFSET_EMPTY)) {
      return List.of();
    } else if (isDeep && behaviour.has(Quirk.DEEP_OFFSET_CLAMPED)) {
      from = Math.max(0, reach - search.limit());
    }
    int start = (int) Math.min(from, found.size());
    int end = Math.min(start + search.limit(), found.size());
    boolean ends = behaviour.has(Quirk.DEEP_OFFSET_EMPTY);
    return found.subList(start, ends ? Math.max(start, Math.min(end, reach)) : end);
  }

  private List<DemoCustomer> find(CustomerSearch search) {
    List<DemoCustomer> all = store.all();
    Found last = lastFound;
    if (last != null && last.from() == all && last.search().equals(search)) {
      return last.customers();
    }
    Predicate<DemoCustomer> matcher = FilterMatcher.of(search, behaviour);
    List<DemoCustomer> found = new ArrayList<>(all);
    found.removeIf(matcher.negate());
    order.sort(found, search);
    if (order.isStable(search)) {
      lastFound = new Found(search, all, found);
    }
    return found;
  }
}
