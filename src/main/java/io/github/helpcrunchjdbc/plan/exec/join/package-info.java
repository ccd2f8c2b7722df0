/** Joins that send keys, and what takes the lists of customers apart. */
@NullMarked
package io.github.helpcrunchjdbc.plan.exec.join;

import org.jspecify.annotations.NullMarked;
