/** Joins that send keys, and the expansion of customers' lists. */
@NullMarked
package io.github.helpcrunchjdbc.plan.exec.join;

import org.jspecify.annotations.NullMarked;
