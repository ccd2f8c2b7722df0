package io.github.helpcrunchjdbc.http;

import java.time.Duration;
import java.util.ArrayDeque;

/** Enforces a quota both per fixed and per sliding minute, as no document says which it is. */
public final class StrictServer {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final VirtualTime time;
  private final int quota;
  private final ArrayDeque<Long> sliding = new ArrayDeque<>();
  private long fixedMinute = -1;
  private int inFixedMinute;
  private int accepted;
  private int refused;

  public StrictServer(VirtualTime time, int quota) {
    this.time = time;
    this.quota = quota;
  }

  public void request() {
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

  public int accepted() {
    return accepted;
  }

  public int refused() {
    return refused;
  }
}
