package io.github.helpcrunchjdbc.http.quota;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Finds the folder where a user's programs keep files that they can do without. */
public final class CacheFolder {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  /** A ledger that no program has changed for this long is of no use any more. */
  private static final Duration OLD = Duration.ofMinutes(10);

  private CacheFolder() {}

  /**
   * Returns the driver's folder within the user's cache folder.
   *
   * @param environment the environment's variables by name
   * @param properties the system's properties by name
   * @return null if the user has no such folder
   */
  public static @Nullable Path locate(
      UnaryOperator<@Nullable String> environment, UnaryOperator<@Nullable String> properties) {
    String os = String.valueOf(properties.apply("os.name")).toLowerCase(Locale.ROOT);
    String home = properties.apply("user.home");
    String chosen = environment.apply("XDG_CACHE_HOME");
    if (chosen == null || chosen.isEmpty()) {
      chosen =
          os.startsWith("windows")
              ? environment.apply("LOCALAPPDATA")
              : home + (os.startsWith("mac") ? "/Library/Caches" : "/.cache");
    }
    if (chosen == null || home == null) {
      return null;
    }
    try {
      Path folder = Path.of(chosen, "helpcrunch-jdbc");
      // Without a home, Java says "?".
      return folder.isAbsolute() ? folder : null;
    } catch (InvalidPathException e) {
      // For example, the name has letters that the JVM's encoding of file names lacks.
      return null;
    }
  }

  /** Makes the folder of a file, for its owner only, and removes files that are no longer used. */
  static void prepare(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException("no folder");
    }
    if (!Files.isDirectory(folder)) {
      if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      } else {
        Files.createDirectories(folder);
      }
    }
    removeOld(folder, file);
  }

  private static void removeOld(Path folder, Path file) {
    FileTime old = FileTime.from(Instant.now().minus(OLD));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.ledger")) {
      for (Path each : files) {
        if (!each.equals(file) && Files.getLastModifiedTime(each).compareTo(old) < 0) {
          Files.deleteIfExists(each);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Probably another program removes these files now; otherwise the next program will.
    }
  }
}
