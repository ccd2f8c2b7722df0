package io.github.helpcrunchjdbc.plan.function;

import io.github.helpcrunchjdbc.plan.rex.PredicateText;
import java.lang.reflect.Method;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.ScalarFunctionImpl;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlOperandMetadata;
import org.apache.calcite.sql.validate.SqlUserDefinedFunction;

/**
 * Makes operators of a plan from public Java methods. A method that is not static gets an object of
 * its class for each place in a statement, by a public constructor without arguments; the class
 * must be thread-safe. Generated code calls the method where the operator stands, while it computes
 * calls of Calcite's own functions without columns when the code is loaded, also in a branch that
 * no row takes.
 */
public final class JavaFunction {
  /**
   * Accepts operands of any number and type, because the class that makes a call has checked them.
   */
  public static final SqlOperandMetadata UNCHECKED =
      OperandTypes.operandMetadata(
          List.of(), factory -> List.of(), index -> "operand" + index, index -> false);

  private JavaFunction() {}

  /**
   * Returns the operator for the one method of a name. Its calls are made with an explicit type.
   */
  public static SqlFunction of(Class<?> type, String name) {
    return of(type, name, operands -> name + "(" + String.join(", ", operands) + ")");
  }

  /**
   * Like {@link #of(Class, String)}, but people are shown a call as a text made from its operands'
   * texts.
   */
  public static SqlFunction of(Class<?> type, String name, Function<List<String>, String> shown) {
    for (Method method : type.getMethods()) {
      if (method.getName().equals(name)) {
        return new SqlUserDefinedFunction(
            new SqlIdentifier(name, SqlParserPos.ZERO),
            SqlKind.OTHER_FUNCTION,
            binding -> returned(method, binding.getTypeFactory()),
            InferTypes.FIRST_KNOWN,
            UNCHECKED,
            ScalarFunctionImpl.create(method)) {
          @Override
          public void unparse(SqlWriter writer, SqlCall call, int left, int right) {
            writer.literal(
                shown.apply(call.getOperandList().stream().map(PredicateText::of).toList()));
          }
        };
      }
    }
    throw new IllegalStateException("no method " + name);
  }

  private static RelDataType returned(Method method, RelDataTypeFactory types) {
    return types.createTypeWithNullability(types.createJavaType(method.getReturnType()), true);
  }
}
