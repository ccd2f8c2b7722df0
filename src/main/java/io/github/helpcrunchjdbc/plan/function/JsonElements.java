package io.github.helpcrunchjdbc.plan.function;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON_ARRAYAGG: Calcite's knows no bound. Public for the code that Calcite generates. */
public final class JsonElements extends Accumulator {
  private final List<@Nullable Object> elements = new ArrayList<>();

  public JsonElements() {
    // For generated code.
  }

  @Override
  public void add(@Nullable Object value) {
    elements.add(value);
  }

  @Override
  public String result() {
    return BoundedText.json(elements);
  }
}
