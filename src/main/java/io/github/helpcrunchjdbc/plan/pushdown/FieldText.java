package io.github.helpcrunchjdbc.plan.pushdown;

/** What the service's text fields can be asked for. The only place that knows. */
public final class FieldText {
  private FieldText() {}

  /**
   * Whether a text can be the value of a filter. The service refuses an empty one: "This value
   * should not be blank". Whether it takes one of nothing but spaces is not known.
   */
  public static boolean canBeSent(String text) {
    return !text.isBlank();
  }
}
