package io.github.helpcrunchjdbc.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The quirks of how strings match. */
@Tag("everywhere")
class TestStringQuirks {
  private static DemoCustomer named(long id, String name) {
    return DemoCustomer.of(id).with(CustomerField.NAME, name);
  }

  /** Each line: what is stored, operator, what is searched; found without the quirk, and with. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = ';',
      value = {
        "EQUALS_FOLDS_CASE; `JoHN`; =; `john`; false; true",
        "EQUALS_FOLDS_CASE; `JoHN`; !=; `john`; true; false",
        "EQUALS_FOLDS_CASE; `JoHN`; ~; `ohn`; false; false",
        "EQUALS_FOLDS_CASE; `ΟΔΟΣ`; =; `οδος`; false; true",
        "EQUALS_FOLDS_ACCENTS; `José`; =; `Jose`; false; true",
        "EQUALS_FOLDS_ACCENTS; `José`; ~; `se`; false; false",
        "EQUALS_FOLDS_TRAILING_SPACES; `John  `; =; `John`; false; true",
        "EQUALS_FOLDS_TRAILING_SPACES; ` John`; =; `John`; false; false",
        "CONTAINS_FOLDS_CASE; `JOHN`; ~; `oh`; false; true",
        "CONTAINS_FOLDS_CASE; `JOHN`; !~; `oh`; true; false",
        "CONTAINS_FOLDS_CASE; `JOHN`; =; `john`; false; false",
        "CONTAINS_FOLDS_CASE; `ΟΔΟΣΑ`; ~; `οδος`; false; true",
        "CONTAINS_FOLDS_ACCENTS; `Jose`; ~; `sé`; false; true",
        "CONTAINS_FOLDS_TRAILING_SPACES; `John`; ~; `hn `; false; true",
        "CONTAINS_HAS_WILDCARDS; `abcde`; ~; `b%d`; false; true",
        "CONTAINS_HAS_WILDCARDS; `ab\ncde`; ~; `b%e`; false; true",
        "CONTAINS_HAS_WILDCARDS; `abcde`; ~; `b_d`; false; true",
        "CONTAINS_HAS_WILDCARDS; `abcde`; ~; `b_e`; false; false",
        "CONTAINS_HAS_WILDCARDS; `a.c`; ~; `a.`; true; true",
        "CONTAINS_HAS_WILDCARDS; `abcde`; =; `a%`; false; false",
        "CONTAINS_HAS_ESCAPES; `a%b`; ~; `a\\%`; false; true",
        "CONTAINS_HAS_ESCAPES; `a\\b`; ~; `a\\b`; true; false",
        "CONTAINS_HAS_ESCAPES; `a\\b`; ~; `a\\\\b`; false; true",
        "CONTAINS_HAS_ESCAPES; `a\\`; ~; `a\\`; true; true",
        "EQUALS_LOWERS_VALUE; `John`; =; `John`; true; false",
        "EQUALS_LOWERS_VALUE; `john`; =; `John`; false; true",
        "CONTAINS_FROM_WORD_START; `John Doe`; ~; `Do`; true; true",
        "CONTAINS_FROM_WORD_START; `John Doe`; ~; `oe`; true; false",
      })
  void stringMatching(
      Quirk quirk, String stored, String operator, String value, boolean without, boolean with) {
    String json = Asking.quoted(value);
    List<DemoCustomer> customers = List.of(named(1, stored));
    assertThat(Asking.of(Behaviour.PLAIN, customers).filtered("name", operator, json).size() == 1)
        .as("without")
        .isEqualTo(without);
    assertThat(
            Asking.of(Behaviour.of(quirk), customers).filtered("name", operator, json).size() == 1)
        .as("with")
        .isEqualTo(with);
  }

  @Test
  void escapedWildcardIsLiteral() {
    Behaviour both = Behaviour.of(Quirk.CONTAINS_HAS_WILDCARDS, Quirk.CONTAINS_HAS_ESCAPES);
    Asking asking = Asking.of(both, List.of(named(1, "a%b"), named(2, "axb")));
    assertThat(asking.filtered("name", "~", Asking.quoted("a\\%b"))).containsExactly(1L);
    assertThat(asking.filtered("name", "~", Asking.quoted("a%b"))).containsExactly(1L, 2L);
  }
}
