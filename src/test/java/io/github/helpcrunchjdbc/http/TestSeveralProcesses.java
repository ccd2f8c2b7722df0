package io.github.helpcrunchjdbc.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.testing.JavaProcess;
import io.github.helpcrunchjdbc.testing.RateLimit;
import io.github.helpcrunchjdbc.testing.ReadAllRows;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Four programs with one key, as processes. It takes minutes: {@code -Dprocesses=true} runs it. */
@EnabledIfSystemProperty(named = "processes", matches = "true")
class TestSeveralProcesses {
  private static final int CUSTOMERS = 6000;
  private static final int REQUESTS = 4 * CUSTOMERS / 100;

  @ParameterizedTest
  @CsvSource({
    "true, false, true",
    "true, true, true",
    "false, false, true",
    "false, true, true",
    "true, false, false"
  })
  void fourRead(boolean sliding, boolean tells, boolean shared) {
    RateLimit limit =
        sliding
            ? RateLimit.slidingMinute(120, System::nanoTime)
            : RateLimit.fixedMinute(120, System::nanoTime);
    try (SimulatedAccount account =
        SimulatedAccount.builder()
            .customers(LongStream.rangeClosed(1, CUSTOMERS).mapToObj(DemoCustomer::of).toList())
            .latency(Duration.ofMillis(50))
            .rateLimit(tells ? limit.tellingRetryAfter() : limit)
            .start()) {
      String url =
          "jdbc:helpcrunch:checkKey=false;customFields=off;warmUp=false;sharedQuota="
              + shared
              + ";baseUrl="
              + account.baseUrl();
      List<CompletableFuture<JavaProcess.Result>> programs = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        programs.add(CompletableFuture.supplyAsync(() -> read(url, account.apiKey())));
      }
      List<Long> millis = new ArrayList<>();
      for (CompletableFuture<JavaProcess.Result> program : programs) {
        JavaProcess.Result result = program.join();
        assertThat(result.exitCode()).as(result.err()).isZero();
        String[] figures = result.out().strip().split(" ", -1);
        assertThat(figures[0]).isEqualTo(Integer.toString(CUSTOMERS));
        millis.add(Long.parseLong(figures[1]));
      }
      int refused = account.requests().size() - REQUESTS;
      long slowest = millis.stream().mapToLong(Long::longValue).max().orElseThrow();
      long fastest = millis.stream().mapToLong(Long::longValue).min().orElseThrow();
      assertThat(slowest).as("milliseconds of each: %s", millis).isLessThan(2 * fastest);
      // Without the file a service of this kind, which counts late, refuses all that is under way.
      assertThat(refused).isLessThanOrEqualTo(shared ? REQUESTS / 20 : REQUESTS / 10);
    }
  }

  /** Test runners have the classes in a loader of theirs, or on the JVM's own path. */
  private static String classPath() {
    return TestSeveralProcesses.class.getClassLoader() instanceof URLClassLoader loader
        ? Arrays.stream(loader.getURLs())
            .map(URL::getPath)
            .collect(Collectors.joining(File.pathSeparator))
        : System.getProperty("java.class.path");
  }

  private static JavaProcess.Result read(String url, String key) {
    try {
      return new JavaProcess(
              List.of(
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  classPath(),
                  ReadAllRows.class.getName(),
                  url,
                  key,
                  "SELECT id, name FROM customers"))
          .atMost(Duration.ofMinutes(4))
          .run();
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }
}
