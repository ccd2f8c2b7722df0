package io.github.helpcrunchjdbc.demo;

import java.util.HashMap;
import java.util.Map;

/**
 * One HTTP answer of the service.
 *
 * @param headers beside the content type, which is JSON
 * @param body sent in UTF-8
 */
public record ApiAnswer(int status, Map<String, String> headers, String body) {
  public ApiAnswer(int status, String body) {
    this(status, Map.of(), body);
  }

  /** A copy with one header more. */
  public ApiAnswer withHeader(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new ApiAnswer(status, Map.copyOf(more), body);
  }
}
