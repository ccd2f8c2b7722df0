package io.github.helpcrunchjdbc.demo;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request to the service.
 *
 * @param path decoded, with the leading slash, such as {@code /v1/customers/search}
 * @param query decoded parameters of the URL
 * @param headers by lower-case name
 * @param body empty if there is none
 */
public record ApiRequest(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    String body) {
  public ApiRequest {
    query = Map.copyOf(query);
    Map<String, String> lowerCase = new TreeMap<>();
    headers.forEach((name, value) -> lowerCase.put(name.toLowerCase(Locale.ROOT), value));
    headers = Map.copyOf(lowerCase);
  }

  /** A header's value, or null. */
  public @Nullable String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }

  /** Without the headers, one of which is the key. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
