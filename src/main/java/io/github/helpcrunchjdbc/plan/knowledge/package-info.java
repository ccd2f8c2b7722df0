/** Facts about a service that no document states, and how they are learned. */
@NullMarked
package io.github.helpcrunchjdbc.plan.knowledge;

import org.jspecify.annotations.NullMarked;
