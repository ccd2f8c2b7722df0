package io.github.helpcrunchjdbc.jdbc.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TestSqlExceptions {
  private static final Map<ErrorCode.Kind, Class<?>> CLASSES =
      Map.of(
          ErrorCode.Kind.NON_TRANSIENT, SQLNonTransientException.class,
          ErrorCode.Kind.TRANSIENT, SQLTransientException.class,
          ErrorCode.Kind.TRANSIENT_CONNECTION, SQLTransientConnectionException.class,
          ErrorCode.Kind.NON_TRANSIENT_CONNECTION, SQLNonTransientConnectionException.class,
          ErrorCode.Kind.AUTHORIZATION, SQLInvalidAuthorizationSpecException.class,
          ErrorCode.Kind.DATA, SQLDataException.class,
          ErrorCode.Kind.SYNTAX, SQLSyntaxErrorException.class,
          ErrorCode.Kind.NOT_SUPPORTED, SQLFeatureNotSupportedException.class,
          ErrorCode.Kind.TIMEOUT, SQLTimeoutException.class,
          ErrorCode.Kind.WARNING, SQLNonTransientException.class);

  @ParameterizedTest
  @EnumSource(
      value = ErrorCode.class,
      mode = EnumSource.Mode.MATCH_NONE,
      names = ".*(DISORDERED|_WARNING|INCOMPLETE).*")
  void everyCode(ErrorCode code) {
    HelpCrunchException known = new HelpCrunchException(code, 418, "what happened", null);
    SQLException translated =
        SqlExceptions.of(new RuntimeException("outer", new ExecutionException(known)));
    assertThat((Throwable) translated)
        .isExactlyInstanceOf(CLASSES.get(code.kind()))
        .hasMessage("what happened")
        .hasCause(known);
    assertThat(translated.getSQLState()).isEqualTo(code.sqlState());
    assertThat(translated.getErrorCode()).isEqualTo(418);
  }

  @Test
  void expressions() {
    assertState("22018", new RuntimeException(new NumberFormatException("For \"secret\"")));
    assertState("22003", new ArithmeticException("integer overflow: secret"));
    assertState("22018", new DateTimeParseException("Text 'secret'", "secret", 0));
    assertState("42000", new StackOverflowError());
    int zero = Integer.parseInt("0");
    assertThatThrownBy(() -> assertThat(1 / zero).isZero())
        .isInstanceOf(ArithmeticException.class)
        .satisfies(thrown -> assertState("22012", thrown));
  }

  private static void assertState(String state, Throwable thrown) {
    SQLException translated = SqlExceptions.of(thrown);
    assertThat(translated.getSQLState()).isEqualTo(state);
    assertThat((Throwable) translated).hasNoCause().hasMessageNotContaining("secret");
  }

  @Test
  void anythingElseIsADefect() {
    Throwable defect = new ClassCastException("secret");
    SQLException translated = SqlExceptions.of(defect);
    assertThat(translated.getSQLState()).isEqualTo("XX000");
    assertThat((Throwable) translated)
        .hasMessageContaining("ClassCastException")
        .hasMessageNotContaining("secret")
        .hasCause(defect);
    assertThat(SqlExceptions.of(new AssertionError("x")).getSQLState()).isEqualTo("XX000");
  }

  @Test
  void circularCauses() {
    Exception outer = new Exception("a");
    outer.initCause(new Exception("b", outer));
    assertThat(SqlExceptions.of(outer).getSQLState()).isEqualTo("XX000");
  }

  @Test
  void errorsOfTheJvmAreThrownOn() {
    assertThatThrownBy(() -> SqlExceptions.of(new InternalError()))
        .isInstanceOf(InternalError.class);
    // A lack of memory is the statement's.
    assertThat(SqlExceptions.of(new OutOfMemoryError()).getSQLState()).isEqualTo("53200");
  }
}
