/**
 * The operators between a scan and the result, which keep, sort, limit or stop rows; and what they
 * see of an execution.
 */
@NullMarked
package io.github.helpcrunchjdbc.plan.exec.operator;

import org.jspecify.annotations.NullMarked;
