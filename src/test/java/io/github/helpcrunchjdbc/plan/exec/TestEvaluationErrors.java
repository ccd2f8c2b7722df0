package io.github.helpcrunchjdbc.plan.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.util.concurrent.UncheckedExecutionException;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import io.github.helpcrunchjdbc.plan.function.TextNumbers;
import io.github.helpcrunchjdbc.plan.function.WholeNumbers;
import io.github.helpcrunchjdbc.plan.function.WrittenTimes;
import io.github.helpcrunchjdbc.rows.JsonDocument;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.calcite.runtime.SqlFunctions;
import org.apache.calcite.util.DateString;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What an expression throws at a value is the value's; what the driver's own code throws is not.
 */
class TestEvaluationErrors {
  private static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of("XX000", (ThrowingCallable) () -> new PageRequest(Search.ALL, -1, 0)),
        Arguments.of("XX000", (ThrowingCallable) () -> List.of("secret").get(1)),
        Arguments.of("XX000", (ThrowingCallable) () -> "secret".substring(9)),
        Arguments.of("XX000", (ThrowingCallable) () -> Integer.parseInt("secret")),
        Arguments.of("XX000", (ThrowingCallable) () -> Math.toIntExact(1L << 40)),
        Arguments.of("XX000", (ThrowingCallable) () -> LocalDate.parse(secret())),
        Arguments.of("XX000", (ThrowingCallable) () -> Pattern.compile(secret() + "(")),
        Arguments.of("XX000", (ThrowingCallable) () -> JsonDocument.parse("secret")),
        Arguments.of("XX000", (ThrowingCallable) TestEvaluationErrors::plain),
        Arguments.of("XX000", (ThrowingCallable) () -> List.of().iterator().next()),
        Arguments.of("22000", (ThrowingCallable) () -> SqlFunctions.substring("secret", 1, -1)),
        Arguments.of("22000", (ThrowingCallable) () -> SqlFunctions.toBoolean("secret date")),
        Arguments.of("22007", (ThrowingCallable) () -> new DateString("secret")),
        Arguments.of("22018", (ThrowingCallable) () -> SqlFunctions.toInt("secret")),
        Arguments.of("22018", (ThrowingCallable) () -> TextNumbers.wholeOf("secret")),
        Arguments.of("22007", (ThrowingCallable) () -> WrittenTimes.timeOf("secret", "UTC")),
        Arguments.of("22003", (ThrowingCallable) () -> WholeNumbers.toTinyint(1_000)),
        Arguments.of("22012", (ThrowingCallable) () -> WholeNumbers.divideExact(1, 0)));
  }

  /** A method, since the compiler refuses a literal that surely fails. */
  private static String secret() {
    return "secret";
  }

  private static void plain() {
    throw new RuntimeException("secret");
  }

  @ParameterizedTest
  @MethodSource("failures")
  void onlyWhatComesFromAnExpressionIsOfAValue(String state, ThrowingCallable fails) {
    RuntimeException failure = catchThrowableOfType(RuntimeException.class, fails);
    for (Function<RuntimeException, RuntimeException> wrapped :
        List.<Function<RuntimeException, RuntimeException>>of(
            e -> e, RuntimeException::new, UncheckedExecutionException::new)) {
      SQLException told = SqlExceptions.of(EvaluationErrors.of(wrapped.apply(failure)));
      assertThat(told.getSQLState()).isEqualTo(state);
      assertThat((Throwable) told).hasMessageNotContaining("secret");
    }
  }
}
