package io.github.helpcrunchjdbc.http.quota;

import io.github.helpcrunchjdbc.http.settings.ApiKey;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The requests that the programs of one user on one machine send with one key, in a file that each
 * program locks for an instant. Sharing is a courtesy: if the file can't be used, requests are sent
 * without it, and the file is tried again a minute later.
 */
public final class LedgerFile implements HostQuota {
  private static final Logger LOGGER = Logger.getLogger("io.github.helpcrunchjdbc.http");
  private static final long BUSY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /**
   * After this many attempts, the program that holds the lock is probably stopped and must not stop
   * others.
   */
  private static final int MOST_TIMES_BUSY = 100;

  /** The answer while another program holds the lock. */
  private static final Room BUSY = new Room(-1, 0);

  /** A change of the ledger; returns the milliseconds until there is room. */
  @FunctionalInterface
  private interface Change {
    long on(MinuteLedger ledger, long now);
  }

  /** A change that is noted in the ledger, with the time at which it happened. */
  private record Note(long millis, Consumer<MinuteLedger> entry) {}

  private final Path file;
  private final long program;
  private final LongSupplier millis;

  /** Changes of the last minute that could not be noted, because another program held the lock. */
  private final List<Note> missed = new ArrayList<>();

  private int busy;
  private boolean prepared;

  /** When the file last failed, in milliseconds since 1970; null if it did not. */
  private @Nullable Long brokenAt;

  /**
   * Creates a ledger; it uses the file when it is first asked for room.
   *
   * @param program a number that tells this program from the others
   * @param millis gives the time since 1970, which all programs of a machine share
   */
  public LedgerFile(Path file, long program, LongSupplier millis) {
    this.file = file;
    this.program = program;
    this.millis = millis;
  }

  /** Returns the name of the file for a key at a service. */
  public static String name(URI baseUrl, String keyFingerprint) {
    return ApiKey.hash(baseUrl.getAuthority() + " " + keyFingerprint).substring(0, 32) + ".ledger";
  }

  @Override
  public long take(int requestsPerMinute) {
    Room room = change((ledger, now) -> ledger.take(program, requestsPerMinute, now));
    busy = room.equals(BUSY) ? busy + 1 : 0;
    if (busy == MOST_TIMES_BUSY + 1) {
      LOGGER.fine("requests of other programs are not taken into account: one holds " + file);
    }
    return busy == 0 ? room.nanos() : busy > MOST_TIMES_BUSY ? 0 : BUSY_NANOS;
  }

  @Override
  public Room room(int requestsPerMinute) {
    return change((ledger, now) -> ledger.untilRoom(program, requestsPerMinute, now));
  }

  @Override
  public void answered() {
    long now = millis.getAsLong();
    note(now, ledger -> ledger.answered(program, now));
  }

  @Override
  public void unsent() {
    note(millis.getAsLong(), ledger -> ledger.unsent(program));
  }

  @Override
  public void leave() {
    note(millis.getAsLong(), ledger -> ledger.leave(program));
  }

  /** Notes a change now, or with the next change if another program holds the lock. */
  private void note(long now, Consumer<MinuteLedger> entry) {
    if (prepared && !isBroken()) {
      // The ledger itself has forgotten the requests that these changes concern.
      missed.removeIf(note -> note.millis() <= now - MinuteLedger.WINDOW_MILLIS);
      missed.add(new Note(now, entry));
      change((ledger, at) -> 0);
    }
  }

  /** Changes the ledger; returns {@link #BUSY} if another program holds the lock. */
  private Room change(Change change) {
    if (isBroken()) {
      return Room.ALL;
    }
    try {
      if (!prepared) {
        CacheFolder.prepare(file);
        prepared = true;
      }
      // The file is opened each time, because another program may have removed it as unused.
      try (FileChannel open =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        return change(open, change);
      }
    } catch (ClosedByInterruptException e) {
      // The thread was interrupted, which says nothing of the file: another thread will ask soon.
      return BUSY;
    } catch (IOException | RuntimeException e) {
      LOGGER.log(Level.FINE, "requests of other programs are not taken into account", e);
      brokenAt = millis.getAsLong();
      return Room.ALL;
    }
  }

  private boolean isBroken() {
    // Both directions count, because the clock may be set.
    return brokenAt != null && Math.abs(millis.getAsLong() - brokenAt) < MinuteLedger.WINDOW_MILLIS;
  }

  private Room change(FileChannel open, Change change) throws IOException {
    try (FileLock lock = open.tryLock()) {
      if (lock == null) {
        return BUSY;
      }
      long now = millis.getAsLong();
      ByteBuffer before = contents(open);
      MinuteLedger ledger = MinuteLedger.read(before.duplicate(), now);
      missed.forEach(note -> note.entry().accept(ledger));
      long wait = TimeUnit.MILLISECONDS.toNanos(change.on(ledger, now));
      ByteBuffer bytes = ledger.write();
      if (!bytes.equals(before)) {
        int length = bytes.remaining();
        open.write(bytes, 0);
        open.truncate(length);
      }
      missed.clear();
      return new Room(wait, ledger.others(program));
    } catch (OverlappingFileLockException e) {
      // Another class loader of the same JVM has loaded this driver too, and it holds the lock.
      return BUSY;
    }
  }

  private static ByteBuffer contents(FileChannel open) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(open.size(), MinuteLedger.MAX_BYTES));
    int read = 0;
    while (read >= 0 && bytes.hasRemaining()) {
      read = open.read(bytes, bytes.position());
    }
    return bytes.flip();
  }
}
