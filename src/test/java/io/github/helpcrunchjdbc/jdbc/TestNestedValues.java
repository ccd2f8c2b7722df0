package io.github.helpcrunchjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Array;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What arrays, rows and maps hold is of its SQL type's class, at every depth. */
class TestNestedValues {
  private static Connection connection;

  @BeforeAll
  static void connect() throws SQLException {
    connection =
        DriverManager.getConnection(
            "jdbc:helpcrunch:demo;warmUp=false;timeZone=UTC;requestsPerMinute=0");
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  @Test
  void arraysOfTimes() throws SQLException {
    assertThat(array("ARRAY[DATE '2024-01-02']")).containsExactly(Date.valueOf("2024-01-02"));
    assertThat(array("ARRAY[TIME '01:02:03']")).containsExactly(Time.valueOf("01:02:03"));
    assertThat(array("ARRAY[TIMESTAMP '1970-01-01 00:00:01', NULL]"))
        .containsExactly(new Timestamp(1000), null);
    assertThat(array("ARRAY[INTERVAL '1' DAY]")).containsExactly("1 00:00:00.000");
    assertThat(array("ARRAY[X'01ff']")).containsExactly(new byte[] {1, -1});
  }

  @Test
  void listsHoldTheSameValues() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT ARRAY[DATE '2024-01-02'], MULTISET[INTERVAL '1' DAY]")) {
      rows.next();
      assertThat(rows.getObject(1, List.class)).isEqualTo(List.of(Date.valueOf("2024-01-02")));
      assertThat(rows.getObject(2, Iterable.class)).isEqualTo(List.of("1 00:00:00.000"));
    }
  }

  @Test
  void anArrayThatIsFreeGivesNothing() throws SQLException {
    Array array = (Array) object("ARRAY[1, 2]");
    array.free();
    array.free();
    assertThatThrownBy(array::getArray).isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> array.getArray(1, 1)).isInstanceOf(SQLException.class);
    assertThatThrownBy(array::getBaseType).isInstanceOf(SQLException.class);
    assertThatThrownBy(array::getBaseTypeName).isInstanceOf(SQLException.class);
    assertThatThrownBy(array::getResultSet).isInstanceOf(SQLException.class);
  }

  @Test
  void arraysSayWhatTheyHoldThoughTheyAreEmpty() throws SQLException {
    Array dates = (Array) object("ARRAY[DATE '2024-01-02']");
    assertThat(dates.getBaseType()).isEqualTo(Types.DATE);
    assertThat(dates.getBaseTypeName()).isEqualTo("DATE");
    Array empty = (Array) object("ARRAY(SELECT DATE '2024-01-02' FROM (VALUES (1)) WHERE FALSE)");
    assertThat(empty.getBaseTypeName()).isEqualTo("DATE");
    assertThat((Object[]) empty.getArray()).isEmpty();
    Array intervals = (Array) object("ARRAY[INTERVAL '1' DAY]");
    assertThat(intervals.getBaseTypeName()).isEqualTo("INTERVAL DAY");
  }

  @Test
  void rowsWithinRows() throws SQLException {
    Struct row = (Struct) object("ROW(1, ROW(DATE '2024-01-02', 'a'))");
    assertThat(row.getAttributes()[0]).isEqualTo(1);
    assertThat(((Struct) row.getAttributes()[1]).getAttributes())
        .containsExactly(Date.valueOf("2024-01-02"), "a");
  }

  @Test
  void arraysOfRowsAndOfArrays() throws SQLException {
    Object[] rows = array("ARRAY[ROW(1, DATE '2024-01-02')]");
    assertThat(((Struct) rows[0]).getAttributes()).containsExactly(1, Date.valueOf("2024-01-02"));
    Object[] arrays = array("ARRAY[ARRAY[DATE '2024-01-02']]");
    assertThat((Object[]) ((Array) arrays[0]).getArray())
        .containsExactly(Date.valueOf("2024-01-02"));
  }

  @Test
  void maps() throws SQLException {
    assertThat(object("MAP['a', DATE '2024-01-02']"))
        .isEqualTo(Map.of("a", Date.valueOf("2024-01-02")));
  }

  private static Object[] array(String expression) throws SQLException {
    return (Object[]) ((Array) object(expression)).getArray();
  }

  private static Object object(String expression) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT " + expression)) {
      assertThat(result.next()).isTrue();
      return result.getObject(1);
    }
  }
}
