package io.github.helpcrunchjdbc.http.quota;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many requests each program has sent in a key's minute, in the form in which programs pass it
 * to each other: records of a kind, a program and a time in milliseconds since 1970.
 *
 * <p>A program may use the whole part of the minute that no other program wants. If several
 * programs are active, an equal share is kept for each: a program that has used its share leaves
 * the others what they lack of theirs. A program is active if it has sent lately or waits. Not
 * thread-safe.
 */
final class MinuteLedger {
  /** The most bytes that are read of a file. */
  static final int MAX_BYTES = 1 << 18;

  /** A minute, and a little more for requests that are on their way to the service. */
  static final long WINDOW_MILLIS = 60_500;

  /**
   * How long a program that has just started may need between its first request and the next ones.
   */
  static final long ACTIVE_MILLIS = 10_000;

  /** How soon a program asks again whether others still need their shares. */
  private static final long LOOK_AGAIN_MILLIS = 1_000;

  private static final int RECORD_BYTES = Long.BYTES * 3;
  private static final long SENT = 1;
  private static final long ACTIVE_UNTIL = 2;
  private static final long ANSWERED = 3;

  private record Request(long kind, long program, long millis) {
    boolean isUnderWayOf(long other) {
      return kind == SENT && program == other;
    }
  }

  private final List<Request> requests = new ArrayList<>();
  private final Map<Long, Long> activeUntil = new HashMap<>();

  /** Reads the records that are still of use; records that make no sense are left out. */
  static MinuteLedger read(ByteBuffer bytes, long now) {
    MinuteLedger ledger = new MinuteLedger();
    while (bytes.remaining() >= RECORD_BYTES) {
      long kind = bytes.getLong();
      long program = bytes.getLong();
      long millis = bytes.getLong();
      if ((kind == SENT || kind == ANSWERED) && millis <= now && millis > now - WINDOW_MILLIS) {
        ledger.requests.add(new Request(kind, program, millis));
      } else if (kind == ACTIVE_UNTIL && millis > now && millis <= now + 2 * WINDOW_MILLIS) {
        ledger.activeUntil.put(program, millis);
      }
    }
    return ledger;
  }

  ByteBuffer write() {
    ByteBuffer bytes = ByteBuffer.allocate((requests.size() + activeUntil.size()) * RECORD_BYTES);
    requests.forEach(
        request ->
            bytes.putLong(request.kind()).putLong(request.program()).putLong(request.millis()));
    activeUntil.forEach(
        (program, until) -> bytes.putLong(ACTIVE_UNTIL).putLong(program).putLong(until));
    return bytes.flip();
  }

  /**
   * Takes a place for a request of the program, if there is one.
   *
   * @return 0 if there is a place, else the milliseconds after which to ask again
   */
  long take(long program, int limit, long now) {
    long wait = untilRoom(program, limit, now);
    if (wait == 0) {
      requests.add(new Request(SENT, program, now));
    }
    activeUntil.put(program, now + wait + ACTIVE_MILLIS);
    return wait;
  }

  /** Notes that a request of a program has its answer; it does not matter which request. */
  void answered(long program, long now) {
    int index = underWay(program);
    if (index >= 0) {
      requests.set(index, new Request(ANSWERED, program, now));
    }
  }

  /** Notes that a request of a program does not count; it does not matter which request. */
  void unsent(long program) {
    int index = underWay(program);
    if (index >= 0) {
      requests.remove(index);
    }
  }

  private int underWay(long program) {
    for (int i = 0; i < requests.size(); i++) {
      if (requests.get(i).isUnderWayOf(program)) {
        return i;
      }
    }
    return -1;
  }

  /** Notes that a program needs nothing more. */
  void leave(long program) {
    activeUntil.remove(program);
  }

  /** Returns the milliseconds after which to ask for a place, 0 for now; takes no place. */
  long untilRoom(long program, int limit, long now) {
    if (requests.size() >= limit) {
      // The first request in the file's order would do too, but the clock may have been set.
      long oldest = requests.stream().mapToLong(Request::millis).sorted().findFirst().orElse(now);
      return Math.max(1, oldest + WINDOW_MILLIS - now);
    }
    List<Long> others = activeUntil.keySet().stream().filter(other -> other != program).toList();
    long share = limit / (others.size() + 1);
    long lacking = others.stream().mapToLong(other -> Math.max(0, share - sentBy(other))).sum();
    boolean free = sentBy(program) < share || requests.size() + lacking < limit;
    return free ? 0 : LOOK_AGAIN_MILLIS;
  }

  /** Returns how many requests other programs have sent. */
  int others(long program) {
    return requests.size() - (int) sentBy(program);
  }

  private long sentBy(long program) {
    return requests.stream().filter(request -> request.program() == program).count();
  }
}
