package io.github.helpcrunchjdbc.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** More than a million customers through a small heap. */
final class MemoryPart implements Part {
  /** No power of ten: the driver would look for customers behind it, and here nobody searches. */
  private static final long CUSTOMERS = 1_200_000;

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String run() throws Exception {
    Path directory = Files.createTempDirectory("bench-memory");
    Path programs = ClassPaths.programs(directory);
    try (CannedAccount account = new CannedAccount(new EndlessPages(CUSTOMERS))) {
      String url =
          "jdbc:helpcrunch:baseUrl="
              + account.baseUrl()
              + ";requestsPerMinute=0;checkKey=false;customFields=off;warmUp=false;apiKey="
              + CannedAccount.API_KEY;
      Child.Result result =
          Child.java(
                  List.of(
                      "-Xmx96m",
                      "-cp",
                      ClassPaths.driver(programs),
                      ReadAll.class.getName(),
                      url,
                      "SELECT * FROM customers"))
              .run();
      String[] figures = result.lines().get(0).split(" ", -1);
      if (Long.parseLong(figures[0]) != CUSTOMERS || Boolean.parseBoolean(figures[2])) {
        throw new IllegalStateException(result.lines().toString());
      }
      return new MarkdownTable("Rows", "`-Xmx`", "Peak of the heap", "Took")
          .row(
              Figures.count(CUSTOMERS),
              "96 MiB",
              figures[1] + " MiB",
              Figures.seconds(result.seconds().get(0)))
          .toString();
    }
  }
}
