package io.github.helpcrunchjdbc.plan.pushdown;

/** Tells which values the filters of text fields can have. No other class decides that. */
public final class FieldText {
  private FieldText() {}

  /**
   * Whether a text can be the value of a filter. The service refuses an empty text: "This value
   * should not be blank". Whether it accepts a text of spaces only is not known.
   */
  public static boolean canBeSent(String text) {
    return !text.isBlank();
  }
}
