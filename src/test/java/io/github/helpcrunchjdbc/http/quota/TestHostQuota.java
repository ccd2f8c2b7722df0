package io.github.helpcrunchjdbc.http.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.http.ServiceFixture;
import io.github.helpcrunchjdbc.http.settings.ApiKey;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs of one user on one machine that count their requests together. */
class TestHostQuota {
  private static final int LIMIT = 120;

  @TempDir private Path temporary;
  private final AtomicLong millis = new AtomicLong(1_700_000_000_000L);
  private Path file;

  @BeforeEach
  void inAFolderThatIsNotThereYet() {
    file = temporary.resolve("cache").resolve("helpcrunch-jdbc").resolve("key.ledger");
  }

  private HostQuota program(long id) {
    return new LedgerFile(file, id, millis::get);
  }

  /** How many requests a program may send now. */
  private static int sends(HostQuota program) {
    int sent = 0;
    while (sent < 1000 && program.take(LIMIT) == 0) {
      sent++;
    }
    return sent;
  }

  private void pass(Duration time) {
    millis.addAndGet(time.toMillis());
  }

  @Test
  void aProgramAloneHasAllOfTheMinute() {
    HostQuota alone = program(1);
    assertThat(sends(alone)).isEqualTo(LIMIT);
    pass(Duration.ofSeconds(61));
    assertThat(sends(alone)).isEqualTo(LIMIT);
  }

  @Test
  void aProgramKnowsHowManyOthersHaveSentForAMinute() {
    HostQuota first = program(1);
    HostQuota second = program(2);
    assertThat(second.room(LIMIT).others()).isZero();
    assertThat(first.take(LIMIT) + first.take(LIMIT) + second.take(LIMIT)).isZero();
    first.answered();
    assertThat(second.room(LIMIT).others()).isEqualTo(2);
    assertThat(first.room(LIMIT).others()).isEqualTo(1);
    pass(Duration.ofSeconds(61));
    assertThat(second.room(LIMIT).others()).isZero();
  }

