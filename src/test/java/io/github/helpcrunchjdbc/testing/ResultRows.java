package io.github.helpcrunchjdbc.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A result in a form that results of different engines share: numbers are Long where they are whole
 * and fit, else BigDecimal (floating ones to 12 digits); timestamps are LocalDateTime in UTC; dates
 * and times are of java.time.
 *
 * @param columns labels
 */
public record ResultRows(List<String> columns, List<List<@Nullable Object>> rows) {
  private static final MathContext FLOATING = new MathContext(12);
  private static final int SHOWN_DIFFERENCES = 5;

  /** Reads all rows that are left. */
  public static ResultRows read(ResultSet result) throws SQLException {
    ResultSetMetaData metaData = result.getMetaData();
    List<String> columns = new ArrayList<>();
    for (int i = 1; i <= metaData.getColumnCount(); i++) {
      columns.add(metaData.getColumnLabel(i));
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    while (result.next()) {
      List<@Nullable Object> row = new ArrayList<>();
      for (int i = 1; i <= columns.size(); i++) {
        row.add(value(result, i, metaData.getColumnType(i)));
      }
      rows.add(row);
    }
    return new ResultRows(columns, rows);
  }

  private static @Nullable Object value(ResultSet result, int index, int type) throws SQLException {
    return switch (type) {
      case Types.TIMESTAMP -> result.getObject(index, LocalDateTime.class);
      case Types.DATE -> result.getObject(index, LocalDate.class);
      case Types.TIME -> result.getObject(index, LocalTime.class);
      case Types.TIMESTAMP_WITH_TIMEZONE -> utc(result.getObject(index, OffsetDateTime.class));
      default -> normal(result.getObject(index));
    };
  }

  private static @Nullable Object utc(@Nullable OffsetDateTime time) {
    return time == null ? null : time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
  }

  private static @Nullable Object normal(@Nullable Object value) {
    if (!(value instanceof Number number)) {
      return value;
    }
    if (number instanceof Double || number instanceof Float) {
      double floating = number.doubleValue();
      return Double.isFinite(floating)
          ? normal(BigDecimal.valueOf(floating).round(FLOATING))
          : Double.toString(floating);
    }
    BigDecimal decimal = new BigDecimal(number.toString()).stripTrailingZeros();
    boolean isLong = decimal.scale() <= 0 && decimal.toBigInteger().bitLength() < Long.SIZE;
    return isLong ? (Object) decimal.longValueExact() : decimal;
  }

  public int size() {
    return rows.size();
  }

  /** The values of one column, from 0. */
  public List<@Nullable Object> column(int index) {
    return rows.stream().<@Nullable Object>map(row -> row.get(index)).toList();
  }

  /** Asserts the same rows, each as often, in whatever order. */
  public void assertSameBagAs(ResultRows expected) {
    List<List<@Nullable Object>> missing = expected.minus(this);
    List<List<@Nullable Object>> surplus = minus(expected);
    assertThat(missing.isEmpty() && surplus.isEmpty())
        .as(
            "%d rows, expected %d; %d missing, such as %s; %d surplus, such as %s",
            size(), expected.size(), missing.size(), some(missing), surplus.size(), some(surplus))
        .isTrue();
  }

  /**
   * Asserts the same rows in an order that is right by ORDER BY of these columns: rows that have
   * the same values there may come in any order.
   *
   * @param keys columns from 0
   */
  public void assertSameOrderAs(ResultRows expected, int... keys) {
    assertSameBagAs(expected);
    assertThat(keys(keys)).as("order").isEqualTo(expected.keys(keys));
  }

  /**
   * Asserts a right LIMIT and OFFSET of a sorted result: which of the rows with equal keys are
   * taken at its ends is free.
   *
   * @param whole the result of the same query without LIMIT and OFFSET
   * @param limit {@code Long.MAX_VALUE} for none
   * @param keys columns of ORDER BY, from 0; none if there is no ORDER BY
   */
  public void assertCutOf(ResultRows whole, long offset, long limit, int... keys) {
    int from = (int) Math.min(offset, whole.size());
    int to = (int) Math.min(limit, whole.size() - from) + from;
    assertThat(keys(keys)).as("order").isEqualTo(whole.keys(keys).subList(from, to));
    List<List<@Nullable Object>> surplus = minus(whole);
    assertThat(surplus).as("rows that the whole result has not").isEmpty();
  }

  private List<List<@Nullable Object>> keys(int... keys) {
    List<List<@Nullable Object>> all = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      List<@Nullable Object> key = new ArrayList<>();
      for (int index : keys) {
        key.add(row.get(index));
      }
      all.add(key);
    }
    return all;
  }

  private List<List<@Nullable Object>> minus(ResultRows other) {
    Map<List<@Nullable Object>, Integer> left = new HashMap<>();
    other.rows.forEach(row -> left.merge(row, 1, Integer::sum));
    List<List<@Nullable Object>> rest = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      if (left.merge(row, -1, Integer::sum) < 0) {
        rest.add(row);
      }
    }
    return rest;
  }

  private static List<List<@Nullable Object>> some(List<List<@Nullable Object>> rows) {
    return rows.subList(0, Math.min(rows.size(), SHOWN_DIFFERENCES));
  }
}
