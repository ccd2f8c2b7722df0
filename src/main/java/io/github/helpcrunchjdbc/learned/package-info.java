/**
 * The facts learned of a service, with their evidence. They last until forgotten or the JVM ends.
 */
@NullMarked
package io.github.helpcrunchjdbc.learned;

import org.jspecify.annotations.NullMarked;
