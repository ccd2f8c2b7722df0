package io.github.helpcrunchjdbc.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How soon the first row is there, and what a repeated statement costs. */
final class StartPart implements Part {
  private static final String SQL =
      "SELECT id, name FROM customers WHERE countryCode = 'UA' ORDER BY lastSeen DESC LIMIT 5";
  private static final int STARTS = 7;
  private static final int FIRST_QUERIES = 5;

  /** What the launcher gives the JVM beside its archive. */
  private static final List<String> LAUNCHER_OPTIONS =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  @Override
  public String name() {
    return "start";
  }

  @Override
  public String run() throws Exception {
    Path directory = Files.createTempDirectory("bench-start");
    Path programs = ClassPaths.programs(directory);
    return shell(directory, programs) + "\n" + firstQuery(programs);
  }

  private static String shell(Path directory, Path programs) throws Exception {
    String jar = ClassPaths.singleJar().toString();
    List<String> question = List.of("--demo", "--format", "csv", SQL);
    Child launcher =
        Child.of(join(List.of("sh", "src/main/scripts/helpcrunch"), question))
            .environment("XDG_CACHE_HOME", directory.toString())
            .environment("JAVA_HOME", System.getProperty("java.home"))
            .environment("HELPCRUNCH_JAR", jar);
    Child plain = Child.java(join(List.of("-jar", jar), question));
    List<String> asked = List.of(Asked.class.getName(), "calcite", "now", SQL);
    List<String> classPath = List.of("-cp", ClassPaths.libraries(programs));
    Child calcite = Child.java(join(classPath, asked));
    Path archive = directory.resolve("calcite.jsa");
    List<String> shared = new ArrayList<>(LAUNCHER_OPTIONS);
    shared.add("-XX:SharedArchiveFile=" + archive);
    Child calciteShared = Child.java(join(join(shared, classPath), asked));
    // Both archives are made before the first start that counts.
    launcher.run();
    Child.java(join(join(List.of("-XX:ArchiveClassesAtExit=" + archive), classPath), asked)).run();
    List<Child> children = List.of(launcher, plain, calcite, calciteShared);
    double[][] seconds = new double[children.size()][STARTS];
    for (int i = 0; i < STARTS; i++) {
      for (int child = 0; child < children.size(); child++) {
        // The first line is the heading.
        seconds[child][i] = children.get(child).run().seconds().get(1);
      }
    }
    double stock = Figures.median(seconds[2]);
    MarkdownTable table =
        new MarkdownTable("Start of the JVM to first row", "Median", "Times as fast");
    row(table, "`src/main/scripts/helpcrunch --demo`", Figures.median(seconds[0]), stock);
    row(table, "`java -jar .. --demo`", Figures.median(seconds[1]), stock);
    row(table, "stock Calcite", stock, stock);
    row(
        table,
        "stock Calcite with the options of `src/main/scripts/helpcrunch`",
        Figures.median(seconds[3]),
        stock);
    return table.toString();
  }

  private static void row(MarkdownTable table, String what, double seconds, double stock) {
    table.row(what, Figures.seconds(seconds), Figures.ratio(stock / seconds));
  }

  private static String firstQuery(Path programs) throws Exception {
    double[][] driver = later("driver", ClassPaths.driver(programs));
    double[][] calcite = later("calcite", ClassPaths.libraries(programs));
    MarkdownTable table = new MarkdownTable("", "Driver", "Stock Calcite", "Times as fast");
    String[] whats = {
      "connect and first query, 3 s after a connection", "the same statement again and again"
    };
    for (int i = 0; i < whats.length; i++) {
      double ours = Figures.median(driver[i]);
      double theirs = Figures.median(calcite[i]);
      table.row(
          whats[i], Figures.millis(ours), Figures.millis(theirs), Figures.ratio(theirs / ours));
    }
    return table.toString();
  }

  private static double[][] later(String who, String classPath) throws Exception {
    double[][] millis = new double[2][FIRST_QUERIES];
    for (int i = 0; i < FIRST_QUERIES; i++) {
      Child.Result result =
          Child.java(List.of("-cp", classPath, Asked.class.getName(), who, "later", SQL)).run();
      String[] figures = result.lines().get(0).split(" ", -1);
      millis[0][i] = Double.parseDouble(figures[0]);
      millis[1][i] = Double.parseDouble(figures[1]);
    }
    return millis;
  }

  private static List<String> join(List<String> first, List<String> second) {
    List<String> joined = new ArrayList<>(first);
    joined.addAll(second);
    return joined;
  }
}
