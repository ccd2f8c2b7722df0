package io.github.helpcrunchjdbc.jdbc.value;

import java.sql.NClob;
import java.sql.SQLException;
import javax.sql.rowset.serial.SerialClob;

/** A text as CLOB or NCLOB, for callers that know no other way to read long text. */
public final class TextLob extends SerialClob implements NClob {
  private static final long serialVersionUID = 1L;

  public TextLob(String text) throws SQLException {
    super(text.toCharArray());
  }
}
