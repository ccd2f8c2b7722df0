package io.github.helpcrunchjdbc.testing;

import java.util.TimeZone;

/** Another default time zone of the JVM until closed. Not for tests that run side by side. */
public final class JvmZone implements AutoCloseable {
  private final TimeZone before = TimeZone.getDefault();

  private JvmZone(String name) {
    TimeZone.setDefault(TimeZone.getTimeZone(name));
  }

  /** Sets the default zone. */
  public static JvmZone set(String name) {
    return new JvmZone(name);
  }

  @Override
  public void close() {
    TimeZone.setDefault(before);
  }
}
