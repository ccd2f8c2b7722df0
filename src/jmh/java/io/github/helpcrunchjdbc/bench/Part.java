package io.github.helpcrunchjdbc.bench;

/** One part of the benchmarks; its text is a section of the page. */
interface Part {
  /** What {@code bench.only} calls it, and the page's markers. */
  String name();

  /** The page in {@code docs} that has its section. */
  default String page() {
    return "benchmarks.md";
  }

  /** Measures, and gives what the page is to show, in Markdown. */
  String run() throws Exception;
}
