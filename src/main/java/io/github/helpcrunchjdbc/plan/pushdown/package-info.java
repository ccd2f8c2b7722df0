/** Turns SQL predicates into search filters, with a verdict for each. The heart of the driver. */
@NullMarked
package io.github.helpcrunchjdbc.plan.pushdown;

import org.jspecify.annotations.NullMarked;
