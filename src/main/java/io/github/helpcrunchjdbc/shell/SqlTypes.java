package io.github.helpcrunchjdbc.shell;

import java.sql.Types;

/** What the printers need to know of {@code java.sql.Types}. */
final class SqlTypes {
  private SqlTypes() {}

  static boolean isNumber(int type) {
    return switch (type) {
      case Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.REAL,
          Types.FLOAT,
          Types.DOUBLE,
          Types.DECIMAL,
          Types.NUMERIC ->
          true;
      default -> false;
    };
  }
}
