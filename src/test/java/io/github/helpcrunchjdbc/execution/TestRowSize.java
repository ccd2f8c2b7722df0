package io.github.helpcrunchjdbc.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestRowSize {
  /**
   * Of a 64-bit JVM with short references: a BigDecimal takes 40 bytes, a BigInteger 40, its array
   * 16 and four for 32 bits.
   */
  @ParameterizedTest
  @CsvSource({
    "1.5, 40",
    "999999999.999999999, 40",
    "12345678901234567890.123456789012345678, 112",
    "1e999, 40",
  })
  void aDecimalIsCountedWithItsDigits(BigDecimal value, int least) {
    assertThat(of(value)).isBetween((long) least, least + 16L);
    assertThat(of(BigInteger.TWO.pow(320))).isBetween(100L, 120L);
  }

  private static long of(Object value) {
    return RowSize.of(new @Nullable Object[] {value}) - RowSize.of(new @Nullable Object[] {null});
  }
}
