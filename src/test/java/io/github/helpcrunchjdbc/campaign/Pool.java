package io.github.helpcrunchjdbc.campaign;

import io.github.helpcrunchjdbc.testing.JudgedAttributes;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values that accounts hold and queries ask for: few, so that they meet, and each a trap for
 * somebody.
 */
final class Pool {
  /** Case twins, accent twins, spaces, wildcards, quotes; each character is one UTF-16 unit. */
  static final List<String> PLAIN_TEXTS =
      List.of(
          "John",
          "john",
          "JOHN",
          "Jöhn",
          "John ",
          " John",
          "Johnny",
          "",
          " ",
          "O'Brien",
          "100%",
          "100",
          "100%_",
          "a_b",
          "aXb",
          "ab",
          "a\\b",
          "a\\%b",
          "a\\_b",
          "\\",
          "%",
          "_",
          "Їжак",
          "їжак",
          "Ижак",
          "Jose",
          "José",
          "Jose\u0301",
          "straße",
          "STRASSE",
          "İstanbul",
          "istanbul",
          "Istanbul",
          "ıstanbul",
          "日本",
          "NULL",
          "a\nb",
          "tab\t",
          "\"q\"",
          "a--b",
          "?",
          "σς",
          "ΣΣ",
          "two  spaces ",
          "UA",
          "US",
          "ua",
          "Kyiv",
          "kyiv",
          "Київ",
          "x'y\"z",
          "5",
          "5.0",
          "true");

  /** Those, and some whose characters take two units. */
  static final List<String> TEXTS =
      java.util.stream.Stream.concat(
              PLAIN_TEXTS.stream(),
              java.util.stream.Stream.of("🦔", "🦔a", "a🦔", "🦔🦔", "John 🦔", "👩‍💻"))
          .toList();

  /** What LIKE looks for, before its wildcards are put round. */
  static final List<String> PIECES =
      List.of(
          "John", "john", "oh", "J", "n", " ", "", "'", "100", "%", "_", "\\", "a", "b", "a_b",
          "a\\", "\\%", "é", "e", "ö", "ї", "ж", "ста", "ß", "ss", "İ", "i", "ı", "\n", "日", "\"",
          "--", "?", "σ", "Σ", "  ", "UA", "u", "k", "К", "5");

  static final List<String> TAGS =
      List.of("Lead", "lead", "LEAD", "Lead ", "vip", "paid", "Ї", "a\"b", "a\\b", "a,b", "", "🦔");

  /** The attributes that accounts have of their own, one of each type and one of mixed values. */
  static final JudgedAttributes ATTRIBUTES = new JudgedAttributes(attributes());

  private static Map<String, String> attributes() {
    Map<String, String> types = new LinkedHashMap<>();
    types.put("plan", "VARCHAR");
    types.put("paid amount", "DECIMAL");
    types.put("last", "TIMESTAMP");
    types.put("Visits", "BIGINT");
    types.put("is.member", "BOOLEAN");
    types.put("mixed", "VARCHAR");
    return types;
  }

  /** Amounts of which some are equal though they are written otherwise. */
  static final List<BigDecimal> AMOUNTS =
      java.util.stream.Stream.of(
              "15.99",
              "15.990",
              "0.5",
              "7.0",
              "7.00",
              "-3.125",
              "0.000000000000000001",
              "99999999.9")
          .map(BigDecimal::new)
          .toList();

  static final List<Long> NUMBERS = List.of(-1L, 0L, 3L, 3L, 7L, 40L, 5_000_000_000L);

  /** What one key holds with different customers. */
  static final List<Object> MIXED = List.of(5L, "5", true, "true", "a", new BigDecimal("5.0"), "");

  /** With and without fractions, neighbours among them. */
  static final List<LocalDateTime> TIMES =
      java.util.stream.Stream.of(
              "1970-01-01T00:00:01",
              "2019-12-31T23:59:59",
              "2020-01-01T00:00:00",
              "2020-01-01T00:00:00.500",
              "2020-02-29T12:00:00",
              "2020-10-28T11:49:05",
              "2020-10-28T11:49:05.999",
              "2020-10-28T11:49:06",
              "2020-10-28T11:49:06.001",
              "2020-10-28T11:49:07",
              "2021-06-15T03:30:00.250",
              "2022-03-27T01:30:00",
              "2023-07-04T23:00:00.900",
              "2024-02-29T00:00:00",
              "2024-12-31T23:59:59.999",
              "2025-01-01T00:00:00")
          .map(LocalDateTime::parse)
          .toList();

  private Pool() {}
}
