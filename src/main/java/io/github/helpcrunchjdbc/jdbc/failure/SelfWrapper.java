package io.github.helpcrunchjdbc.jdbc.failure;

import io.github.helpcrunchjdbc.error.ErrorCode;
import java.sql.SQLException;
import java.sql.Wrapper;
import org.jspecify.annotations.Nullable;

/** A JDBC object that wraps nothing: it unwraps only to what it is itself. */
public interface SelfWrapper extends Wrapper {
  @Override
  default <T> T unwrap(@Nullable Class<T> type) throws SQLException {
    return unwrap(this, type);
  }

  @Override
  default boolean isWrapperFor(@Nullable Class<?> type) throws SQLException {
    return isWrapperFor(this, type);
  }

  /** Like {@link #unwrap(Class)}, for a proxy that callers have in place of an object. */
  static <T> T unwrap(Object self, @Nullable Class<T> type) throws SQLException {
    if (type != null && type.isInstance(self)) {
      return type.cast(self);
    }
    throw SqlExceptions.of(
        ErrorCode.INVALID_ARGUMENT,
        "unwrap: this object is no " + (type == null ? "null" : type.getName()));
  }

  /** Like {@link #isWrapperFor(Class)}, for a proxy that callers have in place of an object. */
  static boolean isWrapperFor(Object self, @Nullable Class<?> type) {
    return type != null && type.isInstance(self);
  }
}
