package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.jdbc.metadata.ClientInfoNames;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The client info of a connection. It is kept and returned, and never sent. Thread-safe. */
final class ClientInfo {
  private final Map<String, String> values = new HashMap<>();
  private final Warnings warnings;

  ClientInfo(Warnings warnings) {
    this.warnings = warnings;
  }

  synchronized Properties all() {
    Properties copy = new Properties();
    copy.putAll(values);
    return copy;
  }

  synchronized @Nullable String get(@Nullable String name) {
    return name == null ? null : values.get(name);
  }

  /** Sets a value, or removes it if it is null. An unknown name causes a warning, as JDBC says. */
  synchronized void set(@Nullable String name, @Nullable String value) {
    if (name == null || !ClientInfoNames.ALL.containsKey(name)) {
      warnings.add(
          ErrorCode.INVALID_ARGUMENT,
          "there is no client info "
              + name
              + "; there are "
              + String.join(", ", ClientInfoNames.ALL.keySet()));
    } else if (value == null) {
      values.remove(name);
    } else {
      values.put(name, value);
    }
  }

  /** Replaces all values. */
  synchronized void setAll(@Nullable Properties properties) {
    values.clear();
    if (properties != null) {
      for (String name : properties.stringPropertyNames()) {
        set(name, properties.getProperty(name));
      }
    }
  }
}
