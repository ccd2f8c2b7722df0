package io.github.helpcrunchjdbc;

/**
 * Receives reports of how far a statement is: about once a second while the statement reads or
 * waits, from its first second on, and once more when it ends. A statement that takes less than a
 * second sends no report.
 */
@FunctionalInterface
public interface ProgressListener {
  /**
   * Takes a report. One thread at a time calls this method for one statement: a thread of the
   * driver, or at the end the thread that reads the rows. If this method takes long, the reports of
   * other statements are delayed. If it throws, the statement reports no more.
   */
  void progressed(Progress progress);
}
