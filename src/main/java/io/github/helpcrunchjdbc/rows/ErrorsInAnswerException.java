package io.github.helpcrunchjdbc.rows;

import java.io.IOException;
import java.util.List;

/** Thrown for an answer that holds errors though its status says success. */
public final class ErrorsInAnswerException extends IOException {
  private final transient List<ServiceError> errors;

  ErrorsInAnswerException(List<ServiceError> errors) {
    super("the answer tells of errors");
    this.errors = List.copyOf(errors);
  }

  /** Returns the errors in the answer, at least one. */
  public List<ServiceError> errors() {
    return errors;
  }
}
