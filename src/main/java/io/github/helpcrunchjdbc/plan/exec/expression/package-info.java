/** Expressions that the driver evaluates on rows, compiled. */
@NullMarked
package io.github.helpcrunchjdbc.plan.exec.expression;

import org.jspecify.annotations.NullMarked;
