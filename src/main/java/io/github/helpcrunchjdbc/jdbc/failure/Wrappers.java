package io.github.helpcrunchjdbc.jdbc.failure;

import io.github.helpcrunchjdbc.error.ErrorCode;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** {@code java.sql.Wrapper} of objects that wrap nothing but are what they are. */
public final class Wrappers {
  private Wrappers() {}

  public static <T> T unwrap(Object self, @Nullable Class<T> type) throws SQLException {
    if (type != null && type.isInstance(self)) {
      return type.cast(self);
    }
    throw SqlExceptions.of(
        ErrorCode.INVALID_ARGUMENT,
        self.getClass().getSimpleName() + " is no " + (type == null ? "null" : type.getName()));
  }

  public static boolean isWrapperFor(Object self, @Nullable Class<?> type) {
    return type != null && type.isInstance(self);
  }
}
