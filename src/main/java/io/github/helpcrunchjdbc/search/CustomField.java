package io.github.helpcrunchjdbc.search;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of an account's own attributes.
 *
 * @param key the attribute's key in custom data; any text
 * @param type what a column of the attribute holds
 * @param seen how many customers of the sample have the attribute
 * @param sampled how many customers the sample has; 0 if the field was declared
 * @param zone for a field that was declared to be a time: the zone in which whole UNIX seconds are
 *     shown as local time; else null
 */
public record CustomField(
    String key, ColumnType type, int seen, int sampled, @Nullable ZoneId zone) {

  /** Returns a field that a connection property declares. */
  public static CustomField declared(String key, ColumnType type, ZoneId zone) {
    return new CustomField(key, type, 0, 0, type == ColumnType.TIME ? zone : null);
  }

  public boolean isDeclared() {
    return sampled == 0;
  }

  /** Returns the share of sampled customers that have the attribute, in whole percent. */
  public int percent() {
    return isDeclared() ? 0 : (int) Math.max(1, Math.round(100.0 * seen / sampled));
  }

  /** Returns the attribute's column. The caller gives a name that no other column has. */
  ColumnDef column(String name) {
    String remark =
        isDeclared()
            ? "custom attribute, declared"
            : "custom attribute, seen with " + percent() + " % of " + sampled + " customers";
    List<String> path = List.of(CustomerColumns.CUSTOM_DATA.path().get(0), key);
    return new ColumnDef(name, type, path, null, null, false, this, remark);
  }
}
