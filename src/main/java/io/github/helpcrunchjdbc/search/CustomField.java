package io.github.helpcrunchjdbc.search;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of an account's own attributes.
 *
 * @param key as custom data has it; any text
 * @param type what a column of it holds
 * @param seen how many customers of the sample have it
 * @param sampled how many customers the sample has; 0 if the field was declared
 * @param zone on whose clock whole seconds are shown that were declared to be times, else null
 */
public record CustomField(
    String key, ColumnType type, int seen, int sampled, @Nullable ZoneId zone) {

  /** A field that a connection property declares. */
  public static CustomField declared(String key, ColumnType type, ZoneId zone) {
    return new CustomField(key, type, 0, 0, type == ColumnType.TIME ? zone : null);
  }

  public boolean isDeclared() {
    return sampled == 0;
  }

  /** The share of customers that have it, in whole percent. */
  public int percent() {
    return isDeclared() ? 0 : (int) Math.max(1, Math.round(100.0 * seen / sampled));
  }

  /** Its column, under a name that is free. */
  ColumnDef column(String name) {
    String remark =
        isDeclared()
            ? "custom attribute, declared"
            : "custom attribute, seen with " + percent() + " % of " + sampled + " customers";
    List<String> path = List.of(CustomerColumns.CUSTOM_DATA.path().get(0), key);
    return new ColumnDef(name, type, path, null, null, false, this, remark);
  }
}
