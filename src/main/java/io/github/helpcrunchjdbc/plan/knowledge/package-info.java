/** What is learned of a service that no document settles, and how. */
@NullMarked
package io.github.helpcrunchjdbc.plan.knowledge;

import org.jspecify.annotations.NullMarked;
