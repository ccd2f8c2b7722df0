package io.github.helpcrunchjdbc.sql;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A predicate, what must be sent for it, and whom it selects.
 *
 * @param predicate {@code {f}} stands for the column
 * @param strict the searches sent with {@code stringMatching=strict}, each as JSON without sort and
 *     page; {@code {f}} stands for the field
 * @param server those sent with {@code stringMatching=server}
 */
record OperatorCase(
    String predicate,
    List<@Nullable Object> parameters,
    List<String> strict,
    List<String> server,
    List<Long> ids) {
  /** A search for everybody. */
  static final String EVERYBODY = "";

  static OperatorCase of(String predicate, @Nullable Object... parameters) {
    return new OperatorCase(predicate, Arrays.asList(parameters), List.of(), List.of(), List.of());
  }

  OperatorCase sends(String... searches) {
    return new OperatorCase(predicate, parameters, List.of(searches), List.of(searches), ids);
  }

  OperatorCase sendsStrictly(String... searches) {
    return new OperatorCase(predicate, parameters, List.of(searches), server, ids);
  }

  OperatorCase sendsToServer(String... searches) {
    return new OperatorCase(predicate, parameters, strict, List.of(searches), ids);
  }

  OperatorCase selects(long... selected) {
    return new OperatorCase(
        predicate, parameters, strict, server, Arrays.stream(selected).boxed().toList());
  }

  /** One filter. */
  static String filter(String operator, Object value) {
    return "{\"field\":\"customers.{f}\",\"operator\":\""
        + operator
        + "\",\"value\":"
        + value
        + "}";
  }

  static String one(String operator, Object value) {
    return "\"filter\":[" + filter(operator, value) + "]";
  }

  static String and(String... filters) {
    return several("AND", filters);
  }

  static String or(String... filters) {
    return several("OR", filters);
  }

  private static String several(String comparison, String... filters) {
    return "\"comparison\":\"" + comparison + "\",\"filter\":[" + String.join(",", filters) + "]";
  }

  /** The bodies of the searches, whole. */
  static String[] bodies(List<String> searches, String field) {
    return searches.stream()
        .map(search -> search.isEmpty() ? search : search.replace("{f}", field) + ",")
        .map(search -> "{" + search + AskedAccount.UNSORTED + ",\"offset\":0,\"limit\":100}")
        .collect(Collectors.toList())
        .toArray(new String[0]);
  }

  @Override
  public String toString() {
    return predicate + (parameters.isEmpty() ? "" : " " + parameters);
  }
}
