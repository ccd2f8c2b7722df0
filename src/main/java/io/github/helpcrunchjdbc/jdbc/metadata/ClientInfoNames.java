package io.github.helpcrunchjdbc.jdbc.metadata;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The client info properties of the JDBC standard with their descriptions, in the order of their
 * names.
 */
public final class ClientInfoNames {
  public static final SortedMap<String, String> ALL = all();

  private ClientInfoNames() {}

  private static SortedMap<String, String> all() {
    SortedMap<String, String> names = new TreeMap<>();
    names.put("ApplicationName", "The application that uses the connection; kept, not sent");
    names.put("ClientHostname", "The computer it runs on; kept, not sent");
    names.put("ClientUser", "The person it works for; kept, not sent");
    return Collections.unmodifiableSortedMap(names);
  }
}
