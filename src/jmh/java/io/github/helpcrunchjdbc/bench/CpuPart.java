package io.github.helpcrunchjdbc.bench;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Rows a second where only the processor counts. */
final class CpuPart implements Part {
  @Override
  public String name() {
    return "cpu";
  }

  @Override
  public String run() throws Exception {
    Collection<RunResult> results =
        new Runner(new OptionsBuilder().include(CpuBench.class.getName() + ".*").build()).run();
    Map<String, Double> scores = new TreeMap<>();
    Map<String, Double> errors = new TreeMap<>();
    for (RunResult result : results) {
      String label = result.getPrimaryResult().getLabel();
      scores.put(label, result.getPrimaryResult().getScore());
      errors.put(label, result.getPrimaryResult().getScoreError());
    }
    MarkdownTable table = new MarkdownTable("", "Rows a second", "±", "Of the parser's");
    row(table, "the same bytes merely parsed", "parseOnly", scores, errors);
    row(table, "`SELECT *` through JDBC", "selectAll", scores, errors);
    row(table, "`SELECT id` through JDBC", "selectId", scores, errors);
    row(
        table,
        "`SELECT *` through JDBC and a loopback socket, its server included",
        "selectAllOverLoopback",
        scores,
        errors);
    return table.toString();
  }

  private static void row(
      MarkdownTable table,
      String what,
      String label,
      Map<String, Double> scores,
      Map<String, Double> errors) {
    double score = scores.getOrDefault(label, Double.NaN);
    table.row(
        what,
        Figures.count(score),
        Figures.count(errors.getOrDefault(label, Double.NaN)),
        Figures.ratio(score / scores.getOrDefault("parseOnly", Double.NaN)));
  }
}
