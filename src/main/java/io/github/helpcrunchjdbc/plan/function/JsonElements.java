package io.github.helpcrunchjdbc.plan.function;

/**
 * JSON_ARRAYAGG, with a bound that Calcite's function lacks. Public for the code that Calcite
 * generates.
 */
public final class JsonElements extends ArrayAgg {
  @Override
  public String result() {
    return BoundedText.json(values);
  }
}
