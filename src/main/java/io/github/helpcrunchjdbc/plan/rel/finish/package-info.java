/** What is done to a plan that is chosen: rows read once or counted, and what is told of it. */
@NullMarked
package io.github.helpcrunchjdbc.plan.rel.finish;

import org.jspecify.annotations.NullMarked;
