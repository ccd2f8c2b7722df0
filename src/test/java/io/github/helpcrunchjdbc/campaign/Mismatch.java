package io.github.helpcrunchjdbc.campaign;

import java.util.List;

/**
 * An answer that was not right, with all that it takes to have it again.
 *
 * @param check what was compared
 * @param difference what was wrong
 * @param requests the bodies of what the driver sent for it
 */
record Mismatch(
    long seed,
    int block,
    Setting setting,
    String check,
    Fragment query,
    String difference,
    List<String> requests) {
  @Override
  public String toString() {
    return "seed "
        + seed
        + ", block "
        + block
        + " ("
        + setting
        + ")\n  "
        + check
        + ": "
        + query.sql()
        + "\n  with "
        + query.parameters()
        + "\n  "
        + difference
        + "\n  sent "
        + requests;
  }
}
