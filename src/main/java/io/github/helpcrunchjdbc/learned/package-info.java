/** The facts learned of a service, with evidence, until they are forgotten or the JVM ends. */
@NullMarked
package io.github.helpcrunchjdbc.learned;

import org.jspecify.annotations.NullMarked;
