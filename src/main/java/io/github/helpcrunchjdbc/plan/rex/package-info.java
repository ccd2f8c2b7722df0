/**
 * What all layers of the plan share: the driver's types, how expressions are made and rewritten,
 * how times are read, and the thread on which a statement is planned.
 */
@NullMarked
package io.github.helpcrunchjdbc.plan.rex;

import org.jspecify.annotations.NullMarked;
