package io.github.helpcrunchjdbc.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names for the columns of an account's own attributes. A column is named as its key. If a column
 * of the table has that name in whatever case, or a key before it, {@code custom_} stands before
 * the key, and after it {@code _2}, {@code _3} and so on if that is taken too. Keys are taken in
 * the order of the alphabet without regard to case, then of their code points, so that the same
 * keys give the same names.
 */
public final class CustomColumns {
  /** SQL's names have at most 128 characters, of which the additions take some. */
  private static final int LONGEST_KEY = 110;

  /** More columns than this make rows that no tool shows and code that no JVM takes. */
  public static final int MOST = 400;

  private static final String PREFIX = "custom_";

  /** A name in SQL stands in one line, even in quotes. */
  private static final Pattern LINE_BREAK = Pattern.compile("[\\r\\n]+");

  private CustomColumns() {}

  /**
   * The customers with columns for the account's own attributes, which stand before the hidden
   * ones.
   *
   * @param fields those beyond the {@link #MOST} most frequent get no column
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
