package io.github.helpcrunchjdbc.http;

import java.time.Duration;
import java.util.ArrayDeque;

/** Enforces a quota both per fixed and per sliding minute, as no document says which it is. */
final class StrictServer {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final VirtualTime time;
  private final int quota;
  private final ArrayDeque<Long> sliding = new ArrayDeque<>();
  private long fixedMinute = -1;
  private int inFixedMinute;
  private int accepted;
  private int refused;

  StrictServer(VirtualTime time, int quota) {
    this.time = time;
    this.quota = quota;
  }

  void request() {
    long now = time.elapsed();
    while (!sliding.isEmpty() && now - sliding.peek() > MINUTE) {
      sliding.remove();
    }
    if (now / MINUTE != fixedMinute) {
      fixedMinute = now / MINUTE;
      inFixedMinute = 0;
    }
    sliding.add(now);
    inFixedMinute++;
    if (sliding.size() > quota || inFixedMinute > quota) {
      refused++;
    } else {
      accepted++;
    }
  }

  int accepted() {
    return accepted;
  }

  int refused() {
    return refused;
  }
}
