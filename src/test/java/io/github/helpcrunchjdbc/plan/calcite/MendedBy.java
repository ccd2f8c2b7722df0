package io.github.helpcrunchjdbc.plan.calcite;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The classes that mend the defect of plain Calcite which a test shows. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface MendedBy {
  Class<?>[] value();
}
