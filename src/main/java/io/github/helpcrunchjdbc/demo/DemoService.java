package io.github.helpcrunchjdbc.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Searches customers that never change, as the documentation says that the service does. Where the
 * documentation is silent, text matches exactly, customers without a time sort as the latest, and
 * equal customers are ordered by id. A request that the real service would refuse is a defect of
 * the driver, so it fails as one. Thread-safe.
 *
 * <p>Source: the vendor's page "Search for customers".
 */
final class DemoService {
  private final List<DemoCustomer> customers;
  private final DemoAnswer answer = new DemoAnswer();
  private volatile @Nullable Found lastFound;

  /** The last search with the customers that it found, kept for the next page. */
  private record Found(Map<?, ?> search, List<DemoCustomer> customers) {}

  /** Creates a service of these customers, which must ascend by id. */
  DemoService(List<DemoCustomer> customers) {
    this.customers = List.copyOf(customers);
  }

  /** Returns the body of the answer to a {@code POST /customers/search} with this body. */
  String search(String body) {
    Map<?, ?> request;
    try {
      request = (Map<?, ?>) Objects.requireNonNull(DemoJson.read(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<DemoCustomer> found = found(request);
    int start = (int) Math.min(number(request, "offset", 0), found.size());
    int end = (int) Math.min(start + number(request, "limit", 100), found.size());
    return answer.write(found.subList(start, end), found.size());
  }

  private static long number(Map<?, ?> request, String key, long otherwise) {
    return request.get(key) instanceof Number number ? number.longValue() : otherwise;
  }

  private List<DemoCustomer> found(Map<?, ?> request) {
    Map<?, ?> search = new HashMap<>(request);
    search.remove("offset");
    search.remove("limit");
    Found last = lastFound;
    if (last == null || !last.search().equals(search)) {
      last =
          new Found(
              search, customers.stream().filter(filter(search)).sorted(order(search)).toList());
      lastFound = last;
    }
    return last.customers();
  }

  private static Predicate<DemoCustomer> filter(Map<?, ?> search) {
    if (!(search.get("filter") instanceof List<?> entries)) {
      return customer -> true;
    }
    List<Predicate<DemoCustomer>> filters =
        entries.stream().map(entry -> DemoFilter.of((Map<?, ?>) entry)).toList();
    return "OR".equals(search.get("comparison"))
        ? customer -> filters.stream().anyMatch(filter -> filter.test(customer))
        : customer -> filters.stream().allMatch(filter -> filter.test(customer));
  }

  private static Comparator<DemoCustomer> order(Map<?, ?> search) {
    if (!(search.get("sort") instanceof String sort)) {
      return Comparator.comparingLong(DemoCustomer::id);
    }
    CustomerField field = Objects.requireNonNull(CustomerField.sortable(sort), sort);
    Comparator<Instant> times = Comparator.naturalOrder();
    Comparator<@Nullable Instant> latestLast = Comparator.nullsLast(times);
    return Comparator.comparing(
            (DemoCustomer customer) -> {
              Instant time = customer.time(field);
              return time == null ? null : time.truncatedTo(ChronoUnit.SECONDS);
            },
            "DESC".equalsIgnoreCase(String.valueOf(search.get("order")))
                ? latestLast.reversed()
                : latestLast)
        .thenComparingLong(DemoCustomer::id);
  }
}
