package io.github.helpcrunchjdbc.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A process of its own, run to its end, and when its lines came. */
final class Child {
  private static final long MOST_MINUTES = 10;

  private final List<String> command;
  private final Map<String, String> environment = new TreeMap<>();

  /**
   * How a process ended.
   *
   * @param seconds from its start, for each line of its output
   */
  record Result(List<String> lines, List<Double> seconds) {}

  private Child(List<String> command) {
    this.command = command;
  }

  /** Any program. */
  static Child of(List<String> command) {
    return new Child(command);
  }

  /**
   * A JVM like this one.
   *
   * @param arguments what follows {@code java} on the command line
   */
  static Child java(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    return new Child(command);
  }

  Child environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Result run() throws IOException, InterruptedException {
    Path errors = Files.createTempFile("bench", ".err");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("HELPCRUNCH_API_KEY");
    builder.environment().putAll(environment);
    List<String> lines = new ArrayList<>();
    List<Double> seconds = new ArrayList<>();
    long start = System.nanoTime();
    Process process = builder.start();
    process.getOutputStream().close();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
        seconds.add(Figures.secondsSince(start));
      }
    }
    if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IllegalStateException("still running after " + MOST_MINUTES + " min: " + command);
    }
    if (process.exitValue() != 0) {
      throw new IllegalStateException(
          "exit code " + process.exitValue() + ": " + command + "\n" + Files.readString(errors));
    }
    Files.delete(errors);
    return new Result(lines, seconds);
  }
}
