package io.github.helpcrunchjdbc.jdbc.metadata;

import io.github.helpcrunchjdbc.jdbc.value.SqlType;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The driver's own SQL functions, as rows of metadata. They belong to no schema. */
enum FunctionRows {
  HAS_TAG(
      "HAS_TAG(tags, 'Lead'): whether the tag is among the tags",
      SqlType.BOOLEAN,
      "The tag's name, in its case"),
  TAG_NAMES("TAG_NAMES(tags): the tags as an array, for UNNEST", SqlType.ARRAY, null);

  private final String remarks;
  private final SqlType answer;
  private final @Nullable String secondParameter;

  FunctionRows(String remarks, SqlType answer, @Nullable String secondParameter) {
    this.remarks = remarks;
    this.answer = answer;
    this.secondParameter = secondParameter;
  }

  @Nullable Object[] function() {
    return new @Nullable Object[] {
      null, null, name(), remarks, (short) DatabaseMetaData.functionNoTable, name()
    };
  }

  /** Returns the answer first, then the parameters in the order of the call. */
  List<@Nullable Object[]> columns(@Nullable String namePattern) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    add(rows, namePattern, 0, "", answer, "The answer");
    add(rows, namePattern, 1, "tags", SqlType.VARCHAR, "The column tags");
    if (secondParameter != null) {
      add(rows, namePattern, 2, "name", SqlType.VARCHAR, secondParameter);
    }
    return rows;
  }

  private void add(
      List<@Nullable Object[]> rows,
      @Nullable String namePattern,
      int ordinal,
      String name,
      SqlType type,
      String remark) {
    int columnType =
        ordinal == 0 ? DatabaseMetaData.functionReturn : DatabaseMetaData.functionColumnIn;
    if (NamePattern.matches(namePattern, name)) {
      rows.add(
          new @Nullable Object[] {
            null,
            null,
            name(),
            name,
            (short) columnType,
            type.jdbcType(),
            type.name(),
            type.precision(),
            type.precision(),
            null,
            null,
            (short) DatabaseMetaData.functionNullable,
            remark,
            type.hasLength() ? type.precision() : null,
            ordinal,
            "YES",
            name()
          });
    }
  }
}
