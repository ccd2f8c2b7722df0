/**
 * What all layers of the plan share: the types of the driver, how expressions are made and
 * rewritten, how times are read, and the thread on which a statement is planned.
 */
@NullMarked
package io.github.helpcrunchjdbc.plan.rex;

import org.jspecify.annotations.NullMarked;
