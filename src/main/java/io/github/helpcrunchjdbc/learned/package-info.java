/** What was learned of a service: with its evidence, until it is forgotten or the JVM ends. */
@NullMarked
package io.github.helpcrunchjdbc.learned;

import org.jspecify.annotations.NullMarked;
