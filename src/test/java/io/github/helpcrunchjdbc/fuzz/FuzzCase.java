package io.github.helpcrunchjdbc.fuzz;

import java.util.List;

/** One input of the driver. Its {@code toString} shows the input. */
interface FuzzCase {
  /**
   * Gives the driver the input.
   *
   * @return how that ended, in a word
   * @throws java.sql.SQLException as the driver may
   */
  String run() throws Exception;

  /** What no message may hold. */
  List<String> secrets();
}
