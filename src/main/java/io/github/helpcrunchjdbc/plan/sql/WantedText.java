package io.github.helpcrunchjdbc.plan.sql;

import io.github.helpcrunchjdbc.plan.rex.PlanningThread;
import java.io.IOException;
import org.apache.calcite.util.SourceStringReader;

/** The text of a statement, which the parser gets no more of once nobody waits for its plan. */
final class WantedText extends SourceStringReader {
  WantedText(String sql) {
    super(sql);
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    PlanningThread.checkWanted();
    return super.read(buffer, offset, length);
  }
}
