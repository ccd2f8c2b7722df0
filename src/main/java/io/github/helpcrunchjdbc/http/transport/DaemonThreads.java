package io.github.helpcrunchjdbc.http.transport;

import java.util.concurrent.ThreadFactory;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Threads that never keep a JVM from exiting. */
final class DaemonThreads {
  private static final Logger LOG = Logger.getLogger("io.github.helpcrunchjdbc.http");

  private DaemonThreads() {}

  static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      // OkHttp tells the request's callback of what is thrown and throws it on; stderr is not ours.
      thread.setUncaughtExceptionHandler(
          (where, thrown) -> LOG.log(Level.FINE, "a request ended unexpectedly", thrown));
      return thread;
    };
  }
}
