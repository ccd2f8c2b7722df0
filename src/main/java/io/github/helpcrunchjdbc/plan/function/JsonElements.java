package io.github.helpcrunchjdbc.plan.function;

/** JSON_ARRAYAGG: Calcite's knows no bound. Public for the code that Calcite generates. */
public final class JsonElements extends Gathered {
  @Override
  public String result() {
    return BoundedText.json(values);
  }
}
