package io.github.helpcrunchjdbc.plan.sql.dialect;

import io.github.helpcrunchjdbc.search.TableDef;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The variables that tools ask for when they connect, in the words of PostgreSQL and MySQL. No
 * variable can be set; each has the value that is true here.
 */
final class SessionVariables {
  private static final Map<String, String> POSTGRESQL =
      Map.ofEntries(
          Map.entry("search_path", TableDef.SCHEMA),
          Map.entry("server_version", "0"),
          Map.entry("server_version_num", "0"),
          Map.entry("server_encoding", "UTF8"),
          Map.entry("client_encoding", "UTF8"),
          Map.entry("datestyle", "ISO, YMD"),
          Map.entry("intervalstyle", "sql_standard"),
          Map.entry("standard_conforming_strings", "on"),
          Map.entry("bytea_output", "hex"),
          Map.entry("transaction_isolation", "read committed"),
          Map.entry("default_transaction_isolation", "read committed"),
          Map.entry("transaction_read_only", "on"),
          Map.entry("default_transaction_read_only", "on"),
          Map.entry("is_superuser", "off"),
          Map.entry("integer_datetimes", "on"),
          Map.entry("max_identifier_length", "128"),
          Map.entry("statement_timeout", "0"),
          Map.entry("lc_collate", "C"),
          Map.entry("lc_ctype", "C"),
          Map.entry("application_name", ""));

  private static final Map<String, String> MYSQL =
      Map.ofEntries(
          Map.entry("autocommit", "ON"),
          Map.entry("auto_increment_increment", "1"),
          Map.entry("character_set_client", "utf8mb4"),
          Map.entry("character_set_connection", "utf8mb4"),
          Map.entry("character_set_results", "utf8mb4"),
          Map.entry("character_set_server", "utf8mb4"),
          Map.entry("collation_connection", "utf8mb4_bin"),
          Map.entry("collation_server", "utf8mb4_bin"),
          Map.entry("init_connect", ""),
          Map.entry("interactive_timeout", "28800"),
          Map.entry("license", "Apache-2.0"),
          Map.entry("lower_case_table_names", "2"),
          Map.entry("max_allowed_packet", "67108864"),
          Map.entry("net_write_timeout", "60"),
          Map.entry("performance_schema", "OFF"),
          Map.entry("read_only", "ON"),
          Map.entry("sql_mode", "ANSI"),
          Map.entry("sql_select_limit", "18446744073709551615"),
          Map.entry("system_time_zone", "SYSTEM"),
          Map.entry("time_zone", "SYSTEM"),
          Map.entry("transaction_isolation", "READ-COMMITTED"),
          Map.entry("transaction_read_only", "ON"),
          Map.entry("tx_isolation", "READ-COMMITTED"),
          Map.entry("version", FunctionDialect.PRODUCT),
          Map.entry("version_comment", FunctionDialect.PRODUCT),
          Map.entry("wait_timeout", "28800"));

  private SessionVariables() {}

  /** Returns MySQL's table of all variables. */
  static String table() {
    return MYSQL.entrySet().stream()
        .map(entry -> "(" + text(entry.getKey()) + ", " + text(entry.getValue()) + ")")
        .collect(
            Collectors.joining(
                ", ",
                "SELECT \"Variable_name\", CAST(\"Value\" AS VARCHAR) AS \"Value\" FROM (VALUES ",
                ") AS \"variables\"(\"Variable_name\", \"Value\")"));
  }

  /** Returns the query for one variable of PostgreSQL, null if there is none of that name. */
  static @Nullable String one(String name) {
    String key = name.toLowerCase(Locale.ROOT);
    String value = POSTGRESQL.get(key);
    return value == null ? null : "SELECT " + text(value) + " AS \"" + key + "\"";
  }

  /**
   * Replaces MySQL's {@code @@name} or {@code @@session.name} by its value.
   *
   * @param i the token before the name
   */
  static void rewrite(Tokens tokens, int i, EditedText text) {
    boolean scoped = tokens.at(i + 1).isAny("GLOBAL", "SESSION") && tokens.at(i + 2).is(".");
    int name = scoped ? i + 3 : i + 1;
    String value = MYSQL.get(tokens.at(name).text().toLowerCase(Locale.ROOT));
    if (value == null) {
      ForeignClauses.checkSymbol(tokens, i);
      return;
    }
    for (int at = i; at < name; at++) {
      text.replace(tokens.at(at), " ");
    }
    text.replace(tokens.at(name), text(value));
  }

  private static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }
}
