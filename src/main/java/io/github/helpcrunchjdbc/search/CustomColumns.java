package io.github.helpcrunchjdbc.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Chooses names for the columns of an account's own attributes. A column has the name of its key.
 * If a column of the table has that name already, in any case, or an earlier key has taken it, the
 * name is {@code custom_} and the key; if that is taken too, {@code _2}, {@code _3} and so on
 * follows. Keys are taken in alphabetical order without regard to case, then in the order of their
 * code points, so the same keys always get the same names.
 */
public final class CustomColumns {
  /** A name in SQL has at most 128 characters. The prefix and the number take some of them. */
  private static final int LONGEST_KEY = 110;

  /** With more columns, no tool shows the rows well and the generated code is too large. */
  public static final int MOST = 400;

  private static final String PREFIX = "custom_";

  /** A name in SQL stands on one line, even in quotes. */
  private static final Pattern LINE_BREAK = Pattern.compile("[\\r\\n]+");

  private CustomColumns() {}

  /**
   * Returns the table of customers with columns for the account's own attributes. These columns
   * stand before the hidden ones.
   *
   * @param fields the attributes; only the {@link #MOST} most frequent ones get a column
   */
  public static TableDef customers(List<CustomField> fields) {
    Set<String> taken = new HashSet<>();
    TableDef.CUSTOMERS.columns().forEach(column -> taken.add(TableDef.folded(column.name())));
    List<ColumnDef> columns = new ArrayList<>(TableDef.CUSTOMERS.visible());
    fields.stream()
        .sorted(Comparator.comparing(CustomField::seen).reversed())
        .limit(MOST)
        .sorted(
            Comparator.comparing(CustomField::key, String.CASE_INSENSITIVE_ORDER)
                .thenComparing(CustomField::key))
        .forEach(field -> columns.add(field.column(free(field.key(), taken))));
    columns.addAll(TableDef.CUSTOMERS.hidden());
    return TableDef.CUSTOMERS.withColumns(columns);
  }

  private static String free(String key, Set<String> taken) {
    String line = LINE_BREAK.matcher(key).replaceAll(" ");
    String cut =
        line.codePointCount(0, line.length()) <= LONGEST_KEY
            ? line
            : line.substring(0, line.offsetByCodePoints(0, LONGEST_KEY));
    if (!cut.isBlank() && taken.add(TableDef.folded(cut))) {
      return cut;
    }
    String name = PREFIX + cut;
    for (int number = 2; !taken.add(TableDef.folded(name)); number++) {
      name = PREFIX + cut + "_" + number;
    }
    return name;
  }
}
