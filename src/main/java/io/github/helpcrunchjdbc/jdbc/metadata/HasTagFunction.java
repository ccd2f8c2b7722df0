package io.github.helpcrunchjdbc.jdbc.metadata;

import io.github.helpcrunchjdbc.jdbc.value.SqlType;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The driver's own SQL function, as rows of metadata. It belongs to no schema. */
final class HasTagFunction {
  static final String NAME = "HAS_TAG";
  private static final String REMARKS = "HAS_TAG(tags, 'Lead'): whether the tag is among the tags";

  private HasTagFunction() {}

  static @Nullable Object[] function() {
    return new @Nullable Object[] {
      null, null, NAME, REMARKS, (short) DatabaseMetaData.functionNoTable, NAME
    };
  }

  /** The answer first, then the parameters in the order of the call. */
  static List<@Nullable Object[]> columns(@Nullable String namePattern) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    add(rows, namePattern, 0, "", SqlType.BOOLEAN, "The answer");
    add(rows, namePattern, 1, "tags", SqlType.VARCHAR, "The column tags");
    add(rows, namePattern, 2, "name", SqlType.VARCHAR, "The tag's name, in its case");
    return rows;
  }

  private static void add(
      List<@Nullable Object[]> rows,
      @Nullable String namePattern,
      int ordinal,
      String name,
      SqlType type,
      String remarks) {
    int columnType =
        ordinal == 0 ? DatabaseMetaData.functionReturn : DatabaseMetaData.functionColumnIn;
    if (NamePattern.matches(namePattern, name)) {
      rows.add(
          new @Nullable Object[] {
            null,
            null,
            NAME,
            name,
            (short) columnType,
            type.jdbcType(),
            type.name(),
            type.precision(),
            type.precision(),
            null,
            null,
            (short) DatabaseMetaData.functionNullable,
            remarks,
            type.hasLength() ? type.precision() : null,
            ordinal,
            "YES",
            NAME
          });
    }
  }
}
