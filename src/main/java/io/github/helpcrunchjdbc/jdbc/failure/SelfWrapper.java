package io.github.helpcrunchjdbc.jdbc.failure;

import io.github.helpcrunchjdbc.error.ErrorCode;
import java.sql.SQLException;
import java.sql.Wrapper;
import org.jspecify.annotations.Nullable;

/** An object of JDBC that wraps nothing but is what it is. */
public interface SelfWrapper extends Wrapper {
  @Override
  default <T> T unwrap(@Nullable Class<T> type) throws SQLException {
    return unwrap(this, type);
  }

  @Override
  default boolean isWrapperFor(@Nullable Class<?> type) throws SQLException {
    return isWrapperFor(this, type);
  }

  /** The same of an object that stands for another. */
  static <T> T unwrap(Object self, @Nullable Class<T> type) throws SQLException {
    if (type != null && type.isInstance(self)) {
      return type.cast(self);
    }
    throw SqlExceptions.of(
        ErrorCode.INVALID_ARGUMENT,
        "unwrap: this object is no " + (type == null ? "null" : type.getName()));
  }

  /** The same of an object that stands for another. */
  static boolean isWrapperFor(Object self, @Nullable Class<?> type) {
    return type != null && type.isInstance(self);
  }
}
