package io.github.helpcrunchjdbc;

/**
 * Is told how far a statement is: about once a second while it reads or waits, from its first
 * second on, and once more when it ends. A statement that takes less than a second reports nothing.
 */
@FunctionalInterface
public interface ProgressListener {
  /**
   * Takes a report. Called for one statement by one thread at a time: a thread of the driver, or at
   * the end the one that reads the rows. What takes long here delays the reports of others. If it
   * throws, that statement reports no more.
   */
  void progressed(Progress progress);
}