  @Test
  void theNextProgramWaitsForTheMinuteOfTheOneBefore() {
    HostQuota first = program(1);
    for (int i = 0; i < LIMIT; i++) {
      assertThat(first.take(LIMIT)).isZero();
    }
    HostQuota next = program(2);
    pass(Duration.ofSeconds(20));
    long wait = next.take(LIMIT);
    assertThat(Duration.ofNanos(wait)).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(41));
    pass(Duration.ofNanos(wait));
    assertThat(sends(next)).isEqualTo(LIMIT);
  }

  @Test
  void fourThatBeginTogetherGetEqualShares() {
    HostQuota[] programs = {program(1), program(2), program(3), program(4)};
    for (HostQuota program : programs) {
      // As when connecting: the key is checked.
      assertThat(program.take(LIMIT)).isZero();
    }
    for (HostQuota program : programs) {
      assertThat(sends(program)).isEqualTo(LIMIT / 4 - 1);
    }
  }

  @Test
  void whatOthersDoNotWantIsNotKeptForLong() {
    HostQuota busy = program(1);
    HostQuota idle = program(2);
    assertThat(idle.take(LIMIT)).isZero();
    assertThat(sends(busy)).isEqualTo(LIMIT / 2);
    pass(Duration.ofSeconds(11));
    assertThat(sends(busy)).isEqualTo(LIMIT / 2 - 1);
  }

  @Test
  void aRequestCountsForAMinuteFromItsAnswerOn() {
    HostQuota slow = program(1);
    sends(slow);
    pass(Duration.ofSeconds(30));
    slow.answered();
    pass(Duration.ofSeconds(31));
    assertThat(sends(program(2))).isEqualTo(LIMIT / 2);
    assertThat(sends(slow)).isEqualTo(LIMIT / 2 - 1);
  }

  @Test
  void aRequestThatWasNotSentLeavesItsPlace() {
    HostQuota program = program(1);
    sends(program);
    program.unsent();
    assertThat(sends(program)).isEqualTo(1);
  }

  @Test
  void whatAnotherProgramKeptFromBeingNotedIsNotedLater() throws IOException {
    HostQuota busy = program(1);
    assertThat(busy.take(LIMIT)).isZero();
    try (FileChannel open = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock ofAnother = open.lock()) {
      assertThat(ofAnother.isValid()).isTrue();
      busy.answered();
    }
    pass(Duration.ofSeconds(60));
    assertThat(busy.take(LIMIT)).isZero();
    // Else it would be taken for the answer of the first request, which would count anew.
    busy.answered();
    pass(Duration.ofSeconds(40));
    assertThat(sends(busy)).isEqualTo(LIMIT - 1);
  }

  /** A program that was stopped while it held the lock. */
  @Test
  void aFileThatStaysLockedIsLoggedOnce() throws IOException {
    HostQuota stuck = program(1);
    assertThat(stuck.take(LIMIT)).isZero();
    List<String> lines = new ArrayList<>();
    Logger logger = Logger.getLogger("io.github.helpcrunchjdbc.http");
    Filter before = logger.getFilter();
    logger.setLevel(Level.FINE);
    logger.setFilter(
        line -> {
          lines.add(line.getMessage());
          return false;
        });
    try (FileChannel open = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock ofAnother = open.lock()) {
      assertThat(ofAnother.isValid()).isTrue();
      for (int i = 0; i < 100; i++) {
        assertThat(stuck.take(LIMIT)).isPositive();
      }
      assertThat(lines).isEmpty();
      assertThat(sends(stuck)).isEqualTo(1000);
    } finally {
      logger.setFilter(before);
      logger.setLevel(null);
    }
    assertThat(lines)
        .containsExactly(
            "requests of other programs are not taken into account: one holds " + file);
  }

  @Test
  void whoHasLeftIsKeptNoShare() {
    HostQuota busy = program(1);
    HostQuota done = program(2);
    assertThat(done.take(LIMIT)).isZero();
    done.leave();
    assertThat(sends(busy)).isEqualTo(LIMIT - 1);
  }

  @Test
  void whoCameLateGetsAShareWhenTheMinuteIsOver() {
    HostQuota first = program(1);
    sends(first);
    HostQuota late = program(2);
    assertThat(late.take(LIMIT)).isPositive();
    pass(Duration.ofSeconds(61));
    assertThat(sends(first)).isEqualTo(LIMIT / 2);
    assertThat(sends(late)).isEqualTo(LIMIT / 2);
  }

  @Test
  void aFileThatMakesNoSenseCountsAsNone() throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[1000]);
    assertThat(sends(program(1))).isEqualTo(LIMIT);
    // A clock that was set back must not stop anybody for longer than a minute.
    pass(Duration.ofDays(-1));
    assertThat(sends(program(2))).isEqualTo(LIMIT);
  }

  @Test
  void whereThereIsNoFolderRequestsGoOut() throws IOException {
    Files.createFile(temporary.resolve("cache"));
    assertThat(sends(program(1))).isEqualTo(1000);
  }

  @Test
  void aFaultThatPassesIsForgottenAfterAMinute() throws IOException {
    Path obstacle = Files.createFile(temporary.resolve("cache"));
    HostQuota program = program(1);
    assertThat(program.take(LIMIT)).isZero();
    Files.delete(obstacle);
    assertThat(sends(program)).isEqualTo(1000);
    pass(Duration.ofSeconds(61));
    assertThat(sends(program)).isEqualTo(LIMIT);
    assertThat(program(2).take(LIMIT)).isPositive();
  }

  /** Java closes a file that an interrupted thread uses. */
  @Test
  void anInterruptedThreadOnlyComesAgain() {
    HostQuota program = program(1);
    Thread.currentThread().interrupt();
    assertThat(program.take(LIMIT)).isPositive();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(sends(program)).isEqualTo(LIMIT);
  }

  /** What another program removes while the folder is listed looks like that. */
  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "making a link takes a privilege there")
  void aFileThatIsGoneIsNotMissed() throws IOException {
    Files.createDirectories(file.getParent());
    Files.createSymbolicLink(file.resolveSibling("gone.ledger"), temporary.resolve("nowhere"));
    assertThat(sends(program(1))).isEqualTo(LIMIT);
  }

  @Test
  void askingForRoomTakesNone() throws IOException {
    HostQuota asking = program(1);
    assertThat(asking.room(LIMIT).nanos()).isZero();
    HostQuota other = program(2);
    assertThat(sends(other)).isEqualTo(LIMIT);
    pass(Duration.ofSeconds(20));
    assertThat(Duration.ofNanos(asking.room(LIMIT).nanos())).isEqualTo(Duration.ofMillis(40_500));
    // Nor does it write, which would have to be done while others want the file.
    FileTime before = FileTime.from(Instant.EPOCH);
    Files.setLastModifiedTime(file, before);
    asking.room(LIMIT);
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(before);
    // Who only asks is kept no share.
    pass(Duration.ofSeconds(41));
    assertThat(asking.room(LIMIT).nanos()).isZero();
    assertThat(sends(other)).isEqualTo(LIMIT);
  }

  @Test
  void filesThatNobodyUsesAreRemoved() throws IOException {
    Files.createDirectories(file.getParent());
    Path old = Files.createFile(file.resolveSibling("old.ledger"));
    Path foreign = Files.createFile(file.resolveSibling("foreign.txt"));
    FileTime longAgo = FileTime.from(Instant.EPOCH);
    Files.setLastModifiedTime(old, longAgo);
    Files.setLastModifiedTime(foreign, longAgo);
    program(1).take(LIMIT);
    assertThat(old).doesNotExist();
    assertThat(foreign).exists();
    assertThat(file).exists();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "files have no POSIX permissions there")
  void theFolderIsItsOwnersOnly() throws IOException {
    program(1).take(LIMIT);
    assertThat(Files.getPosixFilePermissions(file.getParent()))
        .allMatch(permission -> permission.name().startsWith("OWNER"));
  }

  @Test
  void theNameTellsKeysAndServicesApartAndNotTheKey() {
    URI service = URI.create("https://api.helpcrunch.com/v1");
    String fingerprint = new ApiKey(ServiceFixture.KEY).fingerprint();
    String name = LedgerFile.name(service, fingerprint);
    assertThat(name).matches("[0-9a-f]{32}\\.ledger").doesNotContain(fingerprint.substring(0, 8));
    assertThat(LedgerFile.name(URI.create("http://localhost:81/v1"), fingerprint))
        .isNotEqualTo(name);
    assertThat(LedgerFile.name(service, new ApiKey("other").fingerprint())).isNotEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, /home/me, , , /home/me/.cache/helpcrunch-jdbc",
    "Linux, /home/me, /c, , /c/helpcrunch-jdbc",
    "Mac OS X, /Users/me, , , /Users/me/Library/Caches/helpcrunch-jdbc",
    "Linux, ?, , , ",
    "Windows 11, /me, , , ",
    "Linux, /home/\0me, , , ",
  })
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "paths are written as Unix has them")
  void cacheFolderOf(String os, String home, String xdg, String local, String expected) {
    Map<String, String> properties = Map.of("os.name", os, "user.home", home);
    Path folder =
        CacheFolder.locate(name -> name.equals("XDG_CACHE_HOME") ? xdg : local, properties::get);
    assertThat(folder).isEqualTo(expected == null ? null : Path.of(expected));
  }
}
