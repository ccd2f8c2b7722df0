package io.github.helpcrunchjdbc.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A JVM of its own, run to its end: what it printed and how it ended. */
public final class JavaProcess {
  /** How a process ended; both outputs read as UTF-8. */
  public record Result(int exitCode, String out, String err) {}

  private final List<String> command = new ArrayList<>();
  private final Map<String, String> environment = new TreeMap<>();
  private String input = "";
  private Duration most = Duration.ofSeconds(120);

  /**
   * @param arguments what follows {@code java} on the command line
   */
  public JavaProcess(List<String> arguments) {
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
  }

  /** The process reads this, as UTF-8, from its standard input, then the end. */
  public JavaProcess input(String text) {
    input = text;
    return this;
  }

  /** How long it may run; two minutes if nobody says. */
  public JavaProcess atMost(Duration newMost) {
    most = newMost;
    return this;
  }

  /** Sets a variable of the environment, which has none of this driver's otherwise. */
  public JavaProcess environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  public Result run() throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("HELPCRUNCH_API_KEY");
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().putAll(environment);
    Process process = builder.start();
    CompletableFuture<String> out = readAll(process.getInputStream());
    CompletableFuture<String> err = readAll(process.getErrorStream());
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    }
    if (!process.waitFor(most.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still running after " + most.toSeconds() + " s: " + command);
    }
    return new Result(process.exitValue(), out.join(), err.join());
  }

  private static CompletableFuture<String> readAll(InputStream stream) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
  }
}
