/** What all layers of the plan share: the types of the driver, expressions and their rewriting. */
@NullMarked
package io.github.helpcrunchjdbc.plan.rex;

import org.jspecify.annotations.NullMarked;
