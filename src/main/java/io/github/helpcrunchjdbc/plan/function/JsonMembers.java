package io.github.helpcrunchjdbc.plan.function;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * JSON_OBJECT, JSON_OBJECTAGG and JSON_ARRAY. The keys of an object keep the order in which they
 * came. Public for the code that Calcite generates.
 */
public final class JsonMembers extends Accumulator {
  private final Map<String, @Nullable Object> members = new LinkedHashMap<>();
  private final boolean takesNulls;

  /**
   * Creates an object without members.
   *
   * @param takesNulls whether a NULL becomes JSON's null; if not, it is left out
   */
  public JsonMembers(boolean takesNulls) {
    this.takesNulls = takesNulls;
  }

  @Override
  public void add(@Nullable Object key, @Nullable Object value) {
    if (key == null) {
      throw new HelpCrunchException(
          ErrorCode.EVALUATION, "a key of a JSON object is NULL, which no key can be");
    }
    if (takesNulls || value != null) {
      members.put(key.toString(), value);
    }
  }

  @Override
  public @Nullable String result() {
    return BoundedText.json(members);
  }

  /** JSON_ARRAY. */
  public static String array(boolean takesNulls, @Nullable Object... items) {
    List<@Nullable Object> list = new ArrayList<>(Arrays.asList(items));
    if (!takesNulls) {
      list.removeIf(Objects::isNull);
    }
    return BoundedText.json(list);
  }

  /**
   * JSON_OBJECT.
   *
   * @param members each key, followed by its value
   */
  public static String object(boolean takesNulls, @Nullable Object... members) {
    JsonMembers object = new JsonMembers(takesNulls);
    for (int i = 0; i < members.length; i += 2) {
      object.add(members[i], members[i + 1]);
    }
    return BoundedText.json(object.members);
  }
}
