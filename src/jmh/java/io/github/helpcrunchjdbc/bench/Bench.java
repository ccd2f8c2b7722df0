package io.github.helpcrunchjdbc.bench;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Runs the benchmarks and writes {@code docs/benchmarks.md} and {@code docs/growth.md}. The system
 * property {@code bench.only} names the parts to run, with commas between; the page keeps its other
 * sections.
 */
public final class Bench {
  private static final List<Part> PARTS =
      List.of(
          new RequestsPart(),
          new GrowthPart(),
          new ScanPart(),
          new QuotaPart(),
          new CpuPart(),
          new MemoryPart(),
          new StartPart(),
          new DashboardPart());

  private Bench() {}

  public static void main(String[] args) throws Exception {
    String only = System.getProperty("bench.only", "");
    Set<String> wanted = only.isBlank() ? names() : Set.of(only.strip().split("\\s*,\\s*"));
    for (String name : wanted) {
      if (!names().contains(name)) {
        throw new IllegalArgumentException("bench.only is '" + name + "'; allowed are " + names());
      }
    }
    for (Part part : PARTS) {
      if (wanted.contains(part.name())) {
        long start = System.nanoTime();
        String text = part.run();
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        System.out.println("--- " + part.name() + ", " + seconds + " s\n\n" + text);
        BenchPage.replace(part.page(), part.name(), text + "\n*" + origin(part) + "*\n");
      }
    }
    // Threads of OkHttp and H2 need not be waited for.
    System.exit(0);
  }

  private static Set<String> names() {
    return Set.copyOf(PARTS.stream().map(Part::name).toList());
  }

  private static String origin(Part part) {
    return LocalDate.now(ZoneOffset.UTC)
        + ", "
        + Machine.describe()
        + ": `mvn -B -Pbench package -Dbench.only="
        + part.name()
        + "`";
  }
}
