package io.github.helpcrunchjdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.testing.FinishedJar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script that starts the shell from an archive of its classes. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
class LauncherIT {
  @TempDir private Path directory;

  @Test
  void keepsOneArchiveForAllStarts() throws Exception {
    Path cache = directory.resolve("cache");
    assertThat(start(cache, FinishedJar.single())).isEqualTo("answer\n42\n");
    List<Path> archives = files(cache);
    assertThat(archives).hasSize(1).allMatch(file -> file.toString().endsWith(".jsa"));
    byte[] content = Files.readAllBytes(archives.get(0));
    assertThat(start(cache, FinishedJar.single())).isEqualTo("answer\n42\n");
    assertThat(files(cache)).isEqualTo(archives);
    assertThat(Files.readAllBytes(archives.get(0))).isEqualTo(content);
  }

  @Test
  void answersWithoutAnArchiveWhereNoneCanBeKept() throws Exception {
    Path file = Files.createFile(directory.resolve("no-directory"));
    assertThat(start(file, FinishedJar.single())).isEqualTo("answer\n42\n");
  }

  @Test
  void aBrokenArchiveIsNotUsed() throws Exception {
    Path cache = directory.resolve("cache");
    start(cache, FinishedJar.single());
    Path archive = files(cache).get(0);
    Files.delete(archive);
    Files.writeString(archive, "no archive");
    assertThat(start(cache, FinishedJar.single())).isEqualTo("answer\n42\n");
  }

  @Test
  void saysThatTheJarIsMissing() throws Exception {
    assertThat(start(directory, directory.resolve("none.jar"))).contains("no helpcrunch-jdbc");
  }

  /** Both outputs together, so that a warning of the JVM shows. */
  private static String start(Path cache, Path jar) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                "sh",
                "src/main/scripts/helpcrunch",
                "--demo",
                "--format",
                "csv",
                "SELECT 42 AS answer")
            .redirectErrorStream(true);
    builder.environment().put("XDG_CACHE_HOME", cache.toString());
    builder.environment().put("HELPCRUNCH_JAR", jar.toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  private static List<Path> files(Path below) throws IOException {
    try (Stream<Path> files = Files.walk(below)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
