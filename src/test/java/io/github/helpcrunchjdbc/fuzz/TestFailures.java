package io.github.helpcrunchjdbc.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The judge of the fuzzed cases: it must see what the driver does not do. */
class TestFailures {
  private static final String SECRET = "c2ltdWxhdGVkLWtleQ==";
  private static final String PART = SECRET.substring(3, 15);

  private static @Nullable String defect(Throwable thrown) {
    return Failures.defect(thrown, List.of(SECRET));
  }

  private static SQLException documented(String message) {
    return new SQLException(message, "42601");
  }

  @Test
  void aDocumentedErrorIsNone() {
    assertThat(defect(documented("no such thing"))).isNull();
    assertThat(defect(documented("not " + PART.substring(1)))).isNull();
  }

  @Test
  void whatIsNotDocumentedIsOne() {
    assertThat(defect(new SQLException("a defect", "XX000"))).contains("a defect");
    assertThat(defect(new SQLException("of no list", "99999"))).contains("of no list");
    assertThat(defect(new SQLException("without a state"))).contains("without a state");
    assertThat(defect(new IllegalStateException("unchecked"))).contains("unchecked");
    assertThat(defect(new StackOverflowError())).contains("StackOverflowError");
  }

  @Test
  void aSecretIsSeenWhereverALogWouldShowIt() {
    SQLException caused = documented("a");
    caused.initCause(new IOException(PART));
    SQLException suppressing = documented("b");
    suppressing.addSuppressed(new IOException(PART));
    SQLException followed = documented("c");
    followed.setNextException(documented(PART));
    for (SQLException thrown : List.of(documented(PART), caused, suppressing, followed)) {
      assertThat(defect(thrown)).contains("tells a secret");
    }
  }
}
