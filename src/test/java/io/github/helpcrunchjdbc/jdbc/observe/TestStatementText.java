package io.github.helpcrunchjdbc.jdbc.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestStatementText {
  /** An emoji takes two chars of a String, and half of one is no character. */
  @ParameterizedTest
  @CsvSource({"3998, 4000, 4010", "3999, 3999, 4011", "4000, 4000, 4012"})
  void ofALongTextTheBeginningIsKeptWithoutHalfACharacter(int before, int kept, int length) {
    String text = "x".repeat(before) + "😀" + "y".repeat(10);
    String shown = new StatementText(text, text, "account").masked();
    assertThat(shown).isEqualTo(text.substring(0, kept) + " .. (" + length + " characters)");
  }
}
